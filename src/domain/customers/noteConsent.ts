import type { ChannelName } from "../../records/channel.js";
import type { ConsentChange } from "../../records/consentChange.js";
import type { Customer } from "../../records/customer.js";
import * as consentChanges from "../../store/consentChanges.js";
import { announce } from "../webhooks/announce.js";
import { ofOptOut } from "../webhooks/happenings.js";
import { addressOf } from "./rules.js";

/**
 * Keeps who changed it, when and how. `optOutAt` is the opt-out that began or ended: by it a repeat, also after a
 * crash in between, is known for the same change. Opt-outs are announced.
 */
export async function noteConsent(
  customer: Customer,
  channel: ChannelName,
  change: Pick<ConsentChange, "change" | "at" | "source"> & { by?: string; optOutAt: Date },
): Promise<void> {
  const { optOutAt, ...rest } = change;
  const address = addressOf(customer, channel);
  const noted: ConsentChange = {
    id: `${customer.id}:${channel}:${change.change}:${optOutAt.toISOString()}`,
    customer: customer.id,
    channel,
    ...(address && { address }),
    ...rest,
  };
  await consentChanges.insert(noted);
  if (noted.change === "opted_out") await announce(ofOptOut(noted));
}
