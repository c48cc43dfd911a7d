import { newId } from "../../lib/ids.js";
import { dayOf } from "../../lib/timeZone.js";
import type { Invitation } from "../../records/invitation.js";
import type { SurveyResponse } from "../../records/response.js";
import * as invitations from "../../store/invitations.js";
import * as responses from "../../store/responses.js";
import { checkAlerts } from "../alerts/checkAlerts.js";
import type { Context } from "../context.js";
import { openCase } from "../cases/openCase.js";
import { recordRecovery } from "../cases/recordRecovery.js";
import { categoryOf } from "../metrics/rules.js";
import { announce } from "../webhooks/announce.js";
import { ofResponse } from "../webhooks/happenings.js";
import { flagSharedAddress } from "./flagSharedAddress.js";
import { readSentiment } from "./sentimentRules.js";
import { deliveredAt, flagsOf, type Origin } from "./rules.js";
import { tagAnswer } from "./tagAnswer.js";

export interface Answer {
  /** On the metric's scale; absent leaves an earlier score as it is. */
  score?: number;
  /** Absent leaves an earlier comment as it is, empty clears it. */
  comment?: string;
  /** The language in which the page was shown. */
  language: string;
  /** Who pressed the button; absent for an SMS, which its provider signs. */
  origin?: Origin & { network: string };
}

/**
 * Stores or changes the answer to an invitation; null when there is no score yet, and then nothing is stored.
 * Only this one write is waited for; what follows from it is repaired by `rebuildRecentDays`, `openMissingCases` and `tagMissed` if the process dies.
 */
export async function submitResponse(
  context: Context,
  invitation: Invitation,
  answer: Answer,
  now: Date,
): Promise<SurveyResponse | null> {
  const response =
    (await changeAnswer(invitation, answer, now)) ?? (await firstAnswer(context, invitation, answer, now));
  if (response) {
    context.background.run("afterAnswer", () => afterAnswer(context, response, invitation, now));
    context.background.run("announce", () => announce(ofResponse(context, response)));
  }
  return response;
}

async function changeAnswer(
  invitation: Invitation,
  answer: Answer,
  now: Date,
): Promise<SurveyResponse | null> {
  if (answer.score === undefined && answer.comment === undefined)
    return responses.findByInvitation(invitation.id);
  if (!invitation.answeredAt && answer.score !== undefined) return null; // most likely the first: the insert finds out
  return responses.setAnswer(invitation.id, { ...given(invitation, answer), changedAt: now });
}

async function firstAnswer(
  context: Context,
  invitation: Invitation,
  answer: Answer,
  now: Date,
): Promise<SurveyResponse | null> {
  const { score } = answer;
  if (score === undefined) return null;
  const category = categoryOf(invitation.metric, score);
  const response: SurveyResponse = {
    id: newId(now),
    invitation: invitation.id,
    customer: invitation.customer,
    touchpoint: invitation.touchpoint,
    survey: invitation.survey,
    surveyVersion: invitation.surveyVersion,
    metric: invitation.metric,
    score,
    category,
    comment: answer.comment ?? "",
    ...sentimentOf(answer),
    language: answer.language,
    channel: invitation.channel,
    ...(invitation.agent && { agent: invitation.agent }),
    ...(invitation.team && { team: invitation.team }),
    properties: invitation.properties,
    segment: invitation.segment,
    day: dayOf(now, context.reportingZone),
    respondedAt: now,
    changedAt: now,
    ...(answer.origin && oddities(invitation, answer.origin, now)),
  };
  if (await responses.insert(response)) return response;
  return responses.setAnswer(invitation.id, { ...given(invitation, answer), changedAt: now });
}

function given({ metric }: Invitation, answer: Answer) {
  const { score, comment } = answer;
  const category = score === undefined ? undefined : categoryOf(metric, score);
  return {
    ...(score !== undefined && { score, category: category! }),
    ...(comment !== undefined && { comment, ...sentimentOf(answer) }),
  };
}

function sentimentOf({ comment, language }: Answer) {
  const sentiment = comment && readSentiment(comment, language);
  return sentiment ? { sentiment } : {};
}

function oddities(invitation: Invitation, { network, ...origin }: Origin & { network: string }, now: Date) {
  const flags = flagsOf(now, origin, deliveredAt(invitation));
  // Whoever answers at a kiosk, or at a code on the wall, does so from the company's own network.
  const isTelling = network && !invitation.collector;
  return { ...(isTelling && { network }), ...(flags.length > 0 && { flags }) };
}

/** What follows an answer, in order. */
async function afterAnswer(
  context: Context,
  response: SurveyResponse,
  { eventDay, event }: Invitation,
  now: Date,
): Promise<void> {
  const { touchpoint, metric, day } = response;
  context.rollups.request({ kind: "answers", touchpoint, metric, day });
  context.background.run("openCase", () => openCase(context, response, now));
  context.background.run("tagAnswer", async () => {
    await tagAnswer(response, now);
    await checkAlerts(context, response, now); // an alert may ask for a tag
  });
  context.background.run("recordRecovery", () => recordRecovery(context, { event }, response, now));
  if (!(await invitations.moveToAnswered(response.invitation, response.respondedAt))) return;
  context.rollups.request({ kind: "asks", touchpoint, metric, day: eventDay });
  await flagSharedAddress(response);
}
