import type { Invitation, SkipReason } from "../../records/invitation.js";
import * as customers from "../../store/customers.js";
import * as invitations from "../../store/invitations.js";
import { announce } from "../webhooks/announce.js";
import { ofSkipped } from "../webhooks/happenings.js";
import { leaveOut } from "./remind.js";
import { mayHaveArrived } from "./rules.js";

/** Reasons that only say that the time was over. */
const TOO_LATE: SkipReason[] = ["expired", "quiet_hours", "daily_cap"];

/**
 * The last look said no. What was tried until it expired has failed, visibly, rather than been skipped. The customer
 * is given back unless an earlier try may have arrived, or the lease was lost: then another worker has asked them.
 */
export async function endUnsent(
  claimed: Invitation,
  reason: SkipReason | "answered",
  now: Date,
): Promise<void> {
  if (claimed.reminder || reason === "answered") return leaveOut(claimed);
  const hasFailed = TOO_LATE.includes(reason) && claimed.attempts.length > 0;
  const isEnded = hasFailed
    ? await invitations.moveToFailed(claimed, { reason: "gave_up", now })
    : await invitations.moveToSkipped(claimed, reason, now);
  if (isEnded && !mayHaveArrived(claimed.attempts)) await customers.releaseAsk(claimed.customer, claimed.id);
  if (isEnded && !hasFailed) await announce(ofSkipped({ ...claimed, reason, updatedAt: now }));
}
