import { hashSecret } from "../../lib/ids.js";
import type { User } from "../../records/user.js";
import * as users from "../../store/users.js";
import * as userTokens from "../../store/userTokens.js";
import { openOneTimeLink } from "./openOneTimeLink.js";
import { hashPassword } from "./passwords.js";

/**
 * Uses a link up: a new password, all sessions and other links of the user ended. The user as they are now; null when
 * the link cannot be used any more, also for the second of two at once.
 */
export async function setPasswordByLink(secret: string, password: string, now: Date): Promise<User | null> {
  // Hashing costs; strangers with made-up links must not make us do it.
  if (!(await openOneTimeLink(secret, now))) return null;
  const passwordHash = await hashPassword(password);
  const token = await userTokens.claim(hashSecret(secret), now);
  if (!token || !(await users.setPassword(token.user, passwordHash, now))) return null;
  await userTokens.removeByUser(token.user);
  return users.find(token.user);
}
