import type { ChannelName } from "../records/channel.js";
import type { Invitation } from "../records/invitation.js";
import { Invitations } from "./invitationSchema.js";

/** Puts a claimed ask back that may not go out yet: a new plan, no try. False when the lease was lost. */
export async function moveToLater(
  { id, lease, attempts }: Invitation,
  { dueAt, channel, now }: { dueAt: Date; channel: ChannelName; now: Date },
): Promise<boolean> {
  const isFirst = attempts.length === 0;
  const result = await Invitations.updateOne(
    { _id: id, state: "sending", lease },
    {
      $set: { state: "scheduled", dueAt, channel, updatedAt: now, ...(isFirst && { sendAt: dueAt }) },
      $unset: { lease: 1 },
    },
  );
  return result.matchedCount === 1;
}
