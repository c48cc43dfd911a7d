import type { Invitation } from "../../records/invitation.js";
import * as invitations from "../../store/invitations.js";
import * as reminders from "../../store/reminders.js";

/** While its channel is stopped an ask looks again this often; thousands that wait come back little by little. */
const LOOK_AGAIN_MS = 5 * 60_000;

/** The channel is stopped: the ask or its reminder waits, and expires by its own rules. */
export async function waitForRestart(claimed: Invitation, now: Date): Promise<void> {
  const at = new Date(Math.min(now.getTime() + LOOK_AGAIN_MS, claimed.expiresAt.getTime()));
  const { reminder } = claimed;
  if (reminder) await reminders.moveOn(claimed, { remindAt: at, reminder }, { now });
  else await invitations.moveToScheduled(claimed, { dueAt: at, now });
}
