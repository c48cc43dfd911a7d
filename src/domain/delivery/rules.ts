import { addDuration } from "../../lib/duration.js";
import type { ChannelError } from "../../channels/channel.js";
import type { ChannelName } from "../../records/channel.js";
import type { Attempt, Invitation } from "../../records/invitation.js";

/** How long a worker may take for one invitation before others may think that it died. */
export const LEASE_MS = 60_000;

/** Waits after the first, second, ... try of a channel: a deferred mail is usually taken within the hour. */
const BACK_OFF_MINUTES = [1, 5, 15, 60, 180, 360];

/** While a provider is down every invitation looks again this often, until it expires. */
const DOWN_WAIT_MINUTES = 2;

export type AfterError =
  /** Try again at `dueAt`. */
  | { next: "retry"; dueAt: Date }
  /** Try the other channel now. */
  | { next: "fall_back"; channel: ChannelName }
  | { next: "give_up"; reason: "gave_up" | "refused" };

/**
 * What to do when a provider did not take it. `tries` counts this channel's refused or deferred tries, this one
 * included; `others` are the channels that are left.
 */
export function afterError(
  error: Pick<ChannelError, "isPermanent" | "consequence">,
  { tries, others, now }: { tries: number; others: readonly ChannelName[]; now: Date },
): AfterError {
  if (error.consequence === "channel_down") return { next: "retry", dueAt: later(now, DOWN_WAIT_MINUTES) };
  const wait = BACK_OFF_MINUTES[tries - 1];
  if (!error.isPermanent && wait !== undefined) return { next: "retry", dueAt: later(now, wait) };
  const [channel] = others;
  if (channel) return { next: "fall_back", channel };
  return { next: "give_up", reason: error.isPermanent ? "refused" : "gave_up" };
}

/** The channels that stand behind the current one in the invitation's order. */
export function channelsFrom(invitation: Invitation): ChannelName[] {
  const index = invitation.channels.findIndex((channel) => channel === invitation.channel);
  return invitation.channels.slice(Math.max(0, index));
}

export interface NextAttempt {
  /** Its place among the invitation's attempts. */
  index: number;
  attempt: Attempt;
}

/**
 * The attempt to write before the next try. While a provider is down all tries are one attempt that began with the
 * first of them: an outage over a weekend would leave thousands.
 */
export function nextAttempt(
  { attempts, reminder }: Pick<Invitation, "attempts" | "reminder">,
  channel: ChannelName,
  { to, now }: { to: string; now: Date },
): NextAttempt {
  const last = attempts.at(-1);
  const isSameMessage = last?.channel === channel && last.to === to && last.reminder === reminder;
  const goesOn = isSameMessage && last.endedAt && !last.outcome;
  return {
    index: goesOn ? attempts.length - 1 : attempts.length,
    attempt: { channel, to, startedAt: goesOn ? last.startedAt : now, ...(reminder && { reminder }) },
  };
}

/** Whether the customer may have got one of these: it was taken, or the process died and nobody knows. */
export function mayHaveArrived(attempts: readonly Attempt[]): boolean {
  return attempts.some((attempt) => attempt.outcome === "accepted" || !attempt.endedAt);
}

/** Whether an invitation has ended without reaching anybody: then it keeps no other from asking. */
export function cameToNothing({ state, attempts }: Pick<Invitation, "state" | "attempts">): boolean {
  return (state === "failed" || state === "skipped") && !mayHaveArrived(attempts);
}

/** Waits after the first and second mail that came back: their own servers have tried for hours before. */
const BOUNCE_BACK_OFF_HOURS = [4, 24];

/** As `afterError`, for a mail that was taken and came back. `bounces` counts those of this channel, this one included. */
export function afterBounce(
  kind: "soft" | "hard",
  { bounces, others, now }: { bounces: number; others: readonly ChannelName[]; now: Date },
): AfterError {
  const wait = BOUNCE_BACK_OFF_HOURS[bounces - 1];
  if (kind === "soft" && wait !== undefined) return { next: "retry", dueAt: later(now, wait * 60) };
  const [channel] = others;
  if (channel) return { next: "fall_back", channel };
  return { next: "give_up", reason: kind === "hard" ? "refused" : "gave_up" };
}

/** Whether a sent ask still waits for its answer. */
export function isOpen({ state }: Pick<Invitation, "state">): boolean {
  return state === "sent" || state === "delivered";
}

/** The channels for the reminder that is due, in order: the other one falls back to that of the ask. */
export function reminderChannels(invitation: Invitation): ChannelName[] {
  const { attempts, reminders = [], reminder = 1 } = invitation;
  const asked = attempts.find((attempt) => !attempt.reminder && attempt.outcome === "accepted")?.channel;
  const same = asked ?? (invitation.channel === "sms" ? "sms" : "email");
  const other = same === "sms" ? "email" : "sms";
  return reminders[reminder - 1]?.channel === "other" ? [other, same] : [same];
}

/**
 * The next reminder of a sent invitation; null when there is none before it expires. `sent` counts the reminders that
 * went out or were given up, `sentAt` is the time of the message before.
 */
export function nextReminder(
  { reminders = [], expiresAt }: Pick<Invitation, "reminders" | "expiresAt">,
  { sent, sentAt }: { sent: number; sentAt: Date },
): { remindAt: Date; reminder: number } | null {
  const reminder = reminders[sent];
  const remindAt = reminder && addDuration(sentAt, reminder.after);
  return remindAt && remindAt < expiresAt ? { remindAt, reminder: sent + 1 } : null;
}

/** The tries of the message at hand: of the ask, or of the reminder that is due. */
export function triesOf({ attempts, reminder }: Pick<Invitation, "attempts" | "reminder">): Attempt[] {
  return attempts.filter((attempt) => attempt.reminder === reminder);
}

/** How many tries of a channel a provider has answered with no, for this message's own sake. */
export function countRefusals(
  message: Pick<Invitation, "attempts" | "reminder">,
  channel: ChannelName,
): number {
  return triesOf(message).filter((attempt) => attempt.channel === channel && attempt.outcome === "deferred")
    .length;
}

function later(now: Date, minutes: number): Date {
  return new Date(now.getTime() + minutes * 60_000);
}
