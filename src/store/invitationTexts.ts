import type { Arrival, Attempt, Invitation, InvitationState } from "../records/invitation.js";
import { ARRIVALS } from "../records/invitation.js";
import { Invitations, toInvitation } from "./invitationSchema.js";
import * as providerMessages from "./providerMessages.js";

/** Nobody has so many asks open on one number. */
const MOST_OPEN = 20;

const MAY_BE_ANSWERED: InvitationState[] = ["scheduled", "sending", "sent", "delivered", "answered"];

/**
 * The asks that were texted to a number and may still be answered, newest first. Also such that have been answered,
 * since a comment may follow, and such whose outcome is not known: they may have arrived.
 */
export async function listOpenBySmsTo(number: string, now: Date): Promise<Invitation[]> {
  const found = await Invitations.find({
    smsTo: number,
    state: { $in: MAY_BE_ANSWERED },
    expiresAt: { $gt: now },
  })
    .limit(MOST_OPEN)
    .lean();
  return found.map(toInvitation).sort((a, b) => textedAt(b) - textedAt(a));
}

function textedAt({ attempts }: Invitation): number {
  const last = attempts.findLast(({ channel }) => channel === "sms");
  return last ? last.startedAt.getTime() : 0;
}

/** The invitation whose message has this id at its provider, or null. */
export async function findByProviderId(providerId: string): Promise<Invitation | null> {
  const invitation = await providerMessages.findInvitation(providerId);
  const found = invitation && (await Invitations.findById(invitation).lean());
  return found ? toInvitation(found) : null;
}

/** What a provider has told about one attempt. */
export interface Told {
  invitation: string;
  /** The attempt's place. */
  index: number;
  arrival: Arrival;
  now: Date;
}

/** It got further than was known. False when as much was told already: callbacks come twice and in any order. */
export async function setArrival({ invitation, index, arrival, now }: Told): Promise<boolean> {
  const result = await Invitations.updateOne(notYetTold(invitation, index, arrival), {
    $set: { [`attempts.${index}.arrival`]: arrival, updatedAt: now },
  });
  return result.modifiedCount === 1;
}

/** A provider says that it is there. Only what waits for this word: an answer says more. */
export async function moveToDelivered(id: string, now: Date): Promise<boolean> {
  const result = await Invitations.updateOne(
    { _id: id, state: "sent" },
    { $set: { state: "delivered", isUndelivered: false, updatedAt: now } },
  );
  return result.modifiedCount === 1;
}

/** What a provider says of an attempt that did not arrive. */
export interface Lost extends Omit<Told, "arrival"> {
  outcome: NonNullable<Attempt["outcome"]>;
  code: string;
}

/** Notes that it did not arrive, whatever became of the ask. False for a repeat. */
export async function setNotArrived(lost: Lost): Promise<boolean> {
  const { invitation, index } = lost;
  const result = await Invitations.updateOne(notYetTold(invitation, index, "undelivered"), {
    $set: fieldsOf(lost),
  });
  return result.modifiedCount === 1;
}

/** What is to become of an ask that did not arrive. */
export interface NotArrived extends Lost {
  /** When and by which channel it is tried again; absent: it stays undelivered. */
  again?: { dueAt: Date; channel: Invitation["channel"] };
}

/**
 * A provider says that it did not arrive: tried again, or undelivered for good. False when somebody has answered or
 * another try is under way, and for a repeat.
 */
export async function moveToNotArrived(told: NotArrived): Promise<boolean> {
  const { invitation, index, again } = told;
  const result = await Invitations.updateOne(
    {
      ...notYetTold(invitation, index, "undelivered"),
      state: "sent",
      [`attempts.${index + 1}`]: { $exists: false },
    },
    {
      $set: {
        ...fieldsOf(told),
        ...(again ? { state: "scheduled", ...again } : { isUndelivered: true }),
      },
    },
  );
  return result.modifiedCount === 1;
}

function fieldsOf({ index, outcome, code, now }: Lost) {
  const attempt = `attempts.${index}`;
  return {
    [`${attempt}.arrival`]: "undelivered",
    [`${attempt}.outcome`]: outcome,
    [`${attempt}.code`]: code,
    updatedAt: now,
  };
}

function notYetTold(id: string, index: number, arrival: Arrival) {
  const same = ARRIVALS.slice(ARRIVALS.indexOf(arrival));
  return { _id: id, [`attempts.${index}.arrival`]: { $nin: same } };
}
