import { hashSecret } from "../../lib/ids.js";
import type { User, UserToken } from "../../records/user.js";
import * as users from "../../store/users.js";
import * as userTokens from "../../store/userTokens.js";

/** Whom a link is for, without using it up; null when it was used, has run out or its user is kept out. */
export async function openOneTimeLink(
  secret: string,
  now: Date,
): Promise<{ user: User; purpose: UserToken["purpose"] } | null> {
  const token = await userTokens.find(hashSecret(secret), now);
  if (!token) return null;
  const user = await users.find(token.user);
  return user?.isActive ? { user, purpose: token.purpose } : null;
}
