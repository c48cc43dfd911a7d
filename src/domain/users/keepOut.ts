import { Conflict } from "../../lib/errors.js";
import type { User } from "../../records/user.js";
import * as users from "../../store/users.js";
import * as userTokens from "../../store/userTokens.js";
import { keepAnAdmin } from "./keepAnAdmin.js";

/** Ends a user's sessions and links and lets them sign in no more. Conflict for oneself and for the last active admin. */
export async function keepOut(user: User, by: User, now: Date): Promise<void> {
  if (user.id === by.id) throw new Conflict("You cannot keep yourself out. Ask another admin.");
  if (!user.isActive) return;
  await keepAnAdmin(user, () => users.moveAccess(user, false, now));
  await userTokens.removeByUser(user.id);
}
