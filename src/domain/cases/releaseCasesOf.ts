import * as cases from "../../store/cases.js";
import type { Context } from "../context.js";
import { changeCase } from "./changeCase.js";
import { assign } from "./states.js";

/**
 * Gives the open cases of somebody who has left back to their queues. May be repeated: what has another owner by now,
 * or is resolved, stays. Returns how many were found.
 */
export async function releaseCasesOf(
  context: Context,
  user: string,
  { by, now }: { by?: string; now: Date },
): Promise<number> {
  const own = await cases.listOpenOf(user);
  for (const { id } of own)
    await changeCase(context, id, { at: now, ...(by && { by }) }, (theCase, act) =>
      theCase.isActive && theCase.owner === user ? assign(theCase, { from: user, to: null }, act) : null,
    );
  return own.length;
}
