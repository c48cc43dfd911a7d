import type { User } from "../../records/user.js";
import * as users from "../../store/users.js";

/** Ends all sessions of a user, this one included. */
export async function signOutEverywhere(user: User, now: Date): Promise<void> {
  await users.setSessionsEnded(user.id, now);
}
