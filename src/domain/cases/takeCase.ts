import { Conflict } from "../../lib/errors.js";
import type { Case } from "../../records/case.js";
import * as cases from "../../store/cases.js";
import * as users from "../../store/users.js";
import type { Context } from "../context.js";
import { changeCase } from "./changeCase.js";
import { take } from "./states.js";

/** Somebody promises to follow up. Conflict naming who has it when another was quicker. A repeat is fine. */
export async function takeCase(context: Context, id: string, user: string, now: Date): Promise<Case> {
  try {
    return await changeCase(context, id, { at: now, by: user }, (theCase, act) => take(theCase, user, act));
  } catch (error) {
    if (!(error instanceof Conflict) || error.code !== "already_taken") throw error;
    const { owner } = await cases.get(id);
    const other = owner ? await users.find(owner) : null;
    throw new Conflict(`${other?.name ?? "Somebody else"} has taken this one already.`, "already_taken");
  }
}
