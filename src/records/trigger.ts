import type { ChannelName } from "./channel.js";
import type { JsonValue } from "./customer.js";

export const OPERATORS = ["eq", "ne", "in", "gt", "gte", "lt", "lte", "exists"] as const;

export type Operator = (typeof OPERATORS)[number];

export interface Condition {
  /** For example "properties.reason" or "customer.attributes.plan". */
  field: string;
  op: Operator;
  value?: JsonValue;
}

/** One more message of the same ask, to somebody who has not answered. */
export interface Reminder {
  /** ISO 8601, after the message before it. */
  after: string;
  /** That of the ask, or the other one where the customer can be reached by it. */
  channel: "same" | "other";
  /** By language tag; a language without a text gets a good default. */
  text?: Record<string, string>;
}

/** When this event happens, ask this survey for that touchpoint. Durations are ISO 8601. */
export interface Trigger {
  key: string;
  event: { type: string; where: Condition[] };
  touchpoint: string;
  survey: string;
  delay: string;
  channels: ChannelName[];
  /** Share of matching events that are asked, 0..1. */
  sample: number;
  /** Null: that of the contact policy. */
  quietPeriod: string | null;
  /** Event types that cancel the ask when they come after the trigger's event and before sending. */
  unless: string[];
  expiresAfter: string;
  /** Two at most. Absent in what was stored before there were any. */
  reminders?: Reminder[];
  active: boolean;
  createdAt: Date;
  updatedAt: Date;
}
