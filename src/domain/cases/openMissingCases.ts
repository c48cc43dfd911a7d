import type { SurveyResponse } from "../../records/response.js";
import * as invitations from "../../store/invitations.js";
import * as jobs from "../../store/jobs.js";
import * as responses from "../../store/responses.js";
import type { Context } from "../context.js";
import { recordRecovery } from "./recordRecovery.js";
import { openCase } from "./openCase.js";

const JOB = "openMissingCases";

/** Clocks of several machines differ, and a write may take a while to be seen: look back a little further. */
const OVERLAP_MS = 2 * 60_000;

const DAY_MS = 24 * 60 * 60_000;

/** An installation from before there were cases begins with so many days: nobody calls about what was said before. */
const FIRST_DAYS = 90;

/**
 * Does once more what follows for cases from the answers since the last run, whoever took them: what a killed process
 * has left is made up for, everything else changes nothing. Returns how many answers have a case by it. An answer that
 * cannot be judged holds up no other; it is tried again, with all since then, until it can.
 */
export async function openMissingCases(context: Context, now: Date): Promise<number> {
  const doneUntil = await jobs.findDoneUntil(JOB);
  const from = doneUntil?.getTime() ?? now.getTime() - FIRST_DAYS * DAY_MS;
  const since = new Date(from - OVERLAP_MS);
  let count = 0;
  let isDone = true;
  for await (const response of responses.listToFollowUp(since)) {
    try {
      if (await followUp(context, response, now)) count += 1;
    } catch (error) {
      isDone = false;
      context.logger.error({ err: error, response: response.id }, "no case can follow from an answer");
    }
  }
  if (isDone) await jobs.setDoneUntil(JOB, now);
  return count;
}

/** True when the answer has a case by it. */
async function followUp(context: Context, response: SurveyResponse, now: Date): Promise<boolean> {
  const isSettled = response.case !== undefined && response.changedAt <= response.respondedAt;
  const opened = isSettled ? null : await openCase(context, response, now);
  if (response.properties["case"] !== undefined) {
    const invitation = await invitations.find(response.invitation);
    if (invitation) await recordRecovery(context, invitation, response, now);
  }
  return opened !== null && response.case === undefined;
}
