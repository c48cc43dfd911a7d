import type { Invitation, SkipReason } from "../../records/invitation.js";
import * as customers from "../../store/customers.js";
import * as invitations from "../../store/invitations.js";
import { mayHaveArrived } from "./rules.js";

/**
 * The last look said no. What was tried until it expired has failed, visibly, rather than been skipped. The customer
 * is given back unless an earlier try may have arrived, or the lease was lost: then another worker has asked them.
 */
export async function endUnsent(claimed: Invitation, reason: SkipReason, now: Date): Promise<void> {
  const hasFailed = reason === "expired" && claimed.attempts.length > 0;
  const isEnded = hasFailed
    ? await invitations.moveToFailed(claimed, { reason: "gave_up", now })
    : await invitations.moveToSkipped(claimed, reason, now);
  if (isEnded && !mayHaveArrived(claimed.attempts)) await customers.releaseAsk(claimed.customer, claimed.id);
}
