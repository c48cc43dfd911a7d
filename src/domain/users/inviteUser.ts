import type { Channel } from "../../channels/channel.js";
import { Conflict } from "../../lib/errors.js";
import { newId } from "../../lib/ids.js";
import type { Role, User } from "../../records/user.js";
import * as users from "../../store/users.js";
import type { Context } from "../context.js";
import { sendOneTimeLink } from "./sendOneTimeLink.js";

/**
 * A new user without a password, and a mail with which they set one. Conflict when the address is a user already.
 * When the mail cannot be sent (`isSent` false) the user is there all the same and can be invited again.
 */
export async function inviteUser(
  context: Context,
  email: Channel,
  input: { name: string; email: string; role: Role; invitedBy: User },
  now: Date,
): Promise<{ user: User; isSent: boolean }> {
  const { invitedBy, ...given } = input;
  const user: User = { id: newId(now), ...given, sessionsValidFrom: now, isActive: true, createdAt: now };
  if (!(await users.insert(user))) {
    const fault = { path: "email", message: "belongs to a user already: see the list" };
    throw new Conflict("This address belongs to a user already.", "email_taken", [fault]);
  }
  const about = { user, purpose: "invitation" as const, invitedBy: invitedBy.name };
  return { user, isSent: await sendOneTimeLink(context, email, about, now) };
}
