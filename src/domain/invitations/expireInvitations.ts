import * as invitations from "../../store/invitations.js";
import type { Context } from "../context.js";

/** Ends what was sent and not answered in time. Returns how many ended; scores keep an expired ask as asked. */
export async function expireInvitations(context: Context, now: Date): Promise<number> {
  const ended = await invitations.expireSent(now);
  if (ended > 0) context.logger.info({ ended }, "invitations expired");
  return ended;
}
