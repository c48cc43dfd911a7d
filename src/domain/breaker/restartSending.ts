import type { ChannelName } from "../../records/channel.js";
import type { User } from "../../records/user.js";
import * as sendingBreakers from "../../store/sendingBreakers.js";
import type { Context } from "../context.js";
import { forgetBreakers } from "./isStopped.js";

/** A person takes it on themselves to go on sending; false when somebody else has, or it was not stopped. */
export async function restartSending(
  context: Context,
  channel: ChannelName,
  by: User,
  now: Date,
): Promise<boolean> {
  const isRestarted = await sendingBreakers.restart(channel, by.id, now);
  forgetBreakers();
  if (isRestarted) context.logger.warn({ channel, user: by.id }, "a person started sending again");
  return isRestarted;
}
