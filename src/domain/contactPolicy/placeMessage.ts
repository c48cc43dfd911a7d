import type { ChannelName } from "../../records/channel.js";
import type { ContactPolicy } from "../../records/contactPolicy.js";
import type { Customer } from "../../records/customer.js";
import { firstOpen } from "../delivery/sendingHours.js";
import { windowOf } from "./windowOf.js";

export interface Place {
  channel: ChannelName;
  /** The channels that are left after it. */
  others: ChannelName[];
  /** The first instant at which the message may go out. */
  at: Date;
}

/**
 * Channel and time of a message that is ready at `from`: the first channel that may be used before `before`, even
 * if a later one could be used sooner. Null when none can: the ask expires within quiet hours.
 */
export function placeMessage(
  policy: ContactPolicy,
  message: {
    customer: Pick<Customer, "timeZone" | "phone">;
    channels: readonly ChannelName[];
    from: Date;
    before: Date;
    organisationZone: string;
  },
): Place | null {
  const { customer, channels, from, before, organisationZone } = message;
  for (const [place, channel] of channels.entries()) {
    const at = firstOpen(from, windowOf(policy, { customer, channel, organisationZone }));
    if (at && at < before) return { channel, others: channels.slice(place + 1), at };
  }
  return null;
}
