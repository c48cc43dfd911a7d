import type { AnswerValue, SurveyResponse } from "../../records/response.js";
import type { Question } from "../../records/survey.js";
import * as surveyVersions from "../../store/surveyVersions.js";
import { countedAnswers } from "../surveys/questionRules.js";

/** One answer beside the question as it was asked; null was skipped. */
export interface GivenAnswer {
  question: Question;
  value: AnswerValue;
}

/** By the id of the response; without an entry for one that has no further answers that count. */
export type GivenAnswers = ReadonlyMap<string, GivenAnswer[]>;

/** What was said after the score, in the order of the questions. Answers hidden by a later change are left out. */
export async function readAnswers(responses: readonly SurveyResponse[]): Promise<GivenAnswers> {
  const found = new Map<string, GivenAnswer[]>();
  for (const response of responses) {
    if (!response.answers) continue;
    const version = await surveyVersions.find(response.survey, response.surveyVersion);
    const answers = version ? countedAnswers(version, response) : [];
    if (answers.length > 0) found.set(response.id, answers);
  }
  return found;
}
