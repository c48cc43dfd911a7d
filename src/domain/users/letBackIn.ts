import { Conflict } from "../../lib/errors.js";
import type { User } from "../../records/user.js";
import * as users from "../../store/users.js";

/** Lets somebody who was kept out sign in again, with the password and role they had. */
export async function letBackIn(user: User, now: Date): Promise<void> {
  if (user.isActive) return;
  if (!(await users.moveAccess(user, true, now)))
    throw new Conflict("Somebody changed the users at the same moment. Look at the list and try again.");
}
