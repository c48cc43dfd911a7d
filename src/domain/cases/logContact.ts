import { Conflict } from "../../lib/errors.js";
import type { Case, ContactResult } from "../../records/case.js";
import type { Context } from "../context.js";
import { calendarOf } from "./calendarOf.js";
import { changeCase } from "./changeCase.js";
import { contact } from "./states.js";

export interface ContactInput {
  /** Of the form: one that is sent twice is one attempt. */
  id?: string | undefined;
  result: ContactResult;
  text: string;
  by: string;
}

/**
 * Somebody has tried to get in touch. The same form again changes nothing. Conflict when the case is resolved, or the
 * form was used for another attempt.
 */
export async function logContact(
  context: Context,
  theCase: Case,
  { id, result, text, by }: ContactInput,
  now: Date,
): Promise<Case> {
  const calendar = await calendarOf(context, theCase);
  return changeCase(context, theCase.id, { ...(id && { id }), at: now, by, text }, (read, act) => {
    const known = read.changes.find((change) => change.id === act.id);
    if (!known) return contact(read, result, calendar, act);
    if (known.by === by && known.result === result && (known.text ?? "") === text) return null;
    throw new Conflict("The call before was logged from this form. Log this one once more.", "form_used");
  });
}
