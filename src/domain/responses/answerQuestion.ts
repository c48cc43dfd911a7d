import type { Invitation } from "../../records/invitation.js";
import type { AnswerValue, SurveyResponse } from "../../records/response.js";
import type { Question } from "../../records/survey.js";
import * as responses from "../../store/responses.js";
import { checkAlerts } from "../alerts/checkAlerts.js";
import { openCase } from "../cases/openCase.js";
import type { Context } from "../context.js";
import { announce } from "../webhooks/announce.js";
import { ofResponse } from "../webhooks/happenings.js";

/**
 * Stores the answer to one question after the score; `null` skips it or takes an answer back. Null while there is
 * no score, and then nothing is stored. Scores and states hang on the score alone; a case may follow from it.
 */
export async function answerQuestion(
  context: Context,
  invitation: Invitation,
  { question, value }: { question: Question; value: AnswerValue },
  now: Date,
): Promise<SurveyResponse | null> {
  const answer = { question: question.key, value };
  const response = await responses.setQuestionAnswer(invitation.id, answer, now);
  if (response) {
    context.background.run("checkAlerts", () => checkAlerts(context, response, now));
    context.background.run("openCase", () => openCase(context, response, now));
    context.background.run("announce", () => announce(ofResponse(context, response)));
  }
  return response;
}
