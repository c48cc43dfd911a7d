import type { AnswerValue, SurveyResponse } from "../../records/response.js";
import type { Question, SurveyVersion } from "../../records/survey.js";
import * as customers from "../../store/customers.js";
import * as surveyVersions from "../../store/surveyVersions.js";
import { brandOf } from "../brands/brandOf.js";
import type { Context } from "../context.js";
import { namesCustomer, personalise } from "../surveys/personalise.js";
import { countedAnswers } from "../surveys/questionRules.js";

/** One answer beside the question as it was asked; null was skipped. */
export interface GivenAnswer {
  question: Question;
  value: AnswerValue;
}

/** By the id of the response; without an entry for one that has no further answers that count. */
export type GivenAnswers = ReadonlyMap<string, GivenAnswer[]>;

interface Answered {
  response: SurveyResponse;
  version: SurveyVersion;
}

/**
 * What was said after the score, in the order of the questions, which read as the customer read them. Answers hidden
 * by a later change are left out.
 */
export async function readAnswers(
  context: Context,
  responses: readonly SurveyResponse[],
  now: Date,
): Promise<GivenAnswers> {
  const answered = await findVersions(responses);
  const named = answered.filter(({ version }) => namesCustomer(version));
  const known =
    named.length > 0 ? await customers.listByIds(named.map(({ response }) => response.customer)) : [];
  const byId = new Map(known.map((customer) => [customer.id, customer]));
  const found = new Map<string, GivenAnswer[]>();
  for (const { response, version } of answered) {
    const brand = await brandOf(context, response.touchpoint, now);
    const customer = byId.get(response.customer) ?? null;
    const answers = countedAnswers(personalise(version, { invitation: response, customer, brand }), response);
    if (answers.length > 0) found.set(response.id, answers);
  }
  return found;
}

async function findVersions(responses: readonly SurveyResponse[]): Promise<Answered[]> {
  const found: Answered[] = [];
  for (const response of responses) {
    if (!response.answers) continue;
    const version = await surveyVersions.find(response.survey, response.surveyVersion);
    if (version) found.push({ response, version });
  }
  return found;
}
