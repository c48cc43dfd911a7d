import { InvalidInput } from "../../lib/errors.js";
import type { Case } from "../../records/case.js";
import * as users from "../../store/users.js";
import type { Context } from "../context.js";
import { changeCase } from "./changeCase.js";
import { assign } from "./states.js";

/**
 * Gives a case from whoever was seen to have it (null: nobody) to another (null: back to everybody). Conflict when that
 * has changed since, InvalidInput for somebody who has left, or has never come.
 */
export async function assignCase(
  context: Context,
  id: string,
  { from, to, by }: { from: string | null; to: string | null; by: string },
  now: Date,
): Promise<Case> {
  if (to !== null) {
    const user = await users.find(to);
    const message = !user
      ? "is nobody we know"
      : user.isActive
        ? `${user.name} has not signed in yet and would not know`
        : `${user.name} has left and cannot take it`;
    if (!user?.isActive || !user.passwordHash)
      throw new InvalidInput(`Not assigned: ${message}.`, [{ path: "to", message }]);
  }
  return changeCase(context, id, { at: now, by }, (theCase, act) => assign(theCase, { from, to }, act));
}
