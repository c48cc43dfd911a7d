import type { ChannelName } from "../../records/channel.js";
import type { Customer, OptOut } from "../../records/customer.js";
import * as customers from "../../store/customers.js";
import * as suppressions from "../../store/suppressions.js";
import { noteConsent } from "./noteConsent.js";

/**
 * The customer does not want to be asked by a channel. Holds for the address too, so that nobody who shares it
 * and no second record of the same person is asked there; `usedAddresses` are those the message went to, should
 * the customer have another one by now. A repeat changes nothing. Kept in the history.
 */
export async function optOut(
  customer: Customer,
  channel: ChannelName,
  optOut: OptOut,
  usedAddresses: readonly string[] = [],
): Promise<void> {
  const current = channel === "email" ? customer.email : customer.phone;
  for (const address of new Set([...(current ? [current] : []), ...usedAddresses])) {
    await suppressions.insertOptOut({ channel, address, ...whenAndBy(optOut) });
    await customers.setOptOut(channel, address, optOut);
  }
  await customers.setOptOutById(customer.id, channel, optOut);
  const { optOuts } = await customers.get(customer.id);
  const stands = optOuts[channel] ?? optOut;
  await noteConsent(customer, channel, { change: "opted_out", optOutAt: stands.at, ...stands });
}

function whenAndBy({ at, by }: OptOut) {
  return { at, ...(by && { by }) };
}
