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
  quietPeriod: string;
  /** Event types that cancel the ask when they come after the trigger's event and before sending. */
  unless: string[];
  expiresAfter: string;
  active: boolean;
  createdAt: Date;
  updatedAt: Date;
}
