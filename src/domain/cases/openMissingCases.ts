import * as invitations from "../../store/invitations.js";
import * as jobs from "../../store/jobs.js";
import * as responses from "../../store/responses.js";
import type { Context } from "../context.js";
import { recordRecovery } from "./recordRecovery.js";
import { openCase } from "./openCase.js";

const JOB = "openMissingCases";

/** Clocks of several machines differ, and a write may take a while to be seen: look back a little further. */
const OVERLAP_MS = 2 * 60_000;

/**
 * Opens the cases of answers whose process was killed before it could, whoever took the answer, and notes what was said
 * after a case was resolved. Returns how many
 * answers have a case by it. Running it twice changes nothing.
 */
export async function openMissingCases(context: Context, now: Date): Promise<number> {
  const doneUntil = await jobs.findDoneUntil(JOB);
  const since = new Date((doneUntil?.getTime() ?? 0) - OVERLAP_MS);
  let count = 0;
  for await (const response of responses.listWithoutCase(since)) {
    if (await openCase(context, response, now)) count += 1;
    if (response.properties["case"] === undefined) continue;
    const invitation = await invitations.find(response.invitation);
    if (invitation) await recordRecovery(context, invitation, response, now);
  }
  await jobs.setDoneUntil(JOB, now);
  return count;
}
