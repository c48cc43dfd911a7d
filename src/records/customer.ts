import type { ChannelName } from "./channel.js";

export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };

export type Properties = Record<string, JsonValue>;

export interface OptOut {
  at: Date;
  /** How we learned of it: the customer's link or text message, a provider, or a person or program of the company. */
  source: "link" | "text" | "provider" | "company";
  /** The person or the program of the company who noted it. */
  by?: string;
}

/** The person we may ask. */
export interface Customer {
  /** The id the company gave, else the email, else the phone. */
  id: string;
  email?: string;
  /** E.164. */
  phone?: string;
  name?: string;
  /** BCP 47. */
  locale?: string;
  /** IANA. */
  timeZone?: string;
  attributes: Properties;
  optOuts: Partial<Record<ChannelName, OptOut>>;
  /** The newest ask, and the one before it, to which a refused ask falls back. */
  lastAskedAt?: Date;
  lastAskedBy?: string;
  askedBeforeAt?: Date;
  askedBeforeBy?: string;
  createdAt: Date;
}
