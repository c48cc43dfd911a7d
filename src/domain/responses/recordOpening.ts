import type { Invitation } from "../../records/invitation.js";
import * as invitations from "../../store/invitations.js";
import { isScore } from "../metrics/rules.js";
import { deliveredAt, marksOf, type Origin } from "./rules.js";

/**
 * The page was fetched, or only its head, which opens nothing. A score in the link is kept as an unconfirmed click:
 * scanners follow every link.
 */
export async function recordOpening(
  invitation: Invitation,
  { score, origin }: { score: number | null; origin: Origin },
  now: Date,
): Promise<void> {
  const isOpened = origin.method !== "HEAD";
  if (score === null || !isScore(invitation.metric, score))
    return isOpened ? invitations.setOpened(invitation, now) : undefined;
  const marks = marksOf(now, origin, deliveredAt(invitation));
  await invitations.insertClick(invitation, { score, at: now, ...(marks.length > 0 && { marks }) }, isOpened);
}
