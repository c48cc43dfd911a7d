import type { ChannelName } from "../../records/channel.js";
import type { Invitation } from "../../records/invitation.js";
import { moveToLater } from "../../store/moveToLater.js";
import * as reminders from "../../store/reminders.js";

/** Gives the claim back until the time has come; nothing was tried. */
export async function postpone(
  claimed: Invitation,
  { laterAt, channel }: { laterAt: Date; channel: ChannelName },
  now: Date,
): Promise<void> {
  const { reminder } = claimed;
  if (reminder) await reminders.moveOn(claimed, { remindAt: laterAt, reminder }, { now });
  else await moveToLater(claimed, { dueAt: laterAt, channel, now });
}
