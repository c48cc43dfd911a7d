import type { ChannelName } from "../../records/channel.js";
import type { Customer } from "../../records/customer.js";
import * as customers from "../../store/customers.js";
import * as suppressions from "../../store/suppressions.js";

/** The customer may be asked by the channel again. An address that bounced or complained stays suppressed. */
export async function optIn(customer: Customer, channel: ChannelName): Promise<void> {
  const address = channel === "email" ? customer.email : customer.phone;
  if (address) await suppressions.removeOptOut(channel, address);
  await customers.removeOptOut(customer.id, channel, address);
}
