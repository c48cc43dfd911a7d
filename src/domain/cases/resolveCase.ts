import { InvalidInput } from "../../lib/errors.js";
import type { Case, Outcome } from "../../records/case.js";
import type { Context } from "../context.js";
import { readCauses } from "./readCauses.js";
import { calendarOf } from "./calendarOf.js";
import { changeCase } from "./changeCase.js";
import { resolve } from "./states.js";

/** Ends a case, with its cause and outcome. Conflict when the user does not have it. A repeat is fine. */
export async function resolveCase(
  context: Context,
  theCase: Case,
  { by, cause, outcome, text }: { by: string; cause: string; outcome: Outcome; text: string },
  now: Date,
): Promise<Case> {
  if (!(await readCauses()).some(({ key, isOffered }) => key === cause && isOffered))
    throw new InvalidInput("Choose a cause.", [{ path: "cause", message: "is no cause that is offered" }]);
  const calendar = await calendarOf(context, theCase);
  return changeCase(context, theCase.id, { at: now, by, text }, (read, act) =>
    resolve(read, { user: by, cause, outcome }, calendar, act),
  );
}
