import { newId, newSecret } from "../../lib/ids.js";
import { dayOf } from "../../lib/timeZone.js";
import type { ChannelName } from "../../records/channel.js";
import type { Customer } from "../../records/customer.js";
import type { CustomerEvent } from "../../records/event.js";
import type { Invitation, SkipReason } from "../../records/invitation.js";
import type { Survey } from "../../records/survey.js";
import type { Trigger } from "../../records/trigger.js";
import * as invitationLists from "../../store/invitationLists.js";
import * as invitations from "../../store/invitations.js";
import type { Context } from "../context.js";
import { announce } from "../webhooks/announce.js";
import { markAddresses } from "./addressRules.js";
import { ofSkipped } from "../webhooks/happenings.js";

export interface Decided {
  trigger: Trigger;
  event: CustomerEvent;
  customer: Customer;
  survey: Survey;
  sendAt: Date;
  expiresAt: Date;
  channels: ChannelName[];
  /** The trigger's own, else that of the contact policy. */
  quietPeriod: string;
  /** Null asks. */
  reason: SkipReason | null;
}

/**
 * Stores decisions, to ask or not, with everything about the event frozen as it was. Returns the decisions that
 * stand, in the same order: each is the first one of this trigger about this event.
 */
export async function scheduleInvitations(
  context: Context,
  decided: readonly Decided[],
  now: Date,
): Promise<Invitation[]> {
  const drafts = decided.map((one) => toInvitation(context, one, now));
  const refused = await invitations.insertAll(drafts);
  const skipped = drafts.filter(({ state }, place) => state === "skipped" && !refused.has(place));
  if (skipped.length > 0) context.background.run("announce", () => announce(skipped.map(ofSkipped)));
  const firsts = await findFirsts(drafts.filter((_, place) => refused.has(place)));
  return drafts.map((draft, place) => {
    const standing = refused.has(place) ? firsts.get(`${draft.event} ${draft.trigger}`) : draft;
    if (!standing)
      throw new Error(
        `The decision of ${draft.trigger} about an event was refused as known, but is not there`,
      );
    const { touchpoint, metric, eventDay: day } = standing;
    context.rollups.request({ kind: "asks", touchpoint, metric, day });
    return standing;
  });
}

function toInvitation(context: Context, decided: Decided, now: Date): Invitation {
  const { trigger, event, reason, channels } = decided;
  const asks = reason === null;
  const token = newSecret();
  return {
    id: newId(now),
    token,
    trigger: trigger.key,
    event: event.id,
    customer: event.customer,
    decision: asks ? "ask" : "skip",
    state: asks ? "scheduled" : "skipped",
    reason,
    ...frozen(context, decided),
    channels,
    quietPeriod: decided.quietPeriod,
    unless: trigger.unless,
    ...(trigger.reminders?.length && { reminders: trigger.reminders }),
    channel: channels[0]!,
    sendAt: decided.sendAt,
    expiresAt: decided.expiresAt,
    ...(asks && { dueAt: decided.sendAt }),
    attempts: [],
    isUndelivered: false,
    ...(asks && { addressMarks: markAddresses(decided.customer, channels, token) }),
    unconfirmedClicks: [],
    createdAt: now,
    updatedAt: now,
  };
}

function frozen(context: Context, { trigger, event, customer, survey }: Decided) {
  return {
    touchpoint: trigger.touchpoint,
    survey: survey.key,
    surveyVersion: survey.version,
    metric: survey.metric,
    ...(event.agent && { agent: event.agent }),
    ...(event.team && { team: event.team }),
    eventType: event.type,
    eventDay: dayOf(event.occurredAt, context.reportingZone),
    eventOccurredAt: event.occurredAt,
    properties: event.properties,
    ...(customer.locale && { locale: customer.locale }),
    segment: customer.attributes,
  };
}

async function findFirsts(refused: readonly Invitation[]): Promise<Map<string, Invitation>> {
  if (refused.length === 0) return new Map();
  const found = await invitationLists.listByEvents([...new Set(refused.map(({ event }) => event!))]);
  return new Map(found.map((one) => [`${one.event} ${one.trigger}`, one]));
}
