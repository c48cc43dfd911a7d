import type { Channel, ChannelError } from "../../channels/channel.js";
import type { Context } from "../context.js";

/** One line says it; thousands of invitations that wait for the same provider would say nothing more. */
const REPORT_EVERY_MS = 60_000;

const lastReported = new WeakMap<Channel, number>();

/** Tells the operator, at most once a minute for each channel of a process, that a provider cannot be used. */
export function reportDown(
  context: Context,
  channel: Channel,
  { error, now }: { error: ChannelError; now: Date },
): void {
  const last = lastReported.get(channel);
  if (last !== undefined && now.getTime() - last < REPORT_EVERY_MS) return;
  lastReported.set(channel, now.getTime());
  context.logger.error(
    { channel: channel.name, code: error.code },
    "a provider cannot be used: check its settings; what is to be sent waits",
  );
}
