import type { Invitation, InvitationState } from "../records/invitation.js";
import { Invitations, toInvitation } from "./invitationSchema.js";

const WAITING: InvitationState[] = ["scheduled", "sending"];

/** A wish for one due invitation, under a lease of its own. */
export interface Claim {
  now: Date;
  leaseUntil: Date;
  lease: string;
}

/** One due invitation for each claim, those that are due for longest first; null when no more is due. */
export async function claimDue(claims: Claim[]): Promise<(Invitation | null)[]> {
  const [first, ...others] = claims as [Claim, ...Claim[]];
  if (others.length > 0) return claimSeveral(claims);
  const found = await Invitations.findOneAndUpdate(dueAt(first.now), toClaimed(first), {
    sort: { dueAt: 1 },
    returnDocument: "after",
  }).lean();
  return [found && toInvitation(found)];
}

/** What another process takes between the look and the claim is made up for by looking again. */
async function claimSeveral(claims: Claim[]): Promise<(Invitation | null)[]> {
  const claimed = new Map<string, Invitation>();
  let left = claims;
  let isMore = true;
  while (isMore) {
    const due = await listDue(left);
    isMore = due.length === left.length;
    if (due.length > 0) for (const one of await claimThese(due, left)) claimed.set(one.lease!, one);
    left = left.filter(({ lease }) => !claimed.has(lease));
    if (left.length === 0) break;
  }
  return claims.map(({ lease }) => claimed.get(lease) ?? null);
}

async function listDue(claims: Claim[]): Promise<Invitation[]> {
  const now = new Date(Math.min(...claims.map((claim) => claim.now.getTime())));
  const found = await Invitations.find(dueAt(now)).sort({ dueAt: 1 }).limit(claims.length).lean();
  return found.map(toInvitation);
}

/**
 * Every claim, retry and end moves `dueAt` or the state: where both are as they were read, the rest is too. A claim
 * need not be durable by itself: the attempt is, it is written to the same document before anything is sent, and it
 * fails where the claim was lost.
 */
async function claimThese(due: Invitation[], claims: Claim[]): Promise<Invitation[]> {
  const pairs = due.map((one, place) => ({ one, claim: claims[place]! }));
  const writes = pairs.map(({ one, claim }) => ({
    updateOne: { filter: { _id: one.id, dueAt: one.dueAt, state: one.state }, update: toClaimed(claim) },
  }));
  const { matchedCount } = await Invitations.collection.bulkWrite(writes as never[], {
    ordered: false,
    writeConcern: { w: 1 },
  });
  if (matchedCount === due.length)
    return pairs.map(({ one, claim }) => ({ ...one, ...toClaimed(claim).$set }));
  const found = await Invitations.find({
    _id: { $in: due.map(({ id }) => id) },
    lease: { $in: claims.map(({ lease }) => lease) },
  }).lean();
  return found.map(toInvitation);
}

function dueAt(now: Date) {
  return { dueAt: { $lte: now }, state: { $in: WAITING } };
}

function toClaimed({ leaseUntil, lease }: Claim) {
  return { $set: { state: "sending" as const, dueAt: leaseUntil, lease } };
}
