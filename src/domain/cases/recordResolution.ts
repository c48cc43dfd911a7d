import type { Case } from "../../records/case.js";
import * as customers from "../../store/customers.js";
import type { Context } from "../context.js";
import { recordEvents } from "../events/recordEvents.js";
import { changeCase } from "./changeCase.js";
import { idOfResolution, RESOLVED } from "./followUpRules.js";
import { askAgain } from "./states.js";

/**
 * A case that was resolved is something that happened to its customer: triggers on it may ask how it is now. It happens
 * once for each case, however often that is resolved. May be repeated.
 */
export async function recordResolution(context: Context, theCase: Case, now: Date): Promise<void> {
  const { id, customer, resolvedAt, isAskedAgain } = theCase;
  if (!resolvedAt || isAskedAgain || !(await customers.find(customer))) return;
  const event = {
    id: idOfResolution(id),
    type: RESOLVED,
    occurredAt: resolvedAt,
    customer: { id: customer },
    ...(theCase.agent && { agent: theCase.agent }),
    ...(theCase.team && { team: theCase.team }),
    properties: {
      case: id,
      touchpoint: theCase.touchpoint,
      score: theCase.score,
      cause: theCase.cause ?? null,
      outcome: theCase.outcome ?? null,
    },
  };
  const [recorded] = await recordEvents(context, [event], now);
  const isAsked =
    recorded && "decisions" in recorded && recorded.decisions.some(({ decision }) => decision === "ask");
  if (isAsked) await changeCase(context, id, { at: now }, askAgain);
}
