import * as customers from "../../store/customers.js";
import * as suppressions from "../../store/suppressions.js";
import { optIn } from "./optIn.js";

/** Text messages may come to this number again, to everybody who has it. */
export async function optInNumber(number: string, at: Date): Promise<void> {
  await suppressions.removeOptOut("sms", number);
  for (const customer of await customers.listByPhone(number))
    await optIn(customer, "sms", { at, source: "text" });
}
