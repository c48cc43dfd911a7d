import type { Channel } from "../../channels/channel.js";
import { Conflict } from "../../lib/errors.js";
import type { User } from "../../records/user.js";
import type { Context } from "../context.js";
import { sendOneTimeLink } from "./sendOneTimeLink.js";
import { stateOf } from "./states.js";

/**
 * Sends another link to somebody who has not accepted yet; an earlier one goes on working, since its mail may only be
 * late. False when the mail could not be sent. Conflict when there is nothing to accept.
 */
export async function inviteAgain(
  context: Context,
  email: Channel,
  about: { user: User; invitedBy: User },
  now: Date,
): Promise<boolean> {
  const { user, invitedBy } = about;
  if (stateOf(user) !== "invited") throw new Conflict("This person is not waiting for an invitation.");
  return sendOneTimeLink(context, email, { user, purpose: "invitation", invitedBy: invitedBy.name }, now);
}
