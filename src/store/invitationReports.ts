import type { ChannelName } from "../records/channel.js";
import type { Attempt, AttemptReport, FailReason, InvitationState } from "../records/invitation.js";
import { Invitations } from "./invitationSchema.js";
import { NONE_LEFT } from "./reminders.js";

/** States of an ask that a provider has taken and that has not ended. */
const OPEN: InvitationState[] = ["sent", "delivered"];

/** What a provider said of an attempt. `outranked` are the earlier words that it replaces. */
export interface ReportedAttempt {
  id: string;
  index: number;
  attempt: Pick<Attempt, "outcome" | "code"> & { report: AttemptReport; reportedAt: Date };
  /** Words of the same or a higher rank: one of them stands already, and nothing changes. */
  unlessReported: AttemptReport[];
}

/** Where an ask goes whose mail came back. */
export type AfterBounce =
  { state: "scheduled"; dueAt: Date; channel?: ChannelName } | { state: "failed"; reason: FailReason };

/** Notes the words about an attempt, whatever became of the ask. False when they say nothing new. */
export async function setReport(reported: ReportedAttempt): Promise<boolean> {
  const { id, now } = { id: reported.id, now: reported.attempt.reportedAt };
  const result = await Invitations.updateOne(
    { _id: id, ...notYet(reported) },
    { $set: { ...fieldsOf(reported), updatedAt: now } },
  );
  return result.matchedCount === 1;
}

/** The mail arrived. False when the ask is not waiting for that word any more. */
export async function moveToDelivered(id: string, now: Date): Promise<boolean> {
  const result = await Invitations.updateOne(
    { _id: id, state: "sent" },
    { $set: { state: "delivered", isUndelivered: false, updatedAt: now } },
  );
  return result.matchedCount === 1;
}

/**
 * The mail came back: it is tried again, by the other channel, or given up. False when the ask has ended or moved on
 * since it was read, or when this was said before.
 */
export async function moveAfterBounce(
  reported: ReportedAttempt,
  next: AfterBounce,
  attempts: number,
): Promise<boolean> {
  const now = reported.attempt.reportedAt;
  const isLast = { [`attempts.${attempts}`]: { $exists: false } };
  const { state, ...rest } = next;
  const result = await Invitations.updateOne(
    { _id: reported.id, state: { $in: OPEN }, ...isLast, ...notYet(reported) },
    {
      $set: {
        ...fieldsOf(reported),
        state,
        ...rest,
        updatedAt: now,
        ...(state === "failed" && { isUndelivered: true }),
      },
      $unset: { ...NONE_LEFT, ...(state === "failed" && { dueAt: 1 }) },
    },
  );
  return result.matchedCount === 1;
}

function notYet({ index, unlessReported }: ReportedAttempt) {
  return { [`attempts.${index}.report`]: { $nin: unlessReported } };
}

function fieldsOf({ index, attempt }: ReportedAttempt): Record<string, unknown> {
  const fields = Object.entries(attempt).filter(([, value]) => value !== undefined);
  return Object.fromEntries(fields.map(([name, value]) => [`attempts.${index}.${name}`, value]));
}
