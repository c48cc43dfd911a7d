import type { Channel } from "../../channels/channel.js";
import { toDeliveryError } from "../../channels/twilioErrors.js";
import type { Arrival, Attempt, Invitation } from "../../records/invitation.js";
import * as customers from "../../store/customers.js";
import * as earlyStatuses from "../../store/earlyStatuses.js";
import * as invitationTexts from "../../store/invitationTexts.js";
import { recordReplyStatus } from "../cases/recordReplyReport.js";
import type { Context } from "../context.js";
import { drawConsequence } from "./drawConsequence.js";
import { reportDown } from "./reportDown.js";
import { afterError, countRefusals, mayHaveArrived } from "./rules.js";

/** All others ("queued", "sending", what may come one day) say nothing that we need. */
const ARRIVALS: Record<string, Arrival> = {
  sent: "sent",
  undelivered: "undelivered",
  failed: "undelivered",
  delivered: "delivered",
  read: "read",
};

export interface SmsStatus {
  providerId: string;
  status: string;
  code?: string;
  now: Date;
}

interface Found {
  invitation: Invitation;
  index: number;
}

/**
 * The provider tells what became of a text message. Told twice or in another order it changes nothing more. What is
 * told before the provider's receipt was written waits for it; a message that is none of ours is logged.
 */
export async function recordSmsStatus(context: Context, channel: Channel, told: SmsStatus): Promise<void> {
  const { providerId, status, code, now } = told;
  const arrival = ARRIVALS[status];
  if (!arrival) return;
  let found = await find(providerId);
  if (!found) {
    const id = `${providerId}/${status}`;
    await earlyStatuses.insert({ id, providerId, status, at: now, ...(code && { code }) });
    found = await find(providerId); // the receipt may have been written in between, and nobody looks again
  }
  if (!found) {
    if (await recordReplyStatus(context, { providerId, arrival, now, ...(code && { code }) })) return;
    return context.logger.info({ providerId, status }, "a status of an unknown message");
  }
  await apply(context, channel, { ...found, arrival, ...(code && { code }), now });
}

/** What was told about a message before its receipt was written. */
export async function recordEarlyStatuses(
  context: Context,
  channel: Channel,
  { providerId, now }: { providerId?: string; now: Date },
): Promise<void> {
  const told = providerId ? await earlyStatuses.listByProviderId(providerId) : [];
  for (const { providerId, status, code } of told)
    await recordSmsStatus(context, channel, { providerId, status, now, ...(code && { code }) });
}

/** Null also while the worker is about to write its receipt into the ask: it looks for early words after that. */
async function find(providerId: string): Promise<Found | null> {
  const invitation = await invitationTexts.findByProviderId(providerId);
  const index = invitation?.attempts.findIndex((attempt) => attempt.providerId === providerId) ?? -1;
  return invitation && index >= 0 ? { invitation, index } : null;
}

interface Applied extends Found {
  arrival: Arrival;
  code?: string;
  now: Date;
}

async function apply(context: Context, channel: Channel, told: Applied): Promise<void> {
  const { invitation, index, arrival, now } = told;
  if (arrival === "undelivered") return recordNotArrived(context, channel, told);
  await invitationTexts.setArrival({ invitation: invitation.id, index, arrival, now });
  // Also after a repeat: the process may have died in between.
  if (arrival !== "sent" && (await invitationTexts.moveToDelivered(invitation.id, now)))
    countAgain(context, invitation);
}

/**
 * Tried later, or by the other channel, or undelivered for good, as if the provider had refused it at once. Of a
 * reminder it is only noted: the ask that it reminds of stays what it is, and the next reminder comes in its time.
 */
async function recordNotArrived(context: Context, channel: Channel, told: Applied): Promise<void> {
  const { invitation, index, code = "unknown", now } = told;
  const attempt = invitation.attempts[index]!;
  if (attempt.arrival && attempt.arrival !== "sent") return;
  const { error, isSetup } = toDeliveryError(code);
  if (isSetup) reportDown(context, channel, { error, now });
  await drawConsequence(error, attempt, { customer: invitation.customer, now });
  const outcome = error.isPermanent ? "refused" : "deferred";
  const lost = { invitation: invitation.id, index, now, code, outcome } as const;
  if (attempt.reminder) return void (await invitationTexts.setNotArrived(lost));
  const { reminder: _waiting, ...ask } = invitation; // the one that is planned; what is counted are tries of the ask
  const next = afterError(error, {
    tries: countRefusals(ask, attempt.channel) + 1,
    others: othersThan(attempt, invitation),
    now,
  });
  const isMoved = await invitationTexts.moveToNotArrived({
    ...lost,
    ...(next.next === "retry" && { again: { dueAt: next.dueAt, channel: attempt.channel } }),
    ...(next.next === "fall_back" && { again: { dueAt: now, channel: next.channel } }),
  });
  if (!isMoved) return;
  context.logger.info({ invitation: invitation.id, code, next: next.next }, "a text message did not arrive");
  const isHeldByNobody = !mayHaveArrived(invitation.attempts.toSpliced(index, 1));
  if (next.next === "give_up" && isHeldByNobody)
    await customers.releaseAsk(invitation.customer, invitation.id);
  countAgain(context, invitation);
}

function othersThan({ channel }: Attempt, { channels }: Invitation) {
  return channels.slice(channels.indexOf(channel) + 1);
}

function countAgain(context: Context, { touchpoint, metric, eventDay: day }: Invitation): void {
  context.rollups.request({ kind: "asks", touchpoint, metric, day });
}
