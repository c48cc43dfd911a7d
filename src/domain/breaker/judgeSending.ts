import type { ChannelName } from "../../records/channel.js";
import type { BreakerState } from "../../records/sendingBreaker.js";
import * as sendingBreakers from "../../store/sendingBreakers.js";
import * as sendingMinutes from "../../store/sendingMinutes.js";
import type { Context } from "../context.js";
import { forgetBreakers } from "./isStopped.js";
import { judge, LOOKED_AT_MINUTES } from "./rules.js";

const BEGINNING = new Date(0);

/**
 * Looks at the last thousand messages of a channel and stops it, warns, or takes a warning back. A stopped channel
 * is left alone: only a person starts it again.
 */
export async function judgeSending(context: Context, channel: ChannelName, now: Date): Promise<void> {
  const breaker = await sendingBreakers.find(channel);
  if (breaker?.state === "stopped") return;
  const countedFrom = breaker?.countedFrom ?? BEGINNING;
  const verdict = judge(await sendingMinutes.listNewest(channel, countedFrom, LOOKED_AT_MINUTES));
  if (verdict.state === "fine") {
    if (breaker?.state === "warned")
      await sendingBreakers.move(channel, ["warned"], { state: "fine", since: now });
    return;
  }
  const { state, ...reason } = verdict;
  const before: BreakerState[] = state === "stopped" ? ["fine", "warned"] : ["fine"];
  const isMoved = await sendingBreakers.move(channel, before, { state, since: now, reason });
  if (!isMoved) return;
  forgetBreakers();
  if (state === "stopped")
    context.logger.error(
      { channel, ...reason },
      "sending is stopped: look for the cause, then start it again",
    );
  else context.logger.warn({ channel, ...reason }, "sending comes close to its limits");
}
