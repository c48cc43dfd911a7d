import type { Attempt, Invitation } from "../../records/invitation.js";
import * as reminders from "../../store/reminders.js";
import { nextReminder, type AfterError, type NextAttempt } from "./rules.js";

/** The provider took the reminder, and the next one is waited for. False when the lease was lost. */
export async function noteReminded(claimed: Invitation, index: number, attempt: Attempt): Promise<boolean> {
  const next = nextReminder(claimed, { sent: claimed.reminder!, sentAt: attempt.endedAt! });
  return reminders.moveToReminded(claimed, { index, attempt }, next);
}

/**
 * The provider did not take the reminder. It is tried again as an ask would be, but giving it up ends neither the ask,
 * which can still be answered, nor the customer's quiet period.
 */
export async function noteRefused(
  claimed: Invitation,
  tried: NextAttempt,
  { next, now }: { next: AfterError; now: Date },
): Promise<void> {
  const again =
    next.next === "retry" && next.dueAt < claimed.expiresAt
      ? { remindAt: next.dueAt, reminder: claimed.reminder! }
      : nextReminder(claimed, { sent: claimed.reminder!, sentAt: now });
  await reminders.moveOn(claimed, again, { now, tried });
}

/** The last look said that this customer needs no reminder of this ask any more, neither this one nor the next. */
export async function leaveOut(claimed: Invitation): Promise<void> {
  await reminders.remove(claimed);
}
