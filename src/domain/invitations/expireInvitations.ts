import { expireSent } from "../../store/expireSent.js";
import type { Context } from "../context.js";

/** Ends what was sent and not answered in time. Returns how many ended; scores keep an expired ask as asked. */
export async function expireInvitations(context: Context, now: Date): Promise<number> {
  const ended = await expireSent(now);
  if (ended > 0) context.logger.info({ ended }, "invitations expired");
  return ended;
}
