import type { Invitation } from "../../records/invitation.js";
import * as invitations from "../../store/invitations.js";
import { isScore } from "../metrics/rules.js";

/** The page was fetched. A score in the link is kept as an unconfirmed click: scanners follow every link. */
export async function recordOpening(invitation: Invitation, score: number | null, now: Date): Promise<void> {
  const click = score !== null && isScore(invitation.metric, score) ? { score, at: now } : null;
  await invitations.setOpened(invitation, click, now);
}
