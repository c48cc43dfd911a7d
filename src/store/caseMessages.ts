import { model, type UpdateQuery } from "mongoose";
import type { CaseMessage, MessageFailure, MessageState } from "../records/caseMessage.js";
import type { Attempt } from "../records/invitation.js";
import { attemptPart } from "./attemptPart.js";
import { insertOnce, recordSchema, toDocument, toRecord, type Stored } from "./document.js";

type MessageDocument = Stored<CaseMessage, "id">;

// Shard key when there are many: { case: "hashed" }.
const schema = recordSchema<MessageDocument>("caseMessages", {
  case: String,
  customer: String,
  direction: String,
  channel: String,
  address: String,
  subject: String,
  text: String,
  at: Date,
  by: String,
  introducedAs: String,
  state: String,
  reason: String,
  failedAt: Date,
  attempts: [attemptPart],
  sentAt: Date,
  dueAt: Date,
  lease: String,
  turn: String,
  messageId: String,
  inReplyTo: String,
  references: [String],
  isAutomatic: Boolean,
  isOpen: Boolean,
});
schema.index({ case: 1, at: 1 }); // the conversation of a case
schema.index({ customer: 1, at: -1 }); // a customer's story
schema.index({ address: 1, at: -1 }); // to which case a text belongs
schema.index({ dueAt: 1 }, { sparse: true }); // what has to be sent
schema.index({ isOpen: 1 }, { sparse: true }); // what a killed process has left

export const CaseMessages = model("CaseMessage", schema);

/** Where an answer may come from; "sending" may have arrived although nobody knows. */
const MAY_HAVE_ARRIVED: MessageState[] = ["sending", "sent"];

/** The message, or null. */
export async function find(id: string): Promise<CaseMessage | null> {
  const found = await CaseMessages.findById(id).lean();
  return found && toRecord<CaseMessage>(found, "id");
}

/** False when it is there already: a form was sent twice, or a mail came again. */
export async function insert(message: CaseMessage): Promise<boolean> {
  return insertOnce(() => CaseMessages.create([toDocument(message, "id")]));
}

/** What was written about a case, the newest `limit` of it, in order. */
export async function listByCase(theCase: string, limit: number): Promise<CaseMessage[]> {
  const found = await CaseMessages.find({ case: theCase }).sort({ at: -1 }).limit(limit).lean();
  return found.map(toMessage).sort(inOrder);
}

/** What a customer wrote and got, newest first. */
export async function listByCustomer(customer: string, limit: number): Promise<CaseMessage[]> {
  const found = await CaseMessages.find({ customer }).sort({ at: -1 }).limit(limit).lean();
  return found.map(toMessage);
}

/** The newest text message to a number since an instant that may have arrived, or null. */
export async function findLastText(number: string, since: Date): Promise<CaseMessage | null> {
  const found = await CaseMessages.findOne({
    address: number,
    channel: "sms",
    direction: "out",
    state: { $in: MAY_HAVE_ARRIVED },
    at: { $gte: since },
  })
    .sort({ address: 1, at: -1 })
    .lean();
  return found && toMessage(found);
}

/** What was texted to a number since an instant, newest first. */
export async function listTextsTo(number: string, since: Date, limit: number): Promise<CaseMessage[]> {
  const found = await CaseMessages.find({
    address: number,
    channel: "sms",
    direction: "out",
    at: { $gte: since },
  })
    .sort({ address: 1, at: -1 })
    .limit(limit)
    .lean();
  return found.map(toMessage);
}

/** Claims the one that is due for longest, as store/invitations does; null when none is due. */
export async function claimNextDue(now: Date, leaseUntil: Date, lease: string): Promise<CaseMessage | null> {
  const waiting: MessageState[] = ["scheduled", "sending"];
  const found = await CaseMessages.findOneAndUpdate(
    { dueAt: { $lte: now }, state: { $in: waiting } },
    { $set: { state: "sending", dueAt: leaseUntil, lease } },
    { sort: { dueAt: 1 }, returnDocument: "after" },
  ).lean();
  return found && toMessage(found);
}

/** Writes an attempt before the provider is called. False when the lease was lost: then do not call. */
export async function setAttempt(claimed: CaseMessage, index: number, attempt: Attempt): Promise<boolean> {
  return moveUnderLease(claimed, { $set: { [`attempts.${index}`]: attempt } });
}

/** What is known after a try. */
export interface Tried {
  index: number;
  attempt: Attempt;
}

/** The provider took it. False when the lease was lost meanwhile. */
export async function moveToSent(claimed: CaseMessage, { index, attempt }: Tried): Promise<boolean> {
  return moveUnderLease(claimed, {
    $set: { state: "sent", sentAt: attempt.endedAt!, [`attempts.${index}`]: attempt },
    $unset: { lease: 1, dueAt: 1, turn: 1 },
  });
}

/** It goes out later: the provider did not take it now, or its turn comes. */
export async function moveToScheduled(
  claimed: CaseMessage,
  { dueAt, turn, tried }: { dueAt: Date; turn?: string; tried?: Tried },
): Promise<boolean> {
  return moveUnderLease(claimed, {
    $set: { state: "scheduled", dueAt, ...(turn && { turn }), ...triedFields(tried) },
    $unset: { lease: 1 },
  });
}

/** It does not go out any more, and the case has to tell so. */
export async function moveToFailed(
  claimed: CaseMessage,
  { reason, at, tried }: { reason: MessageFailure; at: Date; tried?: Tried },
): Promise<boolean> {
  return moveUnderLease(claimed, {
    $set: { state: "failed", reason, failedAt: at, isOpen: true, ...triedFields(tried) },
    $unset: { lease: 1, dueAt: 1, turn: 1 },
  });
}

/** A provider tells that what it had taken did not arrive, and the case has to tell so. False for a repeat. */
export async function moveToCameBack(
  { id }: CaseMessage,
  { index, at, ...told }: { index: number; at: Date } & Partial<Attempt>,
): Promise<boolean> {
  const result = await CaseMessages.updateOne(
    { _id: id, state: "sent" },
    {
      $set: {
        state: "failed",
        reason: "came_back",
        failedAt: at,
        isOpen: true,
        ...attemptFields(index, told),
      },
    },
  );
  return result.modifiedCount === 1;
}

/** A provider tells that it arrived, or that its reader complained. */
export async function setTold(
  { id }: CaseMessage,
  { index, ...told }: { index: number } & Partial<Attempt>,
): Promise<void> {
  await CaseMessages.updateOne({ _id: id }, { $set: attemptFields(index, told) });
}

/** It belongs to another case of the same customer: the one that is open. */
export async function setCase(id: string, theCase: string): Promise<void> {
  await CaseMessages.updateOne({ _id: id }, { $set: { case: theCase } });
}

/** The case tells of it, as it was read: of what failed meanwhile it has yet to tell. */
export async function moveToDone({ id, state }: CaseMessage): Promise<void> {
  const failed: MessageState = "failed";
  const notSince = state === failed ? {} : { state: { $ne: failed } };
  await CaseMessages.updateOne({ _id: id, ...notSince }, { $unset: { isOpen: 1 } });
}

/** The oldest messages from before an instant of which their case does not tell: the process was killed. */
export async function listLeftBefore(before: Date, limit: number): Promise<CaseMessage[]> {
  const found = await CaseMessages.find({ isOpen: true, at: { $lt: before } })
    .sort({ at: 1, _id: 1 })
    .limit(limit)
    .lean();
  return found.map(toMessage);
}

/** Changes nothing that the claim no longer holds. */
async function moveUnderLease(
  { id, lease }: CaseMessage,
  update: UpdateQuery<MessageDocument>,
): Promise<boolean> {
  const result = await CaseMessages.updateOne({ _id: id, state: "sending", lease }, update);
  return result.matchedCount === 1;
}

function triedFields(tried: Tried | undefined) {
  return tried ? { [`attempts.${tried.index}`]: tried.attempt } : {};
}

function attemptFields(index: number, told: Partial<Attempt>) {
  return Object.fromEntries(
    Object.entries(told).map(([name, value]) => [`attempts.${index}.${name}`, value]),
  );
}

function toMessage(document: object): CaseMessage {
  return toRecord<CaseMessage>(document, "id");
}

/** Also of two in the same instant: their ids begin with the time. */
function inOrder(a: CaseMessage, b: CaseMessage): number {
  return a.at.getTime() - b.at.getTime() || (a.id < b.id ? -1 : 1);
}
