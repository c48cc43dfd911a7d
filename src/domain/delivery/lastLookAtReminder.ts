import type { Invitation } from "../../records/invitation.js";
import * as customers from "../../store/customers.js";
import * as responses from "../../store/responses.js";
import * as surveys from "../../store/surveys.js";
import type { Context } from "../context.js";
import { readSuppressed } from "../customers/readSuppressed.js";
import { addressOf, usableChannels } from "../customers/rules.js";
import { findTime } from "./findTime.js";
import { isCancelled } from "./isCancelled.js";
import { isCaseOpenAgain } from "./isCaseOpenAgain.js";
import type { LastLook } from "./lastLook.js";
import { isOpen, reminderChannels } from "./rules.js";

/**
 * As the last look at an ask, with two differences: the customer is not claimed, because a reminder is part of the ask
 * that holds them already; and the answer itself is looked for, because the state may lag behind it.
 */
export async function lastLookAtReminder(
  context: Context,
  invitation: Invitation,
  now: Date,
): Promise<LastLook> {
  if (invitation.expiresAt <= now || !isOpen(invitation)) return { reason: "expired" };
  const [survey, isCancelledNow, customer, answer] = await Promise.all([
    surveys.find(invitation.survey),
    isCancelled(invitation),
    customers.get(invitation.customer),
    responses.findByInvitation(invitation.id),
  ]);
  if (answer) return { reason: "answered" };
  if (survey?.state !== "live") return { reason: "survey_paused" };
  if (isCancelledNow || (await isCaseOpenAgain(invitation))) return { reason: "cancelled_by_event" };
  const suppressed = (await readSuppressed([customer])).get(customer.id) ?? {};
  const wishes = reminderChannels(invitation);
  // Who said no by one channel after the ask is not followed to the other.
  if (wishes.some((channel) => customer.optOuts[channel] || suppressed[channel] === "opted_out"))
    return { reason: "opted_out" };
  const usable = usableChannels(wishes, customer, suppressed);
  if (usable.channels.length === 0) return { reason: usable.reason ?? "no_address" };
  const time = await findTime(context, { invitation, customer, channels: usable.channels, now });
  if (time.reason !== null || time.laterAt) return time;
  const { channel, day } = time;
  return {
    reason: null,
    laterAt: null,
    customer,
    channel,
    address: addressOf(customer, channel)!,
    others: [],
    day,
  };
}
