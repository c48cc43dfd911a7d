import type { Channel } from "../../channels/channel.js";
import * as users from "../../store/users.js";
import * as userTokens from "../../store/userTokens.js";
import type { Context } from "../context.js";
import { sendOneTimeLink } from "./sendOneTimeLink.js";

/** Nobody's mailbox is filled by strangers; any of the open links works, so nobody is locked out by them either. */
const MAX_OPEN_LINKS = 3;

/** Mails a link for a new password to the user with this address; does nothing when it is nobody's or kept out. */
export async function requestPasswordReset(
  context: Context,
  email: Channel,
  address: string,
  now: Date,
): Promise<void> {
  const user = await users.findByEmail(address);
  if (!user?.isActive) return;
  const open = await userTokens.listOpen({ users: [user.id], purpose: "password_reset" }, now);
  if (open.length >= MAX_OPEN_LINKS) return;
  await sendOneTimeLink(context, email, { user, purpose: "password_reset" }, now);
}
