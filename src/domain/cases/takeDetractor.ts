import { Conflict } from "../../lib/errors.js";
import * as responses from "../../store/responses.js";
import * as users from "../../store/users.js";

/** Somebody promises to call a detractor. Conflict naming who has it when another was quicker. */
export async function takeDetractor(id: string, user: string, now: Date): Promise<void> {
  if (await responses.claim(id, user, now)) return;
  const response = await responses.get(id);
  if (response.doneAt) throw new Conflict("This one is done already.", "already_done");
  if (!response.needsFollowUp) throw new Conflict("This answer is not on the list.", "not_listed");
  const owner = response.takenBy ? await users.find(response.takenBy) : null;
  throw new Conflict(`${owner?.name ?? "Somebody else"} has taken this one already.`, "already_taken");
}
