import * as jobs from "../../store/jobs.js";
import * as responses from "../../store/responses.js";
import type { Context } from "../context.js";
import { openCase } from "./openCase.js";

const JOB = "openMissingCases";

/** Clocks of several machines differ, and a write may take a while to be seen: look back a little further. */
const OVERLAP_MS = 2 * 60_000;

/**
 * Opens the cases of answers whose process was killed before it could, whoever took the answer. Returns how many
 * answers have a case by it. Running it twice changes nothing.
 */
export async function openMissingCases(context: Context, now: Date): Promise<number> {
  const doneUntil = await jobs.findDoneUntil(JOB);
  const since = new Date((doneUntil?.getTime() ?? 0) - OVERLAP_MS);
  let count = 0;
  for await (const response of responses.listWithoutCase(since)) {
    if (await openCase(context, response, now)) count += 1;
  }
  await jobs.setDoneUntil(JOB, now);
  return count;
}
