import type { ChannelName } from "../../records/channel.js";
import type { Customer } from "../../records/customer.js";
import type { Invitation, SkipReason } from "../../records/invitation.js";
import { isStopped } from "../breaker/isStopped.js";
import { placeMessage } from "../contactPolicy/placeMessage.js";
import { readContactPolicy } from "../contactPolicy/readContactPolicy.js";
import type { Context } from "../context.js";
import { takeDailyPlace } from "./dailyCap.js";
import { triesOf } from "./rules.js";

export type Time =
  | { reason: SkipReason }
  /** Now, and by a channel that waits for a person to start it again. */
  | { reason: "channel_stopped" }
  | { reason: null; laterAt: Date; channel: ChannelName }
  | {
      reason: null;
      laterAt: null;
      channel: ChannelName;
      others: ChannelName[];
      /** The day on whose number of messages it counts; null when it counts on none. */
      day: string | null;
    };

/**
 * Whether a message may go out at this moment: quiet hours and holidays where the customer is, the channel's breaker,
 * then the day's number of messages. Else when to look again, or why that would be too late. A message counts once, on the day of its first try.
 */
export async function findTime(
  context: Context,
  message: { invitation: Invitation; customer: Customer; channels: readonly ChannelName[]; now: Date },
): Promise<Time> {
  const { invitation, customer, channels, now } = message;
  const policy = await readContactPolicy(now);
  const before = invitation.expiresAt;
  const organisationZone = context.reportingZone;
  const place = placeMessage(policy, { customer, channels, from: now, before, organisationZone });
  if (!place) return { reason: "quiet_hours" };
  const { channel, others } = place;
  if (place.at > now) return { reason: null, laterAt: place.at, channel };
  if (await isStopped(channel, now)) return { reason: "channel_stopped" };
  if (triesOf(invitation).length > 0) return { reason: null, laterAt: null, channel, others, day: null };
  const daily = await takeDailyPlace(context, policy, { now, before });
  if (daily.laterAt === "never") return { reason: "daily_cap" };
  if (daily.laterAt) return { reason: null, laterAt: daily.laterAt, channel };
  return { reason: null, laterAt: null, channel, others, day: daily.day };
}
