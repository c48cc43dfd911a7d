import type { Channel, ChannelError, Receipt } from "../../channels/channel.js";
import type { Channels } from "../../channels/index.js";
import type { Clock } from "../../lib/clock.js";
import { newSecret } from "../../lib/ids.js";
import type { CaseMessage } from "../../records/caseMessage.js";
import type { Attempt } from "../../records/invitation.js";
import * as caseMessages from "../../store/caseMessages.js";
import type { Tried } from "../../store/caseMessages.js";
import * as customers from "../../store/customers.js";
import * as providerMessages from "../../store/providerMessages.js";
import type { Context } from "../context.js";
import { drawConsequence } from "../delivery/drawConsequence.js";
import { handOver, toChannelError } from "../delivery/handOver.js";
import { recordEarlyStatuses } from "../delivery/recordSmsStatus.js";
import { afterError, countRefusals, LEASE_MS, nextAttempt } from "../delivery/rules.js";
import { takeTurn } from "../delivery/waitForTurn.js";
import { composeReply } from "./composeReply.js";
import { noteMessage } from "./noteMessage.js";
import { readRefusal } from "./readRefusal.js";
import { isLate, lateReason } from "./replyRules.js";

/**
 * Sends the message to a customer that is due for longest; false when none is due. Killed at any point it leaves a
 * lease that runs out, after which any worker does the same again, with the same Message-ID. It has no quiet hours and
 * no breaker: a person has written it to a person.
 */
export async function dispatchReply(context: Context, channels: Channels, clock: Clock): Promise<boolean> {
  const now = clock.now();
  const claimed = await caseMessages.claimNextDue(now, new Date(now.getTime() + LEASE_MS), newSecret());
  if (!claimed) return false;
  await dispatch(context, { channel: channels[claimed.channel], clock, claimed });
  return true;
}

interface Claimed {
  channel: Channel;
  clock: Clock;
  claimed: CaseMessage;
}

async function dispatch(context: Context, { channel, clock, claimed }: Claimed): Promise<void> {
  const now = clock.now();
  const customer = await customers.find(claimed.customer);
  const refusal = customer ? await readRefusal(customer, channel.name, claimed.address) : "no_address";
  const late = lateReason(claimed, now);
  const reason = refusal ?? (late !== "lost" && late);
  if (reason) return fail(context, claimed, { reason, at: now });
  if (late) return endLost(context, { channel, clock, claimed });
  const wait = await takeTurn(channel, claimed.turn, now);
  if (wait) return void (await caseMessages.moveToScheduled(claimed, { dueAt: wait.at, turn: wait.turn }));
  const message = await composeReply(context, claimed, now);
  const { index, attempt } = nextAttempt(claimed, channel.name, { to: claimed.address, now });
  if (!(await caseMessages.setAttempt(claimed, index, attempt))) return; // another worker has it by now
  let receipt: Receipt;
  try {
    receipt = await handOver(channel, message, { tries: claimed.attempts, now });
  } catch (cause) {
    const endedAt = clock.now();
    const error = toChannelError(context, channel, { error: cause, about: idOf(claimed), now: endedAt });
    return endRefused(context, { claimed, index, attempt }, { error, now: endedAt });
  }
  await endAccepted(context, { channel, clock, claimed }, { index, attempt, receipt });
}

/** A late message of which nobody knows whether it was sent goes out no more: its provider may know. */
async function endLost(context: Context, { channel, clock, claimed }: Claimed): Promise<void> {
  const index = claimed.attempts.length - 1;
  const attempt = claimed.attempts[index]!;
  const receipt = await findLost(context, { channel, clock, claimed });
  if (receipt) await endAccepted(context, { channel, clock, claimed }, { index, attempt, receipt });
  else await fail(context, claimed, { reason: "lost", at: clock.now() });
}

/** Null also where the provider cannot be asked now: by tomorrow it would be no news any more. */
async function findLost(context: Context, { channel, clock, claimed }: Claimed): Promise<Receipt | null> {
  try {
    return await channel.findSent(await composeReply(context, claimed, clock.now()));
  } catch (error) {
    toChannelError(context, channel, { error, about: idOf(claimed), now: clock.now() });
    return null;
  }
}

async function endAccepted(
  context: Context,
  { channel, clock, claimed }: Claimed,
  { index, attempt, receipt }: Tried & { receipt: Receipt },
): Promise<void> {
  const accepted: Attempt = { ...attempt, ...receipt, endedAt: clock.now(), outcome: "accepted" };
  if (receipt.providerId) await providerMessages.insert(receipt.providerId, claimed.id, accepted.endedAt!);
  const isSent = await caseMessages.moveToSent(claimed, { index, attempt: accepted });
  if (receipt.providerId) await recordEarlyStatuses(context, channel, { ...receipt, now: clock.now() });
  if (!isSent)
    context.logger.warn(idOf(claimed), "the lease ran out while sending: a repeat may have gone out");
}

async function endRefused(
  context: Context,
  { claimed, index, attempt }: Tried & { claimed: CaseMessage },
  { error, now }: { error: ChannelError; now: Date },
): Promise<void> {
  const isRefusal = error.isPermanent || error.consequence !== "channel_down";
  const outcome = error.isPermanent ? "refused" : "deferred";
  const ended: Attempt = { ...attempt, endedAt: now, code: error.code, ...(isRefusal && { outcome }) };
  const tried = { index, attempt: ended };
  await drawConsequence(error, ended, { customer: claimed.customer, now });
  const tries = countRefusals(claimed, claimed.channel) + 1;
  const next = afterError(error, { tries, others: [], now });
  context.logger.info({ ...idOf(claimed), code: error.code, next: next.next }, "not accepted");
  if (next.next === "retry" && !isLate(claimed, now))
    await caseMessages.moveToScheduled(claimed, { dueAt: next.dueAt, tried });
  else await fail(context, claimed, { reason: reasonOf(error), at: now, tried });
}

/** Whoever is killed before the case tells of it leaves that to noteLeftMessages. */
async function fail(
  context: Context,
  claimed: CaseMessage,
  how: Parameters<typeof caseMessages.moveToFailed>[1],
): Promise<void> {
  if (!(await caseMessages.moveToFailed(claimed, how))) return;
  await noteMessage(context, (await caseMessages.find(claimed.id)) ?? claimed);
}

function reasonOf({ isPermanent, consequence }: ChannelError) {
  if (consequence === "opt_out") return "stopped";
  if (consequence === "suppress") return "bounced";
  return isPermanent ? "refused" : "gave_up";
}

function idOf({ id }: CaseMessage) {
  return { caseMessage: id };
}
