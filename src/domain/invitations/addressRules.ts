import { fingerprint } from "../../lib/fingerprint.js";
import type { ChannelName } from "../../records/channel.js";
import type { Customer } from "../../records/customer.js";
import type { Attempt, Invitation } from "../../records/invitation.js";
import { addressOf } from "../customers/rules.js";

type Marks = NonNullable<Invitation["addressMarks"]>;

/** Marks of the addresses that an ask would go to as things stand, keyed by its own link: they tell nothing elsewhere. */
export function markAddresses(customer: Customer, channels: readonly ChannelName[], token: string): Marks {
  const marks: Marks = {};
  for (const channel of channels) {
    const address = addressOf(customer, channel);
    if (address) marks[channel] = fingerprint(address, token);
  }
  return marks;
}

/**
 * Whether an ask goes to another address than was known when it was decided. An address that was added where there was
 * none is no change; nor do reminders count, nor asks from before addresses were marked.
 */
export function isReaddressed({ token, addressMarks = {} }: Invitation, attempt: Attempt): boolean {
  const known = addressMarks[attempt.channel];
  return known !== undefined && !attempt.reminder && known !== fingerprint(attempt.to, token);
}
