import { Conflict } from "../../lib/errors.js";
import * as responses from "../../store/responses.js";

/** Somebody has followed up. Conflict when the user does not have it. A repeat is fine. */
export async function finishDetractor(id: string, user: string, now: Date): Promise<void> {
  if (await responses.moveToDone(id, user, now)) return;
  const response = await responses.get(id);
  if (response.doneBy === user) return;
  throw new Conflict(response.doneAt ? "This one is done already." : "Take this one first.", "not_yours");
}
