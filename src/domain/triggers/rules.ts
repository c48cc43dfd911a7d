import { createHash } from "node:crypto";
import type { ChannelName } from "../../records/channel.js";
import type { Customer, JsonValue } from "../../records/customer.js";
import type { CustomerEvent } from "../../records/event.js";
import type { SkipReason } from "../../records/invitation.js";
import type { SurveyState } from "../../records/survey.js";
import type { Condition, Trigger } from "../../records/trigger.js";
import { usableChannels, type Suppressed } from "../customers/rules.js";

/** Where the text of a condition's `field` may begin. */
export const FIELD_ROOTS = ["properties", "customer", "agent", "team"] as const;

/** Whether the event meets every condition of the trigger. */
export function isMatch(trigger: Trigger, event: CustomerEvent, customer: Customer): boolean {
  if (!trigger.active || trigger.event.type !== event.type) return false;
  return unmetConditions(trigger, event, customer).length === 0;
}

/** A condition that was not met, and the value that was there; undefined where there was none. */
export interface Unmet {
  condition: Condition;
  actual: JsonValue | undefined;
}

/** The conditions of the trigger that an event of its type does not meet. */
export function unmetConditions(trigger: Trigger, event: CustomerEvent, customer: Customer): Unmet[] {
  const facts = { properties: event.properties, customer, agent: event.agent, team: event.team };
  return trigger.event.where
    .map((condition) => ({ condition, actual: valueAt(facts, condition.field) as JsonValue | undefined }))
    .filter(({ condition, actual }) => !isMet(condition, actual));
}

/** Order is judged only between two numbers or two texts; a missing value meets `ne` and `exists: false` only. */
function isMet({ op, value }: Condition, actual: unknown): boolean {
  switch (op) {
    case "eq":
      return isSame(actual, value);
    case "ne":
      return !isSame(actual, value);
    case "in":
      return Array.isArray(value) && value.some((one) => isSame(actual, one));
    case "exists":
      return (actual !== undefined && actual !== null) === (value ?? true);
    default:
      return isOrdered(op, actual, value);
  }
}

function isOrdered(op: "gt" | "gte" | "lt" | "lte", actual: unknown, value: unknown): boolean {
  const areNumbers = typeof actual === "number" && typeof value === "number";
  const areTexts = typeof actual === "string" && typeof value === "string";
  if (!areNumbers && !areTexts) return false;
  const [a, b] = [actual as number, value as number];
  return { gt: a > b, gte: a >= b, lt: a < b, lte: a <= b }[op];
}

/** A list matches when it contains the value. */
function isSame(actual: unknown, value: JsonValue | undefined): boolean {
  return Array.isArray(actual) ? actual.some((one) => one === value) : actual === value;
}

function valueAt(facts: object, field: string): unknown {
  let value: unknown = facts;
  for (const name of field.split(".")) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return undefined;
    value = (value as Record<string, unknown>)[name];
  }
  return value;
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
