import { addDuration } from "../../lib/duration.js";
import { newSecret } from "../../lib/ids.js";
import { dayOf } from "../../lib/timeZone.js";
import type { Collector } from "../../records/collector.js";
import type { Invitation } from "../../records/invitation.js";
import type { SurveyResponse } from "../../records/response.js";
import type { SurveyVersion } from "../../records/survey.js";
import * as invitations from "../../store/invitations.js";
import type { Context } from "../context.js";
import { submitResponse, type Answer } from "../responses/submitResponse.js";
import { anonymousCustomer, changeableFor, isNextPerson } from "./rules.js";

/** One showing of a collector's page, told by its form. */
export interface CollectorView {
  /** Random; becomes the invitation's id, so that a page gives one answer however often it is sent. */
  id: string;
  collector: Collector;
  /** What the page asked, whatever was published since. */
  version: SurveyVersion;
}

/**
 * Stores the first answer of somebody we do not know, with the invitation that it belongs to: whatever follows is
 * said to that one. Null when the page was answered by the person before: then nothing is changed.
 * A process that dies in between leaves an invitation without answer, which a repeat fills and which else expires.
 */
export async function collectResponse(
  context: Context,
  view: CollectorView,
  answer: Answer & { score: number },
  now: Date,
): Promise<{ invitation: Invitation; response: SurveyResponse } | null> {
  const invitation = await invite(context, view, now);
  if (isNextPerson(view.collector, invitation.createdAt, now)) return null;
  const response = await submitResponse(context, invitation, answer, now);
  return response && { invitation, response };
}

/** No customer is stored and no channel of ours was used: it counts in the score, in no rate and no quiet period. */
async function invite(
  context: Context,
  { id, collector, version }: CollectorView,
  now: Date,
): Promise<Invitation> {
  const expiresAt = addDuration(now, changeableFor(collector));
  const invitation: Invitation = {
    id,
    token: newSecret(),
    customer: anonymousCustomer(id),
    collector: collector.key,
    decision: "ask",
    state: "sent",
    reason: null,
    touchpoint: collector.touchpoint,
    survey: version.survey,
    surveyVersion: version.version,
    metric: version.metric,
    eventDay: dayOf(now, context.reportingZone),
    eventOccurredAt: now,
    properties: {},
    segment: {},
    channels: [],
    quietPeriod: "P0D",
    unless: [],
    channel: collector.kind,
    sendAt: now,
    expiresAt,
    dueAt: expiresAt,
    attempts: [],
    isUndelivered: false,
    unconfirmedClicks: [],
    createdAt: now,
    updatedAt: now,
  };
  if (await invitations.insert(invitation)) return invitation;
  return invitations.get(id); // the same page was sent before, or at this very moment
}
