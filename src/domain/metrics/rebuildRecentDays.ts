import type { DayKey, RollupKey, RollupUnit } from "../../records/rollup.js";
import * as erasures from "../../store/erasures.js";
import * as invitationLists from "../../store/invitationLists.js";
import * as invitations from "../../store/invitations.js";
import * as jobs from "../../store/jobs.js";
import * as reportSettings from "../../store/reportSettings.js";
import * as responseCounts from "../../store/responseCounts.js";
import * as rollupParts from "../../store/rollupParts.js";
import * as rollups from "../../store/rollups.js";
import { readReportSettings } from "./readReportSettings.js";
import { countDays, monthsOf, nameOf } from "./rebuildDays.js";
import { rebuildMonths } from "./rebuildMonths.js";

const JOB = "rebuildRecentDays";

/** Clocks of several machines differ, and a write may take a while to be seen: look back a little further. */
const OVERLAP_MS = 2 * 60_000;

const AT_ONCE = 500;

/**
 * Rebuilds every day that changed since the last run, whoever changed it, and whatever a killed process left dirty;
 * also carries an answer over to its invitation if that was lost. Running it twice changes nothing. Returns how many
 * days and months it went through. What has to be done is noted before it is begun: a later run goes on where this
 * one was killed.
 */
export async function rebuildRecentDays(now: Date): Promise<number> {
  const doneUntil = await jobs.findDoneUntil(JOB);
  const since = new Date((doneUntil?.getTime() ?? 0) - OVERLAP_MS);
  await repairAnswered(since);

  const [answers, asks] = await Promise.all([
    responseCounts.listDaysChangedSince(since),
    invitationLists.listDaysChangedSince(since),
  ]);
  await markDays([
    ...answers.map((day) => ({ ...day, kind: "answers" as const })),
    ...asks.map((day) => ({ ...day, kind: "asks" as const })),
  ]);
  await markErased();
  const revision = await markForSettings();
  await jobs.setDoneUntil(JOB, now);
  const done = await rebuildDirty();
  if (revision !== null) await reportSettings.setRecountedRevision(revision);
  return done;
}

/** Asks for these days to be counted again by the next run of `rebuildRecentDays`. */
export async function markDays(days: readonly DayKey[]): Promise<void> {
  for (let start = 0; start < days.length; start += AT_ONCE) {
    await rollups.markDirty(
      days
        .slice(start, start + AT_ONCE)
        .map(({ kind, touchpoint, metric, day }) => ({ kind, touchpoint, metric, unit: "day", span: day })),
    );
  }
}

/** What is gone has no time of its change: whoever erased it noted its days. */
async function markErased(): Promise<void> {
  const erased = await erasures.listUncounted();
  await markDays(erased.flatMap(({ traces }) => traces?.days ?? []));
  await erasures.setCounted(erased);
}

/**
 * Other breakdowns were chosen since: all answers are to be counted again. Returns the revision for which they will have
 * been counted when all that is marked is rebuilt; null when they were before.
 */
export async function markForSettings(): Promise<number | null> {
  const { revision, countedRevision, recountedRevision = 0 } = await readReportSettings();
  if (revision !== countedRevision) {
    await rollupParts.markAllDays("answers");
    await reportSettings.setCountedRevision(revision);
  }
  return revision === recountedRevision ? null : revision;
}

/**
 * Goes through everything that is marked, each once: what others rebuild at the same time may stay marked a moment
 * longer. Days first, then their months. Those are marked before the days are counted, for a process that dies in
 * between, and again after it: an answer that came meanwhile may have added a month up from days not counted yet.
 */
async function rebuildDirty(): Promise<number> {
  const days = await eachDirty("day", async (keys) => {
    const months = monthsOf(keys);
    await rollups.markDirty(months);
    await countDays(keys.map(({ span, ...key }) => ({ ...key, day: span })));
    await rollups.markDirty(months);
  });
  return days + (await eachDirty("month", rebuildMonths));
}

async function eachDirty(unit: RollupUnit, rebuild: (keys: RollupKey[]) => Promise<void>): Promise<number> {
  const seen = new Set<string>();
  for (;;) {
    const found = await Promise.all([rollups.listDirty(unit, AT_ONCE), rollupParts.listDirty(unit, AT_ONCE)]);
    const keys = found.flat().filter((key) => !seen.has(nameOfRollup(key)) && seen.add(nameOfRollup(key)));
    if (keys.length === 0) return seen.size;
    await rebuild(keys);
  }
}

function nameOfRollup({ kind, touchpoint, metric, span }: RollupKey): string {
  return nameOf({ kind, touchpoint, metric, day: span });
}

/** The answer that is stored is the truth: its invitation follows. */
async function repairAnswered(since: Date): Promise<void> {
  for await (const answers of responseCounts.listChangedSince(since)) {
    const left = new Set(await invitationLists.listUnanswered(answers.map(({ invitation }) => invitation)));
    for (const { invitation, respondedAt } of answers) {
      if (left.has(invitation)) await invitations.moveToAnswered(invitation, respondedAt);
    }
  }
}
