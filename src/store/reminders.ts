import type { UpdateQuery } from "mongoose";
import type { Attempt, Invitation, InvitationState } from "../records/invitation.js";
import type { Claim } from "./claimDue.js";
import { gather } from "./gather.js";
import { Invitations, toInvitation, type InvitationDocument } from "./invitationSchema.js";

/** While a reminder waits, and while it is sent, the ask stays what it is. */
const ASKED: InvitationState[] = ["sent", "delivered"];

/** Also where an answer or the expiry ends the waiting. */
export const NONE_LEFT = { remindAt: 1, reminder: 1, remindLease: 1 } as const;

export interface NextReminder {
  remindAt: Date;
  reminder: number;
}

interface TriedReminder {
  index: number;
  attempt: Attempt;
}

/**
 * Claims the reminder that is due for longest, or one whose worker died; null when none is. The lease is not that of the
 * ask, which may be under way again. An answer takes all of it away, so that nothing is claimed or written after it;
 * what else became of the ask is for the last look to see, which then removes the reminder.
 */
export async function claimNextDue(now: Date, leaseUntil: Date, lease: string): Promise<Invitation | null> {
  return claim({ now, leaseUntil, lease });
}

/** Hands with nothing to do look together: where the first finds none, none is there for the others. */
const claim = gather(async (claims: Claim[]) => {
  const [first, ...others] = claims as [Claim, ...Claim[]];
  const found = await claimOne(first);
  return found ? [found, ...(await Promise.all(others.map(claimOne)))] : claims.map(() => null);
});

async function claimOne({ now, leaseUntil, lease }: Claim): Promise<Invitation | null> {
  const found = await Invitations.findOneAndUpdate(
    { remindAt: { $lte: now } },
    { $set: { remindAt: leaseUntil, remindLease: lease } },
    { sort: { remindAt: 1 }, returnDocument: "after" },
  ).lean();
  return found && toInvitation(found);
}

/** Changes nothing that the claim no longer holds: every result below is false for a lost lease. */
async function moveUnderLease(
  { id, remindLease }: Invitation,
  update: UpdateQuery<InvitationDocument>,
): Promise<boolean> {
  const result = await Invitations.updateOne({ _id: id, state: { $in: ASKED }, remindLease }, update);
  return result.matchedCount === 1;
}

/** Writes a try before the provider is called. False when the lease was lost, or an answer came: then do not call. */
export async function setTry(claimed: Invitation, { index, attempt }: TriedReminder): Promise<boolean> {
  const { channel, to } = attempt;
  const smsTo = channel === "sms" ? { smsTo: to } : {};
  return moveUnderLease(claimed, { $set: { [`attempts.${index}`]: attempt, channel, ...smsTo } });
}

/** The provider took it. An answer that was quicker stands, and the try is noted all the same. */
export async function moveToReminded(
  claimed: Invitation,
  { index, attempt }: TriedReminder,
  next: NextReminder | null,
): Promise<boolean> {
  const place = `attempts.${index}`;
  const tried = { [place]: attempt, updatedAt: attempt.endedAt! };
  if (await moveUnderLease(claimed, toNext(tried, next))) return true;
  const result = await Invitations.updateOne(
    { _id: claimed.id, state: "answered", [`${place}.startedAt`]: attempt.startedAt },
    { $set: tried },
  );
  return result.matchedCount === 1;
}

/** Not now, or not at all: the same or the next reminder is due then, or none any more. */
export async function moveOn(
  claimed: Invitation,
  next: NextReminder | null,
  { now, tried, turn }: { now: Date; tried?: TriedReminder; turn?: string },
): Promise<boolean> {
  const changed = {
    updatedAt: now,
    ...(turn && { turn }),
    ...(tried && { [`attempts.${tried.index}`]: tried.attempt }),
  };
  return moveUnderLease(claimed, toNext(changed, next));
}

/** No reminder any more, whatever the state has become. */
export async function remove({ id, remindLease }: Invitation): Promise<void> {
  await Invitations.updateOne({ _id: id, remindLease }, { $unset: NONE_LEFT });
}

function toNext(changed: object, next: NextReminder | null): UpdateQuery<InvitationDocument> {
  return next
    ? { $set: { ...changed, ...next }, $unset: { remindLease: 1 } }
    : { $set: changed, $unset: NONE_LEFT };
}
