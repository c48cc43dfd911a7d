import type { ChannelName } from "../../records/channel.js";
import type { Customer, OptOut } from "../../records/customer.js";
import * as customers from "../../store/customers.js";
import * as suppressions from "../../store/suppressions.js";
import { noteConsent } from "./noteConsent.js";
import { addressOf } from "./rules.js";

/**
 * The customer may be asked by the channel again. An address that bounced or complained stays suppressed. Kept in the
 * history, before anything changes: dying in between leaves the opt-out standing, and a repeat finishes.
 */
export async function optIn(customer: Customer, channel: ChannelName, optIn: OptOut): Promise<void> {
  const optOut = customer.optOuts[channel];
  if (optOut) await noteConsent(customer, channel, { change: "opted_in", optOutAt: optOut.at, ...optIn });
  const address = addressOf(customer, channel);
  if (address) await suppressions.removeOptOut(channel, address);
  await customers.removeOptOut(customer.id, channel, address);
}
