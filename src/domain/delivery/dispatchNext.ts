import { ChannelError, type Channel, type Message, type Receipt } from "../../channels/channel.js";
import type { Channels } from "../../channels/index.js";
import type { Clock } from "../../lib/clock.js";
import { newSecret } from "../../lib/ids.js";
import type { Attempt, Invitation, SkipReason } from "../../records/invitation.js";
import type { ChannelName } from "../../records/channel.js";
import * as customers from "../../store/customers.js";
import * as invitations from "../../store/invitations.js";
import * as suppressions from "../../store/suppressions.js";
import * as surveyVersions from "../../store/surveyVersions.js";
import type { Context } from "../context.js";
import { optOut } from "../customers/optOut.js";
import { composeInvitation } from "./composeInvitation.js";
import { lastLook } from "./lastLook.js";
import { afterError, countRefusals, LEASE_MS } from "./rules.js";

/** What is handed to a provider, and what has to be known of it afterwards. */
interface Try {
  claimed: Invitation;
  index: number;
  attempt: Attempt;
  others: ChannelName[];
}

/**
 * Sends the invitation that is due for longest; false when none is due. Killed at any point it leaves a lease
 * that runs out, after which any worker does the same again: the same message id, the same link.
 */
export async function dispatchNext(context: Context, channels: Channels, clock: Clock): Promise<boolean> {
  const now = clock.now();
  const claimed = await invitations.claimNextDue(now, new Date(now.getTime() + LEASE_MS), newSecret());
  if (!claimed) return false;
  await dispatch(context, { channels, clock, claimed });
  const { touchpoint, metric, eventDay: day } = claimed;
  context.rollups.request({ kind: "asks", touchpoint, metric, day });
  return true;
}

async function dispatch(
  context: Context,
  { channels, clock, claimed }: { channels: Channels; clock: Clock; claimed: Invitation },
): Promise<void> {
  const now = clock.now();
  const look = await lastLook(claimed, now);
  if (look.reason !== null) return endUnsent(claimed, look.reason, now);
  const { customer, channel, address, others } = look;
  const version = await surveyVersions.get(claimed.survey, claimed.surveyVersion);
  const message = composeInvitation(context, { invitation: claimed, version, customer, channel, address });
  const attempt: Attempt = { channel, to: address, startedAt: now };
  if (!(await invitations.insertAttempt(claimed, attempt))) return; // another worker has it by now
  const one: Try = { claimed, index: claimed.attempts.length, attempt, others };
  try {
    const receipt = await handOver(channels[channel], message, { claimed, now });
    const accepted: Attempt = { ...attempt, ...receipt, endedAt: clock.now(), outcome: "accepted" };
    if (!(await invitations.moveToSent(claimed, one.index, accepted))) {
      context.logger.warn({ invitation: claimed.id }, "the lease ran out while sending: a repeat may have gone out");
    }
  } catch (error) {
    await endRefused(context, one, { error: toChannelError(context, error, claimed), now: clock.now() });
  }
}

/** A provider that can be asked is asked first whether an earlier try, whose outcome was lost, got through. */
async function handOver(
  channel: Channel,
  message: Message,
  { claimed, now }: { claimed: Invitation; now: Date },
): Promise<Receipt> {
  const lost = claimed.attempts.find((attempt) => attempt.channel === channel.name && !attempt.outcome);
  return (lost && (await channel.findSent(message, lost.startedAt))) ?? channel.send(message, now);
}

/** The last look said no. What was tried until it expired has failed, visibly, rather than been skipped. */
async function endUnsent(claimed: Invitation, reason: SkipReason, now: Date): Promise<void> {
  const hasFailed = reason === "expired" && claimed.attempts.length > 0;
  if (hasFailed) await invitations.moveToFailed(claimed, { reason: "gave_up", now });
  else await invitations.moveToSkipped(claimed, reason, now);
  await customers.releaseAsk(claimed.customer, claimed.id);
}

async function endRefused(context: Context, one: Try, { error, now }: { error: ChannelError; now: Date }): Promise<void> {
  const { claimed, index, others } = one;
  const isRefusal = error.isPermanent || error.consequence !== "channel_down";
  const attempt: Attempt = {
    ...one.attempt,
    endedAt: now,
    code: error.code,
    ...(isRefusal && { outcome: error.isPermanent ? "refused" : "deferred" }),
  };
  await drawConsequence(error, attempt, { customer: claimed.customer, now });
  const tries = countRefusals(claimed, attempt.channel) + 1;
  const next = afterError(error, { tries, others, now });
  const result = { index, attempt };
  context.logger.info({ invitation: claimed.id, channel: attempt.channel, code: error.code, next: next.next }, "not accepted");
  if (next.next === "retry") await invitations.moveToScheduled(claimed, { dueAt: next.dueAt, now, attempt: result });
  if (next.next === "fall_back") {
    await invitations.moveToScheduled(claimed, { dueAt: now, now, channel: next.channel, attempt: result });
  }
  if (next.next === "give_up" && (await invitations.moveToFailed(claimed, { reason: next.reason, now, attempt: result }))) {
    await customers.releaseAsk(claimed.customer, claimed.id);
  }
}

async function drawConsequence(
  { consequence }: ChannelError,
  { channel, to }: Attempt,
  { customer, now }: { customer: string; now: Date },
): Promise<void> {
  if (consequence === "suppress") await suppressions.insert({ channel, address: to, reason: "bounced", at: now });
  if (consequence === "opt_out") await optOut(await customers.get(customer), channel, { at: now, source: "provider" });
}

/** Anything unexpected counts as temporary, so that a fault of ours loses no ask. */
function toChannelError(context: Context, error: unknown, claimed: Invitation): ChannelError {
  if (!(error instanceof ChannelError)) {
    context.logger.error({ err: error, invitation: claimed.id }, "sending failed unexpectedly");
    return new ChannelError("Unexpected", { isPermanent: false, code: "internal", cause: error });
  }
  if (error.consequence === "channel_down") {
    context.logger.error({ code: error.code, invitation: claimed.id }, "a provider cannot be used: check its settings");
  }
  return error;
}
