import type { Case } from "../../records/case.js";
import type { Context } from "../context.js";
import { isAnonymous } from "../collectors/rules.js";
import { addBusinessMinutes } from "./calendarRules.js";
import { calendarOf } from "./calendarOf.js";
import { changeCase } from "./changeCase.js";
import { DEFAULT_RULE } from "./rules.js";
import { rulesInForce } from "./rulesInForce.js";
import { reopen } from "./states.js";

/**
 * Opens a resolved case again, due as its rule says, counted from now. Conflict when the customer has another one that
 * is not resolved. One that is open stays as it is.
 */
export async function reopenCase(
  context: Context,
  theCase: Case,
  by: string | undefined,
  now: Date,
): Promise<Case> {
  const calendar = await calendarOf(context, theCase);
  const rule = (await rulesInForce(now)).find(({ key }) => key === theCase.rule) ?? DEFAULT_RULE;
  const { customer } = theCase;
  const anew = {
    contactDueAt: isAnonymous(customer) ? null : addBusinessMinutes(now, rule.contactMinutes, calendar),
    resolveDueAt: addBusinessMinutes(now, rule.resolveMinutes, calendar),
  };
  return changeCase(context, theCase.id, { at: now, ...(by && { by }) }, (read, act) =>
    reopen(read, anew, act),
  );
}
