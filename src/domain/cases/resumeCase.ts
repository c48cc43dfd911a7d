import type { Case } from "../../records/case.js";
import type { Context } from "../context.js";
import { calendarOf } from "./calendarOf.js";
import { changeCase } from "./changeCase.js";
import { resume } from "./pauseRules.js";

/** We no longer wait for the customer. A repeat is fine; Conflict when it is resolved. */
export async function resumeCase(context: Context, theCase: Case, by: string, now: Date): Promise<Case> {
  const calendar = await calendarOf(context, theCase);
  return changeCase(context, theCase.id, { at: now, by }, (read, act) => resume(read, calendar, act));
}
