import type { Invitation } from "../records/invitation.js";
import { Invitations } from "./invitationSchema.js";
import { inParts } from "./inParts.js";

/** What there is to say of a customer who was not asked. */
export type SkippedInvitation = Pick<
  Invitation,
  "id" | "customer" | "touchpoint" | "trigger" | "reason" | "updatedAt"
>;

const FIELDS = { customer: 1, touchpoint: 1, trigger: 1, reason: 1, updatedAt: 1 } as const;

/** The decisions not to ask, and the asks that came to nothing, since an instant; a thousand at a time. */
export function listSkippedSince(since: Date): AsyncGenerator<SkippedInvitation[]> {
  const found = Invitations.find({ updatedAt: { $gte: since }, state: "skipped" }, FIELDS).lean();
  return inParts(found.cursor({ batchSize: 1_000 }));
}
