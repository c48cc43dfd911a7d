import { Invitations } from "./invitationSchema.js";
import { NONE_LEFT } from "./reminders.js";

/** Ends what was sent and not answered in time. Returns how many. */
export async function expireSent(now: Date): Promise<number> {
  const result = await Invitations.updateMany(
    { dueAt: { $lte: now }, state: { $in: ["sent", "delivered"] } },
    { $set: { state: "expired", updatedAt: now }, $unset: { dueAt: 1, ...NONE_LEFT } },
  );
  return result.modifiedCount;
}
