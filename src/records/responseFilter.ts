import type { InvitationChannel } from "./channel.js";
import type { Category, Metric } from "./metric.js";

export const SENTIMENTS = ["positive", "neutral", "negative"] as const;

/** How a comment sounds. */
export type Sentiment = (typeof SENTIMENTS)[number];

/** A property of the event or an attribute of the customer, as the response froze them, with the values that are meant. */
export interface PropertyCondition {
  of: "event" | "customer";
  name: string;
  values: string[];
}

/** Which responses are meant. A list means any of its values; several fields must all be true; an absent field says nothing. */
export interface ResponseFilter {
  touchpoints?: string[];
  metric?: Metric;
  categories?: Category[];
  teams?: string[];
  /** Ids. */
  agents?: string[];
  channels?: InvitationChannel[];
  /** Language tags as responses have them. */
  languages?: string[];
  tags?: string[];
  sentiments?: Sentiment[];
  properties?: PropertyCondition[];
  /** Words of the comment, in any case; no pattern. */
  text?: string;
  hasComment?: boolean;
  customer?: string;
  /** Has to be true as well: the filter of a saved view beside that of an address. Never stored, see `bothOf`. */
  and?: ResponseFilter;
}
