import type { ChannelName } from "../../records/channel.js";
import type { Condition, Operator, Trigger } from "../../records/trigger.js";
import { formatConditionValue } from "../forms/conditionValue.js";
import { durationWords } from "./durationWords.js";
import { remindersInWords } from "./reminders.js";

const COMPARISONS: Record<Exclude<Operator, "exists">, string> = {
  eq: "is",
  ne: "is not",
  in: "is one of",
  gt: "is more than",
  gte: "is at least",
  lt: "is less than",
  lte: "is at most",
};

/** The comparisons as a person chooses them. */
export const OPERATOR_WORDS: Record<Operator, string> = { ...COMPARISONS, exists: "is present" };

const CHANNEL_WORDS: Record<ChannelName, string> = { email: "email", sms: "SMS" };

export interface Names {
  touchpoints: Map<string, string>;
  surveys: Map<string, string>;
}

/** "email, then SMS" */
export function channelWords(channels: readonly ChannelName[]): string {
  return channels.map((channel) => CHANNEL_WORDS[channel]).join(", then ");
}

/** A trigger in the words of a sentence; the template puts them together. */
export function triggerSentence(trigger: Trigger, names: Names) {
  const { event, delay, channels, sample, unless } = trigger;
  const later = durationWords(delay);
  return {
    event: event.type,
    conditions: event.where.map(presentCondition),
    survey: { key: trigger.survey, name: names.surveys.get(trigger.survey) ?? trigger.survey },
    touchpoint: {
      key: trigger.touchpoint,
      name: names.touchpoints.get(trigger.touchpoint) ?? trigger.touchpoint,
    },
    when: later ? `${later} later` : "at once",
    how: channelWords(channels),
    share: sample < 1 ? `${Number((sample * 100).toPrecision(3))} %` : null,
    unless,
    reminders: remindersInWords(trigger.reminders),
  };
}

/** "customer.attributes.plan", "is", "gold" */
export function presentCondition({ field, op, value }: Condition) {
  if (op === "exists") return { field, words: value === false ? "is missing" : "is present", value: "" };
  return { field, words: COMPARISONS[op], value: formatConditionValue(value) };
}
