import { subtractDuration } from "../../lib/duration.js";
import type { ChannelName } from "../../records/channel.js";
import type { Customer } from "../../records/customer.js";
import type { Invitation, SkipReason } from "../../records/invitation.js";
import * as customers from "../../store/customers.js";
import * as events from "../../store/events.js";
import * as surveys from "../../store/surveys.js";
import { readSuppressed } from "../triggers/decideTriggers.js";
import { addressOf, usableChannels } from "../triggers/rules.js";
import { channelsFrom } from "./rules.js";

const MAX_RACES = 5;

export type LastLook =
  | { reason: SkipReason }
  | { reason: null; customer: Customer; channel: ChannelName; address: string; others: ChannelName[] };

/**
 * Looks once more, right before sending, whether the customer may still be asked, and claims the customer for
 * this invitation. What was fine when the event came may not be now.
 */
export async function lastLook(invitation: Invitation, now: Date): Promise<LastLook> {
  if (invitation.expiresAt <= now) return { reason: "expired" };
  const survey = await surveys.find(invitation.survey);
  if (survey?.state !== "live") return { reason: "survey_paused" };
  if (await isCancelled(invitation)) return { reason: "cancelled_by_event" };
  const customer = await customers.get(invitation.customer);
  const suppressed = await readSuppressed(customer, invitation.channels);
  const usable = usableChannels(channelsFrom(invitation), customer, suppressed);
  const [channel, ...others] = usable.channels;
  if (!channel) return { reason: usable.reason ?? "no_address" };
  if (!(await claimCustomer(customer, invitation, now))) return { reason: "asked_recently" };
  return { reason: null, customer, channel, address: addressOf(customer, channel)!, others };
}

async function isCancelled({ customer, unless, eventOccurredAt }: Invitation): Promise<boolean> {
  return unless.length > 0 && (await events.existsAfter(customer, unless, eventOccurredAt));
}

/**
 * The customer is claimed like the invitation, so that of two asks in one second only one goes out. An
 * invitation that holds the customer already (a retry, a fall back) does not block itself.
 */
async function claimCustomer(customer: Customer, invitation: Invitation, now: Date): Promise<boolean> {
  let current = customer;
  for (let race = 0; race < MAX_RACES; race += 1) {
    if (current.lastAskedBy === invitation.id) return true;
    const isTooSoon = current.lastAskedAt && current.lastAskedAt > subtractDuration(now, invitation.quietPeriod);
    if (isTooSoon) return false;
    if (await customers.claimAsk(current, invitation.id, now)) return true;
    current = await customers.get(customer.id);
  }
  return false;
}
