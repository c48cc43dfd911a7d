import type { UpdateQuery } from "mongoose";
import { NotFound } from "../lib/errors.js";
import type { ChannelName } from "../records/channel.js";
import type {
  Attempt,
  FailReason,
  Invitation,
  InvitationState,
  SkipReason,
  UnconfirmedClick,
} from "../records/invitation.js";
import { insertNew, insertOnce, toDocument } from "./document.js";
import { claimDue } from "./claimDue.js";
import { gather, gatherChanges, gatherFinds, LATER, UNHURRIED } from "./gather.js";
import { Invitations, toInvitation, type InvitationDocument } from "./invitationSchema.js";
import { NONE_LEFT, type NextReminder } from "./reminders.js";

const KEPT_CLICKS = 20;

const findOneByToken = gatherFinds(Invitations, "token");
const claim = gather(claimDue, UNHURRIED);
const beginAttempt = gatherChanges(Invitations, UNHURRIED);
const endAttempt = gatherChanges(Invitations, UNHURRIED);
const changeLater = gatherChanges(Invitations, LATER);

/** The invitation, or null. */
export async function find(id: string): Promise<Invitation | null> {
  const found = await Invitations.findById(id).lean();
  return found && toInvitation(found);
}

/** The invitation; throws NotFound. */
export async function get(id: string): Promise<Invitation> {
  const invitation = await find(id);
  if (!invitation) throw new NotFound(`No invitation has the id "${id}".`);
  return invitation;
}

/** The invitation that a link opens, or null. */
export async function findByToken(token: string): Promise<Invitation | null> {
  const found = await findOneByToken(token);
  return found && toInvitation(found);
}

/** False when the id is taken. */
export async function insert(invitation: Invitation): Promise<boolean> {
  return insertOnce(() => Invitations.create([toDocument(invitation, "id")]));
}

/**
 * Inserts with one command. The places of those about which their trigger had decided already are returned: the
 * first decision stands.
 */
export async function insertAll(invitations: readonly Invitation[]): Promise<Set<number>> {
  const documents = invitations.map((invitation) => toDocument(invitation, "id"));
  return insertNew(() => Invitations.collection.insertMany(documents as never[], { ordered: false }));
}

/**
 * Claims the one that is due for longest: a scheduled one, or one whose worker died. A conditional update, so of two
 * workers the loser gets another one, or null when nothing is due. The result is the invitation after the claim.
 */
export async function claimNextDue(now: Date, leaseUntil: Date, lease: string): Promise<Invitation | null> {
  return claim({ now, leaseUntil, lease });
}

/** Changes nothing that the claim no longer holds: every result below is false for a lost lease. */
async function moveUnderLease(
  id: string,
  lease: string,
  update: UpdateQuery<InvitationDocument>,
): Promise<boolean> {
  const result = await Invitations.updateOne({ _id: id, state: "sending", lease }, update);
  return result.matchedCount === 1;
}

/** Writes an attempt before the provider is called. False when the lease was lost: then do not call. */
export async function insertAttempt(
  claimed: Invitation,
  attempt: Attempt,
  isReaddressed = false,
): Promise<boolean> {
  const { channel, to } = attempt;
  const { id, lease, attempts } = claimed;
  const update = {
    $push: { attempts: attempt },
    $set: { channel, ...(channel === "sms" && { smsTo: to }), ...(isReaddressed && { isReaddressed }) },
  };
  const isNew = { [`attempts.${attempts.length}`]: { $exists: false } };
  return beginAttempt({ id, filter: { state: "sending", lease, ...isNew }, update, mark: { lease } });
}

/** Goes on with an attempt that found its provider down, as `insertAttempt` begins one. */
export async function setAttempt(claimed: Invitation, index: number, attempt: Attempt): Promise<boolean> {
  return moveUnderLease(claimed.id, claimed.lease!, { $set: { [`attempts.${index}`]: attempt } });
}

/**
 * The provider took it. `index` is the attempt's place. False when the lease was lost meanwhile; an answer that
 * was quicker than the provider's receipt is no such loss, and stands.
 */
export async function moveToSent(
  claimed: Invitation,
  index: number,
  attempt: Attempt,
  next: NextReminder | null = null,
): Promise<boolean> {
  const sentAt = attempt.endedAt!;
  const sent = { sentAt, [`attempts.${index}`]: attempt, updatedAt: sentAt };
  const isMoved = await endAttempt({
    id: claimed.id,
    filter: { state: "sending", lease: claimed.lease },
    update: {
      $set: { ...sent, ...next, state: "sent", dueAt: claimed.expiresAt },
      $unset: { lease: 1 },
    },
    mark: { sentAt },
  });
  if (isMoved) return true;
  const result = await Invitations.updateOne(
    { _id: claimed.id, state: "answered", [`attempts.${index}.startedAt`]: attempt.startedAt },
    { $set: sent },
  );
  return result.matchedCount === 1;
}

/** The provider did not take it now, or another channel is to be tried: due again at `dueAt`. */
export async function moveToScheduled(
  claimed: Invitation,
  change: {
    dueAt: Date;
    now: Date;
    channel?: ChannelName;
    attempt?: { index: number; attempt: Attempt };
    turn?: string;
  },
): Promise<boolean> {
  const { dueAt, now, channel, attempt, turn } = change;
  return moveUnderLease(claimed.id, claimed.lease!, {
    $set: {
      state: "scheduled",
      dueAt,
      updatedAt: now,
      ...(channel && { channel }),
      ...(turn && { turn }),
      ...(attempt && { [`attempts.${attempt.index}`]: attempt.attempt }),
    },
    $unset: { lease: 1 },
  });
}

/** Tried and given up. */
export async function moveToFailed(
  claimed: Invitation,
  change: {
    reason: FailReason;
    now: Date;
    attempt?: { index: number; attempt: Attempt };
  },
): Promise<boolean> {
  const { reason, now, attempt } = change;
  return moveUnderLease(claimed.id, claimed.lease!, {
    $set: {
      state: "failed",
      reason,
      updatedAt: now,
      ...(attempt && { [`attempts.${attempt.index}`]: attempt.attempt }),
    },
    $unset: { lease: 1, dueAt: 1 },
  });
}

/** The last look said no. */
export async function moveToSkipped(claimed: Invitation, reason: SkipReason, now: Date): Promise<boolean> {
  return moveUnderLease(claimed.id, claimed.lease!, {
    $set: { state: "skipped", reason, updatedAt: now },
    $unset: { lease: 1, dueAt: 1 },
  });
}

/** Cancels what is planned for a customer unless an event of this type came. Returns those that were cancelled. */
export async function cancelPlanned(
  customer: string,
  eventType: string,
  occurredAt: Date,
  now: Date,
): Promise<Invitation[]> {
  const planned = await Invitations.find({
    customer,
    state: "scheduled",
    unless: eventType,
    eventOccurredAt: { $lt: occurredAt },
  }).lean();
  const cancelled: Invitation[] = [];
  for (const one of planned) {
    const result = await Invitations.updateOne(
      { _id: one._id, state: "scheduled" },
      { $set: { state: "skipped", reason: "cancelled_by_event", updatedAt: now }, $unset: { dueAt: 1 } },
    );
    if (result.modifiedCount === 1) cancelled.push(toInvitation(one));
  }
  return cancelled;
}

/**
 * An answer came. Also from `scheduled`, `sending`, `failed` and `skipped`: a mail may have arrived although its
 * server never said so, and who answers has got it.
 */
export async function moveToAnswered(id: string, now: Date): Promise<boolean> {
  const open: InvitationState[] = [
    "scheduled",
    "sending",
    "sent",
    "delivered",
    "expired",
    "failed",
    "skipped",
  ];
  return changeLater({
    id,
    filter: { state: { $in: open } },
    update: {
      $set: { state: "answered", reason: null, answeredAt: now, updatedAt: now },
      $unset: { dueAt: 1, lease: 1, ...NONE_LEFT },
    },
    mark: { answeredAt: now },
  });
}

/** Notes the first opening; a later one changes nothing. */
export async function setOpened(invitation: Invitation, now: Date): Promise<void> {
  if (invitation.openedAt) return;
  await changeLater({ id: invitation.id, filter: {}, update: { $min: { openedAt: now } }, mark: {} });
}

/** Keeps a fetched score link, the newest of them, and the opening if it was one. */
export async function insertClick(
  { id }: Invitation,
  click: UnconfirmedClick,
  isOpened: boolean,
): Promise<void> {
  const update = {
    ...(isOpened && { $min: { openedAt: click.at } }),
    $push: { unconfirmedClicks: { $each: [click], $slice: -KEPT_CLICKS } },
  };
  await changeLater({ id, filter: {}, update, mark: {} });
}
