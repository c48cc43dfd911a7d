import type { Case, ContactResult } from "../../records/case.js";
import type { Context } from "../context.js";
import { calendarOf } from "./calendarOf.js";
import { changeCase } from "./changeCase.js";
import { contact } from "./states.js";

/** Somebody has tried to get in touch. Conflict when the case is resolved. */
export async function logContact(
  context: Context,
  theCase: Case,
  { result, text, by }: { result: ContactResult; text: string; by: string },
  now: Date,
): Promise<Case> {
  const calendar = await calendarOf(context, theCase);
  return changeCase(context, theCase.id, { at: now, by, text }, (read, act) =>
    contact(read, result, calendar, act),
  );
}
