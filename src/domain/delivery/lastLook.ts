import { subtractDuration } from "../../lib/duration.js";
import type { ChannelName } from "../../records/channel.js";
import type { Customer } from "../../records/customer.js";
import type { Invitation, SkipReason } from "../../records/invitation.js";
import * as customers from "../../store/customers.js";
import * as invitations from "../../store/invitations.js";
import * as sendingDays from "../../store/sendingDays.js";
import * as surveys from "../../store/surveys.js";
import { caseOfResolution } from "../cases/followUpRules.js";
import type { Context } from "../context.js";
import { readSuppressed } from "../customers/readSuppressed.js";
import { addressOf, usableChannels } from "../customers/rules.js";
import { findTime } from "./findTime.js";
import { isCancelled } from "./isCancelled.js";
import { isCaseOpenAgain } from "./isCaseOpenAgain.js";
import { lastLookAtReminder } from "./lastLookAtReminder.js";
import { cameToNothing, channelsFrom } from "./rules.js";

/** A case that is open again may be resolved again: then it is time to ask. */
const LOOK_AGAIN_MS = 60 * 60_000;

export type LastLook =
  | { reason: SkipReason | "answered" }
  /** Its channel is stopped: it waits for a person to start that again. Nobody is claimed for it. */
  | { reason: "channel_stopped" }
  /** Nothing is against it but the time: look again then, by this channel. */
  | { reason: null; laterAt: Date; channel: ChannelName }
  | {
      reason: null;
      laterAt: null;
      customer: Customer;
      channel: ChannelName;
      address: string;
      others: ChannelName[];
      /** The day of which it has taken a place, to be given back where it does not go now; else null. */
      day: string | null;
    };

/**
 * Looks once more, right before sending, whether the customer may still be asked, and claims the customer for
 * this invitation. What was fine when the event came may not be now.
 */
export async function lastLook(context: Context, invitation: Invitation, now: Date): Promise<LastLook> {
  if (invitation.reminder) return lastLookAtReminder(context, invitation, now);
  if (invitation.expiresAt <= now) return { reason: "expired" };
  const [survey, isCancelledNow, customer] = await Promise.all([
    surveys.find(invitation.survey),
    isCancelled(invitation),
    customers.get(invitation.customer),
  ]);
  if (survey?.state !== "live") return { reason: "survey_paused" };
  if (isCancelledNow) return { reason: "cancelled_by_event" };
  const suppressed = (await readSuppressed([customer])).get(customer.id) ?? {};
  const usable = usableChannels(channelsFrom(invitation), customer, suppressed);
  if (usable.channels.length === 0) return { reason: usable.reason ?? "no_address" };
  if (await isCaseOpenAgain(invitation))
    return { reason: null, laterAt: new Date(now.getTime() + LOOK_AGAIN_MS), channel: usable.channels[0]! };
  const time = await findTime(context, { invitation, customer, channels: usable.channels, now });
  if (time.reason !== null || time.laterAt) return time;
  const { channel, others, day } = time;
  if (!(await claimCustomer(customer, invitation, now))) {
    if (day) await sendingDays.giveBack(day);
    return { reason: "asked_recently" };
  }
  const address = addressOf(customer, channel)!;
  return { reason: null, laterAt: null, customer, channel, address, others, day };
}

/**
 * The customer is claimed like the invitation, so that of two asks in one second only one goes out. An
 * invitation that holds the customer already (a retry, a fall back) does not block itself.
 */
async function claimCustomer(customer: Customer, invitation: Invitation, now: Date): Promise<boolean> {
  if (isTooSoon(customer, invitation, now) && !(await releaseEnded(customer))) return false;
  if (await customers.claimAsk(customer, invitation.id, now)) return true;
  // Another ask was quicker, or has just been given back: look again. Whoever loses here lets another win, so it ends.
  return claimCustomer(await customers.get(customer.id), invitation, now);
}

function isTooSoon(
  { lastAskedAt, lastAskedBy }: Customer,
  { id, event, quietPeriod }: Invitation,
  now: Date,
): boolean {
  if (!lastAskedAt || lastAskedBy === id) return false;
  if (caseOfResolution(event)) return false; // decided with the event: once in a quiet period
  const quietSince = subtractDuration(now, quietPeriod);
  // Without a quiet period nothing is too soon, not even what another worker did a moment "after" now.
  return quietSince < now && lastAskedAt > quietSince;
}

/** Takes the claim of an ask that came to nothing, whose worker was killed before it gave the customer back. */
async function releaseEnded({ id, lastAskedBy }: Customer): Promise<boolean> {
  const holder = lastAskedBy ? await invitations.find(lastAskedBy) : null;
  if (!holder || !cameToNothing(holder)) return false;
  await customers.releaseAsk(id, holder.id);
  return true;
}
