import { Conflict } from "../../lib/errors.js";
import * as responses from "../../store/responses.js";

/** Gives a detractor back to everybody. Conflict when the user does not have it. */
export async function releaseDetractor(id: string, user: string): Promise<void> {
  await responses.get(id);
  if (!(await responses.release(id, user))) throw new Conflict("You do not have this one.", "not_yours");
}
