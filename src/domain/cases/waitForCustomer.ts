import type { Case } from "../../records/case.js";
import type { Context } from "../context.js";
import { changeCase } from "./changeCase.js";
import { wait } from "./pauseRules.js";

/** The customer has to do something first: the clock stands. A repeat is fine; Conflict when it is resolved. */
export async function waitForCustomer(context: Context, id: string, by: string, now: Date): Promise<Case> {
  return changeCase(context, id, { at: now, by }, wait);
}
