import type { SurveyResponse } from "../../records/response.js";
import { customerOrNull } from "../collectors/rules.js";
import type { GivenAnswers } from "./readAnswers.js";

/**
 * A response as other programs are told of it, by the API and by webhooks. `answers` by key: an option, several, a
 * point of a scale, a text, or null for a question that was skipped.
 */
export function describeResponse(response: SurveyResponse, answers: GivenAnswers) {
  const { id, invitation, customer, touchpoint, survey, surveyVersion, metric, score, category, comment } =
    response;
  const { language, channel, agent, team, respondedAt, changedAt, day, properties, flags, tags, sentiment } =
    response;
  return {
    id,
    invitation,
    customer: customerOrNull(customer),
    touchpoint,
    survey,
    surveyVersion,
    metric,
    score,
    category,
    comment,
    answers: Object.fromEntries((answers.get(id) ?? []).map(({ question, value }) => [question.key, value])),
    language,
    channel,
    agent: agent ?? null,
    team: team ?? null,
    properties,
    day,
    respondedAt,
    changedAt,
    flags: flags ?? [],
    tags: tags ?? [],
    sentiment: sentiment ?? null,
    unconfirmed: false,
  };
}
