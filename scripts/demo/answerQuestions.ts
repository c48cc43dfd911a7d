import type { Context } from "../../src/domain/context.js";
import { answerQuestion } from "../../src/domain/responses/answerQuestion.js";
import { firstOpenStep } from "../../src/domain/surveys/questionRules.js";
import type { Invitation } from "../../src/records/invitation.js";
import type { SurveyResponse } from "../../src/records/response.js";
import * as surveyVersions from "../../src/store/surveyVersions.js";
import { sayTo } from "./questions.js";
import { createRandom, seedOf } from "./random.js";

/** Goes on after the score, page by page, as the customer would. Always the same for the same place in the story. */
export async function answerQuestions(
  context: Context,
  invitation: Invitation,
  response: SurveyResponse,
  now: Date,
): Promise<void> {
  const version = await surveyVersions.get(invitation.survey, invitation.surveyVersion);
  const random = createRandom(seedOf(`${invitation.event ?? invitation.id} ${invitation.trigger}`));
  let said: SurveyResponse = response;
  for (;;) {
    const comment = said.comment || "-"; // its page is passed
    const at = firstOpenStep(version, { ...said, comment });
    const question = version.questions?.find(({ key }) => key === at);
    const value = question && sayTo(question, random);
    if (value === undefined) return;
    said = (await answerQuestion(context, invitation, { question: question!, value }, now)) ?? said;
  }
}
