import type { User } from "../../records/user.js";
import * as users from "../../store/users.js";
import * as userTokens from "../../store/userTokens.js";
import { hashPassword, isRightPassword } from "./passwords.js";

/**
 * Sets another password and ends all sessions and links of the user, who comes back as they are now. Null when the
 * current password is wrong or was changed meanwhile.
 */
export async function changePassword(
  user: User,
  input: { current: string; password: string },
  now: Date,
): Promise<User | null> {
  if (!(await isRightPassword(user.passwordHash, input.current))) return null;
  const passwordHash = await hashPassword(input.password);
  if (!(await users.movePassword(user, passwordHash, now))) return null;
  await userTokens.removeByUser(user.id);
  return users.find(user.id);
}
