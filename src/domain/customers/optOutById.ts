import type { ChannelName } from "../../records/channel.js";
import type { OptOut } from "../../records/customer.js";
import * as customers from "../../store/customers.js";
import * as suppressions from "../../store/suppressions.js";
import { optOut as optOutCustomer } from "./optOut.js";

/** As `optOut`, by what a message told. Of a customer who was erased only the address is left to be kept off. */
export async function optOutById(
  customer: string,
  channel: ChannelName,
  optOut: OptOut,
  usedAddresses: readonly string[],
): Promise<void> {
  const known = await customers.find(customer);
  if (known) return optOutCustomer(known, channel, optOut, usedAddresses);
  const { at, by } = optOut;
  for (const address of new Set(usedAddresses))
    await suppressions.insertOptOut({ channel, address, at, ...(by && { by }) });
}
