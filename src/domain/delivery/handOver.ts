import { ChannelError, type Channel, type Message, type Receipt } from "../../channels/channel.js";
import type { Attempt } from "../../records/invitation.js";
import type { Context } from "../context.js";
import { reportDown } from "./reportDown.js";

/** A provider that can be asked is asked first whether an earlier try, whose outcome was lost, got through. */
export async function handOver(
  channel: Channel,
  message: Message,
  { tries, now }: { tries: readonly Attempt[]; now: Date },
): Promise<Receipt> {
  const wasLost = tries.some((attempt) => attempt.channel === channel.name && !attempt.outcome);
  return (wasLost && (await channel.findSent(message))) || channel.send(message, now);
}

/** Anything unexpected counts as temporary, so that a fault of ours loses no message. `about` is for the log. */
export function toChannelError(
  context: Context,
  channel: Channel,
  { error, about, now }: { error: unknown; about: object; now: Date },
): ChannelError {
  if (!(error instanceof ChannelError)) {
    context.logger.error({ err: error, ...about }, "sending failed unexpectedly");
    return new ChannelError("Unexpected", { isPermanent: false, code: "internal", cause: error });
  }
  if (error.consequence === "channel_down") reportDown(context, channel, { error, now });
  return error;
}
