import type { Channel, ChannelError, Receipt } from "../../channels/channel.js";
import type { Channels } from "../../channels/index.js";
import type { Clock } from "../../lib/clock.js";
import { newSecret } from "../../lib/ids.js";
import type { Attempt, Invitation } from "../../records/invitation.js";
import type { ChannelName } from "../../records/channel.js";
import * as customers from "../../store/customers.js";
import * as invitations from "../../store/invitations.js";
import * as providerMessages from "../../store/providerMessages.js";
import * as reminders from "../../store/reminders.js";
import * as sendingDays from "../../store/sendingDays.js";
import * as surveyVersions from "../../store/surveyVersions.js";
import { brandOf } from "../brands/brandOf.js";
import { countReport, countSent } from "../breaker/countReport.js";
import type { Context } from "../context.js";
import { isReaddressed } from "../invitations/addressRules.js";
import { composeInvitation } from "./composeInvitation.js";
import { drawConsequence } from "./drawConsequence.js";
import { endUnsent } from "./endUnsent.js";
import { handOver, toChannelError } from "./handOver.js";
import { lastLook } from "./lastLook.js";
import { postpone } from "./postpone.js";
import { recordEarlyStatuses } from "./recordSmsStatus.js";
import { noteRefused, noteReminded } from "./remind.js";
import { waitForRestart } from "./waitForRestart.js";
import {
  afterError,
  countRefusals,
  LEASE_MS,
  mayHaveArrived,
  nextAttempt,
  nextReminder,
  triesOf,
  type NextAttempt,
} from "./rules.js";
import { waitForTurn } from "./waitForTurn.js";

/** What is handed to a provider, and what has to be known of it afterwards. */
interface Try extends NextAttempt {
  claimed: Invitation;
  channel: Channel;
  others: ChannelName[];
}

/**
 * Sends the invitation that is due for longest; false when none is due. Killed at any point it leaves a lease
 * that runs out, after which any worker does the same again: the same message id, the same link.
 */
export async function dispatchNext(context: Context, channels: Channels, clock: Clock): Promise<boolean> {
  const now = clock.now();
  const claimed = await claimNext(now);
  if (!claimed) return false;
  await dispatch(context, { channels, clock, claimed });
  const { touchpoint, metric, eventDay: day } = claimed;
  context.rollups.request({ kind: "asks", touchpoint, metric, day });
  return true;
}

/** Asks go before reminders: who has not been asked at all waits for us, not we for them. */
async function claimNext(now: Date): Promise<Invitation | null> {
  const leaseUntil = new Date(now.getTime() + LEASE_MS);
  const ask = await invitations.claimNextDue(now, leaseUntil, newSecret());
  if (!ask) return reminders.claimNextDue(now, leaseUntil, newSecret());
  const { reminder: _waiting, ...claimed } = ask; // of an ask that is sent once more it is not the turn yet
  return claimed;
}

async function dispatch(
  context: Context,
  { channels, clock, claimed }: { channels: Channels; clock: Clock; claimed: Invitation },
): Promise<void> {
  const now = clock.now();
  const look = await lastLook(context, claimed, now);
  if (look.reason === "channel_stopped") return waitForRestart(claimed, now);
  if (look.reason !== null) return endUnsent(claimed, look.reason, now);
  if (look.laterAt) return postpone(claimed, look, now);
  const { customer, address, others, day } = look;
  const channel = channels[look.channel];
  if (await waitForTurn(channel, claimed, now)) {
    if (day) await sendingDays.giveBack(day); // it takes one at its turn
    return;
  }
  const version = await surveyVersions.get(claimed.survey, claimed.surveyVersion);
  const message = composeInvitation(context, {
    invitation: claimed,
    version,
    customer,
    channel: channel.name,
    address,
    brand: await brandOf(context, claimed.touchpoint, now),
  });
  const one: Try = { claimed, channel, others, ...nextAttempt(claimed, channel.name, { to: address, now }) };
  if (!(await writeAttempt(one))) return; // another worker has it by now
  let receipt: Receipt;
  try {
    receipt = await handOver(channel, message, { tries: triesOf(claimed), now });
  } catch (cause) {
    const endedAt = clock.now();
    const about = { invitation: claimed.id };
    const error = toChannelError(context, channel, { error: cause, about, now: endedAt });
    return endRefused(context, one, { error, now: endedAt });
  }
  // Not within the try: a fault of the database after this is no refusal, and must not bring a repeat in a minute.
  const accepted: Attempt = { ...one.attempt, ...receipt, endedAt: clock.now(), outcome: "accepted" };
  countSent(context, channel.name, accepted.endedAt!);
  if (receipt.providerId) await providerMessages.insert(receipt.providerId, claimed.id, accepted.endedAt!);
  const isSent = await noteSent(one, accepted);
  if (receipt.providerId) await recordEarlyStatuses(context, channel, { ...receipt, now: clock.now() });
  if (isSent) return;
  context.logger.warn(
    { invitation: claimed.id },
    "the lease ran out while sending: a repeat may have gone out",
  );
}

function noteSent({ claimed, index }: Try, accepted: Attempt): Promise<boolean> {
  if (claimed.reminder) return noteReminded(claimed, index, accepted);
  const next = nextReminder(claimed, { sent: 0, sentAt: accepted.endedAt! });
  return invitations.moveToSent(claimed, index, accepted, next);
}

function writeAttempt({ claimed, index, attempt }: Try): Promise<boolean> {
  if (claimed.reminder) return reminders.setTry(claimed, { index, attempt });
  const isNew = index === claimed.attempts.length;
  return isNew
    ? invitations.insertAttempt(claimed, attempt, isReaddressed(claimed, attempt))
    : invitations.setAttempt(claimed, index, attempt);
}

async function endRefused(
  context: Context,
  one: Try,
  { error, now }: { error: ChannelError; now: Date },
): Promise<void> {
  const { claimed, index, others } = one;
  const isRefusal = error.isPermanent || error.consequence !== "channel_down";
  const attempt: Attempt = {
    ...one.attempt,
    endedAt: now,
    code: error.code,
    ...(isRefusal && { outcome: error.isPermanent ? "refused" : "deferred" }),
  };
  await drawConsequence(error, attempt, { customer: claimed.customer, now });
  if (error.consequence === "suppress") countRefused(context, attempt.channel, now);
  const tries = countRefusals(claimed, attempt.channel) + 1;
  const next = afterError(error, { tries, others, now });
  const change = { now, attempt: { index, attempt } };
  context.logger.info(
    { invitation: claimed.id, channel: attempt.channel, code: error.code, next: next.next },
    "not accepted",
  );
  if (claimed.reminder) return noteRefused(claimed, { index, attempt }, { next, now });
  if (next.next === "give_up") {
    const isEnded = await invitations.moveToFailed(claimed, { ...change, reason: next.reason });
    if (isEnded && !mayHaveArrived(claimed.attempts))
      await customers.releaseAsk(claimed.customer, claimed.id);
  } else {
    const where = next.next === "retry" ? { dueAt: next.dueAt } : { dueAt: now, channel: next.channel };
    await invitations.moveToScheduled(claimed, { ...change, ...where });
  }
}

/** An address that is refused at the door has bounced like one whose mail comes back. */
function countRefused(context: Context, channel: ChannelName, now: Date): void {
  if (channel !== "email") return;
  countSent(context, channel, now);
  countReport(context, { channel, kind: "bounces", sentAt: now }, now);
}
