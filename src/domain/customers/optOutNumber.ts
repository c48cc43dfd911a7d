import type { OptOut } from "../../records/customer.js";
import * as customers from "../../store/customers.js";
import * as suppressions from "../../store/suppressions.js";
import { noteConsent } from "./noteConsent.js";

/**
 * Somebody does not want text messages on this number, whoever it belongs to: all that is known of the sender is the
 * number. False when it was opted out before.
 */
export async function optOutNumber(number: string, at: Date): Promise<boolean> {
  const optOut: OptOut = { at, source: "text" };
  const isNew = await suppressions.insertOptOut({ channel: "sms", address: number, at });
  await customers.setOptOut("sms", number, optOut);
  for (const customer of await customers.listByPhone(number)) {
    const stands = customer.optOuts.sms ?? optOut;
    await noteConsent(customer, "sms", { change: "opted_out", optOutAt: stands.at, ...stands });
  }
  return isNew;
}
