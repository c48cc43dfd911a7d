import type { Invitation } from "../../records/invitation.js";
import type { SurveyResponse } from "../../records/response.js";
import * as cases from "../../store/cases.js";
import type { Context } from "../context.js";
import { changeCase } from "./changeCase.js";
import { caseOfResolution } from "./followUpRules.js";
import { recover } from "./states.js";

/** Notes on the case what the customer says after it was resolved; nothing for any other answer. May be repeated. */
export async function recordRecovery(
  context: Context,
  { event }: Pick<Invitation, "event">,
  response: SurveyResponse,
  now: Date,
): Promise<void> {
  const id = caseOfResolution(event);
  if (!id || !(await cases.find(id))) return;
  const { id: answer, metric, score, category, respondedAt } = response;
  const recovery = { response: answer, metric, score, category, at: respondedAt };
  await changeCase(context, id, { at: now }, (theCase, act) => recover(theCase, recovery, act));
}
