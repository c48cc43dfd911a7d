import type { DayKey, RollupKey } from "../../records/rollup.js";
import * as invitationLists from "../../store/invitationLists.js";
import * as invitations from "../../store/invitations.js";
import * as jobs from "../../store/jobs.js";
import * as reportSettings from "../../store/reportSettings.js";
import * as responses from "../../store/responses.js";
import * as rollupParts from "../../store/rollupParts.js";
import * as rollups from "../../store/rollups.js";
import { readReportSettings } from "./readReportSettings.js";
import { rebuildDays } from "./rebuildDays.js";
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
    responses.listDaysChangedSince(since),
    invitationLists.listDaysChangedSince(since),
  ]);
  await markDays([
    ...answers.map((day) => ({ ...day, kind: "answers" as const })),
    ...asks.map((day) => ({ ...day, kind: "asks" as const })),
  ]);
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

/** Goes through everything that is marked, each once: what others rebuild at the same time may stay marked a moment longer. */
async function rebuildDirty(): Promise<number> {
  const seen = new Set<string>();
  for (;;) {
    const keys = await listUnseen(seen);
    if (keys.length === 0) return seen.size;
    await rebuildDays(
      keys.filter(({ unit }) => unit === "day").map(({ span, ...key }) => ({ ...key, day: span })),
    );
    await rebuildMonths(keys.filter(({ unit }) => unit === "month"));
  }
}

async function listUnseen(seen: Set<string>): Promise<RollupKey[]> {
  const found = await Promise.all([rollups.listDirty(AT_ONCE), rollupParts.listDirty(AT_ONCE)]);
  return found.flat().filter((key) => {
    const name = `${key.kind}|${key.touchpoint}|${key.metric}|${key.span}`;
    return !seen.has(name) && seen.add(name);
  });
}

/** The answer that is stored is the truth: its invitation follows. */
async function repairAnswered(since: Date): Promise<void> {
  for await (const answers of responses.listChangedSince(since)) {
    const left = new Set(await invitationLists.listUnanswered(answers.map(({ invitation }) => invitation)));
    for (const { invitation, respondedAt } of answers) {
      if (left.has(invitation)) await invitations.moveToAnswered(invitation, respondedAt);
    }
  }
}
