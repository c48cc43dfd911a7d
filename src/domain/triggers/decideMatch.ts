import { addDuration, subtractDuration } from "../../lib/duration.js";
import type { ChannelName } from "../../records/channel.js";
import type { ContactPolicy } from "../../records/contactPolicy.js";
import type { Customer } from "../../records/customer.js";
import type { CustomerEvent } from "../../records/event.js";
import type { SkipReason } from "../../records/invitation.js";
import type { Survey } from "../../records/survey.js";
import type { Trigger } from "../../records/trigger.js";
import type { PlannedAsk } from "../../store/invitationLists.js";
import { caseOfResolution, RESOLVED } from "../cases/followUpRules.js";
import { placeMessage } from "../contactPolicy/placeMessage.js";
import { quietPeriodOf } from "../contactPolicy/rules.js";
import type { Suppressed } from "../customers/rules.js";
import { decide, isSampled } from "./rules.js";

/** A trigger that matches an event, with the times that follow. */
export interface Match {
  trigger: Trigger;
  event: CustomerEvent;
  customer: Customer;
  survey: Survey;
  /** When the trigger wants to ask; quiet hours may move that on, but not the end. */
  sendAt: Date;
  expiresAt: Date;
  /** The trigger's own, else that of the policy. */
  quietPeriod: string;
}

/** What a match is decided by. */
export interface Surroundings {
  now: Date;
  policy: ContactPolicy;
  organisationZone: string;
  suppressed: Suppressed;
  /** The customer's other asks, sent or planned. */
  asks: readonly PlannedAsk[];
}

export interface Decision {
  /** Null asks. */
  reason: SkipReason | null;
  channels: ChannelName[];
  sendAt: Date;
}

/** The match of a trigger with an event that meets its conditions. */
export function toMatch(
  about: Pick<Match, "trigger" | "event" | "customer" | "survey">,
  policy: ContactPolicy,
): Match {
  const { trigger, event } = about;
  const sendAt = addDuration(event.occurredAt, trigger.delay);
  const expiresAt = addDuration(sendAt, trigger.expiresAfter);
  return { ...about, sendAt, expiresAt, quietPeriod: quietPeriodOf(trigger, policy) };
}

/** Whether to ask, by which channels and when. Values in, decision out: the dry run decides by it too. */
export function decideMatch(
  match: Match,
  { now, policy, organisationZone, suppressed, asks }: Surroundings,
): Decision {
  const { trigger, event, customer, survey, sendAt, expiresAt } = match;
  const decision = decide(trigger, {
    now,
    expiresAt,
    surveyState: survey.state,
    customer,
    suppressed,
    isSampled: isSampled(trigger, event.id),
  });
  if (decision.reason !== null) return { reason: decision.reason, channels: trigger.channels, sendAt };
  const from = sendAt > now ? sendAt : now;
  const { channels } = decision;
  const place = placeMessage(policy, { customer, channels, from, before: expiresAt, organisationZone });
  if (!place) return { reason: "quiet_hours", channels, sendAt };
  const planned = {
    channels: [place.channel, ...place.others],
    sendAt: place.at > from ? place.at : sendAt, // what is late already keeps saying since when
  };
  const isQuiet = asks.some((ask) => keepsQuiet(ask, { ...match, sendAt: planned.sendAt }));
  return { reason: isQuiet ? "asked_recently" : null, ...planned };
}

/** The time around an ask in which there may be no other of the same customer. */
export function quietWindow({ sendAt, quietPeriod }: Pick<Match, "sendAt" | "quietPeriod">): {
  from: Date;
  to: Date;
} {
  return { from: subtractDuration(sendAt, quietPeriod), to: addDuration(sendAt, quietPeriod) };
}

/**
 * After a case was resolved the customer may be asked how it is now although they were asked recently: once, since only
 * such asks keep each other quiet.
 */
function mayBlock(ask: PlannedAsk, { event }: Match): boolean {
  return event.type !== RESOLVED || caseOfResolution(ask.event) !== null;
}

/** Whether another ask lies within the quiet period before or after; an ask never blocks itself. */
export function keepsQuiet(ask: PlannedAsk, match: Match): boolean {
  const isItself = ask.event === match.event.id && ask.trigger === match.trigger.key;
  const { from, to } = quietWindow(match);
  return !isItself && mayBlock(ask, match) && ask.sendAt > from && ask.sendAt < to;
}
