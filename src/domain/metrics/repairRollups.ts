import * as erasures from "../../store/erasures.js";
import * as invitationLists from "../../store/invitationLists.js";
import * as invitations from "../../store/invitations.js";
import * as jobs from "../../store/jobs.js";
import * as responses from "../../store/responses.js";
import * as touchpointDays from "../../store/touchpointDays.js";
import type { DayKey } from "../../records/touchpointDay.js";
import { nameOf, rebuildDays } from "./rebuildDays.js";

const JOB = "repairRollups";

/** Clocks of several machines differ, and a write may take a while to be seen: look back a little further. */
const OVERLAP_MS = 2 * 60_000;

/**
 * Rebuilds every day that changed since the last run, whoever changed it, and whatever a killed process left
 * dirty; also carries an answer over to its invitation if that was lost. Running it twice changes nothing.
 */
export async function repairRollups(now: Date): Promise<number> {
  const doneUntil = await jobs.findDoneUntil(JOB);
  const since = new Date((doneUntil?.getTime() ?? 0) - OVERLAP_MS);
  await repairAnswered(since);

  const keys = new Map<string, DayKey>();
  const add = (key: DayKey) => keys.set(nameOf(key), key);
  for (const day of await responses.listDaysChangedSince(since)) add({ kind: "answers", ...day });
  for (const day of await invitationLists.listDaysChangedSince(since)) add({ kind: "asks", ...day });
  const erased = await erasures.listUncounted(); // what is gone has no time of its change
  for (const { traces } of erased) traces?.days.forEach(add);
  for (const key of await touchpointDays.listDirty(1_000)) add(key);
  await rebuildDays([...keys.values()]);
  await erasures.setCounted(erased);
  await jobs.setDoneUntil(JOB, now);
  return keys.size;
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
