import type { ChannelName } from "../../records/channel.js";
import type { Customer, OptOut, Properties } from "../../records/customer.js";
import type { SkipReason } from "../../records/invitation.js";
import type { SuppressionReason } from "../../records/suppression.js";
import type { CustomerDetails } from "../../store/customers.js";

/** A customer as a sender describes them; at least one of id, email and phone is given. */
export interface CustomerInput {
  id?: string;
  email?: string;
  phone?: string;
  name?: string;
  locale?: string;
  timeZone?: string;
  attributes?: Properties;
}

/** The one key of a customer: the given id, else the email, else the phone. Two given ids are never merged. */
export function customerIdOf(input: CustomerInput): string {
  const id = input.id ?? input.email ?? input.phone;
  if (!id) throw new Error("The form lets no customer without id, email and phone through");
  return id;
}

/** What is to be stored of a customer beside the key. */
export function detailsOf(input: CustomerInput): CustomerDetails {
  const { id: _id, ...details } = input;
  return details;
}

/** Why an address must not be written to, by channel; absent where nothing is against it. */
export type Suppressed = Partial<Record<ChannelName, SuppressionReason>>;

/** The channels in the trigger's order by which the customer may be asked, or the reason why there is none. */
export function usableChannels(
  channels: readonly ChannelName[],
  customer: Customer,
  suppressed: Suppressed,
): { channels: ChannelName[]; reason: SkipReason | null } {
  const addressed = channels.filter((channel) => addressOf(customer, channel));
  const willing = addressed.filter(
    (channel) => !isBinding(customer.optOuts[channel]) && suppressed[channel] !== "opted_out",
  );
  const usable = willing.filter((channel) => !suppressed[channel]);
  if (usable.length > 0) return { channels: usable, reason: null };
  if (addressed.length === 0) return { channels: [], reason: "no_address" };
  return { channels: [], reason: willing.length === 0 ? "opted_out" : "suppressed" };
}

/**
 * Whether an opt-out holds for the person. One by text message is known of a number only: the suppression of that
 * number holds it, also when the number changes hands, and the person may be asked at another one.
 */
export function isBinding(optOut: OptOut | undefined): boolean {
  return optOut !== undefined && optOut.source !== "text";
}

/** The opt-out that keeps the customer from being asked by a channel; undefined when there is none. */
export function standingOptOut(
  { optOuts }: Customer,
  channel: ChannelName,
  suppressed: Suppressed,
): OptOut | undefined {
  return isBinding(optOuts[channel]) || suppressed[channel] === "opted_out" ? optOuts[channel] : undefined;
}

/** Where the customer is reached by a channel. */
export function addressOf(customer: Customer, channel: ChannelName): string | undefined {
  return channel === "email" ? customer.email : customer.phone;
}
