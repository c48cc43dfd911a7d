import type { ChannelName } from "../../records/channel.js";
import type { ConsentChange } from "../../records/consentChange.js";
import type { Customer } from "../../records/customer.js";
import * as consentChanges from "../../store/consentChanges.js";
import { addressOf } from "./rules.js";

/**
 * Keeps who changed it, when and how. `optOutAt` is the opt-out that began or ended: by it a repeat, also after a
 * crash in between, is known for the same change.
 */
export async function noteConsent(
  customer: Customer,
  channel: ChannelName,
  change: Pick<ConsentChange, "change" | "at" | "source"> & { by?: string; optOutAt: Date },
): Promise<void> {
  const { optOutAt, ...rest } = change;
  const address = addressOf(customer, channel);
  await consentChanges.insert({
    id: `${customer.id}:${channel}:${change.change}:${optOutAt.toISOString()}`,
    customer: customer.id,
    channel,
    ...(address && { address }),
    ...rest,
  });
}
