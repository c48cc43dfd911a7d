import type { Invitation } from "../../records/invitation.js";
import type { AnswerValue, SurveyResponse } from "../../records/response.js";
import type { Question } from "../../records/survey.js";
import * as responses from "../../store/responses.js";
import type { Context } from "../context.js";
import { announce } from "../webhooks/announce.js";
import { ofResponse } from "../webhooks/happenings.js";

/**
 * Stores the answer to one question after the score; `null` skips it or takes an answer back. Null while there is
 * no score, and then nothing is stored. Nothing follows from it: scores, cases and states hang on the score alone,
 * so a repeat or a crash in between leaves nothing to repair but what other programs are told of it.
 */
export async function answerQuestion(
  context: Context,
  invitation: Invitation,
  { question, value }: { question: Question; value: AnswerValue },
  now: Date,
): Promise<SurveyResponse | null> {
  const response = await responses.setQuestionAnswer(invitation.id, { question: question.key, value }, now);
  if (response) context.background.run("announce", () => announce(ofResponse(context, response)));
  return response;
}
