import type { ChannelName } from "./channel.js";
import type { OptOut } from "./customer.js";

/** A customer's opting out or in, as it happened. Never changed, never removed but with the customer. */
export interface ConsentChange {
  id: string;
  customer: string;
  channel: ChannelName;
  change: "opted_out" | "opted_in";
  /** The address it was about, as far as there was one. */
  address?: string;
  at: Date;
  /** How we learned of it. */
  source: OptOut["source"];
  /** The person or the program of the company. */
  by?: string;
}
