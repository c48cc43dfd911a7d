import { createHash } from "node:crypto";
import type { ChannelName } from "../../records/channel.js";
import type { Customer } from "../../records/customer.js";
import type { CustomerEvent } from "../../records/event.js";
import type { SkipReason } from "../../records/invitation.js";
import type { SurveyState } from "../../records/survey.js";
import type { Trigger } from "../../records/trigger.js";
import { usableChannels, type Suppressed } from "../customers/rules.js";
import { unmetOf, type Unmet } from "./conditionRules.js";

/** Where the text of a condition's `field` may begin. */
export const FIELD_ROOTS = ["properties", "customer", "agent", "team"] as const;

/** Whether the event meets every condition of the trigger. */
export function isMatch(trigger: Trigger, event: CustomerEvent, customer: Customer): boolean {
  if (!trigger.active || trigger.event.type !== event.type) return false;
  return unmetConditions(trigger, event, customer).length === 0;
}

/** The conditions of the trigger that an event of its type does not meet. */
export function unmetConditions(trigger: Trigger, event: CustomerEvent, customer: Customer): Unmet[] {
  return unmetOf(trigger.event.where, {
    properties: event.properties,
    customer,
    agent: event.agent,
    team: event.team,
  });
}

/**
 * Whether this event is in the trigger's sample. A hash of both, so that a repeat decides the same, and no
 * customer is in or out for ever.
 */
export function isSampled(trigger: Trigger, eventId: string): boolean {
  const hash = createHash("sha256").update(`${trigger.key}\n${eventId}`).digest();
  return hash.readUInt32BE(0) / 2 ** 32 < trigger.sample;
}

export interface AskFacts {
  now: Date;
  expiresAt: Date;
  surveyState: SurveyState;
  customer: Customer;
  suppressed: Suppressed;
  isSampled: boolean;
}

/**
 * The first reason that applies, or the channels to try. The quiet period comes after all of these and
 * needs a query, so the caller asks for it last.
 */
export function decide(
  trigger: Trigger,
  facts: AskFacts,
): { reason: SkipReason } | { reason: null; channels: ChannelName[] } {
  if (facts.expiresAt <= facts.now) return { reason: "expired" };
  if (facts.surveyState === "paused") return { reason: "survey_paused" };
  const usable = usableChannels(trigger.channels, facts.customer, facts.suppressed);
  if (usable.reason) return { reason: usable.reason };
  if (!facts.isSampled) return { reason: "not_sampled" };
  return { reason: null, channels: usable.channels };
}
