import { model } from "mongoose";
import { decodeCursor, encodeCursor, type Page } from "../lib/cursor.js";
import { NotFound } from "../lib/errors.js";
import type { MessageState, WebhookMessage, WebhookTry } from "../records/webhookMessage.js";
import { part, recordSchema, toDocument, toRecord, type Stored } from "./document.js";
import { gatherInserts } from "./gather.js";

const KEPT_TRIES = 20;

const schema = recordSchema<Stored<WebhookMessage, "id">>("webhookMessages", {
  endpoint: String,
  webhookId: String,
  type: String,
  body: String,
  customer: String,
  state: String,
  dueAt: Date,
  lease: String,
  begun: Number,
  tries: [part({ at: Date, tookMs: Number, status: Number, fault: String, answer: String })],
  at: Date,
  endedAt: Date,
  removeAt: Date,
});
schema.index({ endpoint: 1, dueAt: 1 }); // the queue of an endpoint: a dead one's is never looked through
schema.index({ endpoint: 1, at: -1, _id: -1 }); // the log
schema.index({ endpoint: 1, state: 1, at: -1, _id: -1 }); // the log by state, how many are dead
schema.index({ customer: 1 }, { sparse: true }); // a person who is erased
schema.index({ removeAt: 1 }, { expireAfterSeconds: 0 }); // it is a log, not an archive

export const Messages = model("WebhookMessage", schema);

const insertOne = gatherInserts(Messages);

/** The message of an endpoint; throws NotFound. */
export async function get(endpoint: string, webhookId: string): Promise<WebhookMessage> {
  const found = await Messages.findById(`${endpoint}|${webhookId}`).lean();
  if (!found) throw new NotFound("This message does not exist, or is not kept any longer.");
  return toRecord<WebhookMessage>(found, "id");
}

/** False when it is known already. */
export async function insert(message: WebhookMessage): Promise<boolean> {
  return insertOne(toDocument(message, "id"));
}

/** Those of the ids that are known. */
export async function listKnown(ids: readonly string[]): Promise<Set<string>> {
  const found = await Messages.find({ _id: { $in: ids } }, { _id: 1 }).lean();
  return new Set(found.map(({ _id }) => _id));
}

/**
 * Claims the message of these endpoints that is due for longest, also one whose worker died; null when none is due.
 * The claim counts as the beginning of a try.
 */
export async function claimNextDue(
  endpoints: readonly string[],
  { now, leaseUntil, lease }: { now: Date; leaseUntil: Date; lease: string },
): Promise<WebhookMessage | null> {
  const found = await Messages.findOneAndUpdate(
    { endpoint: { $in: endpoints }, dueAt: { $lte: now } },
    { $set: { dueAt: leaseUntil, lease }, $inc: { begun: 1 } },
    { sort: { dueAt: 1 }, returnDocument: "after" },
  ).lean();
  return found && toRecord<WebhookMessage>(found, "id");
}

/** Gives a claim back unused; it is due as before. */
export async function release({ id, lease }: WebhookMessage, now: Date): Promise<void> {
  await Messages.updateOne(
    { _id: id, lease },
    { $set: { dueAt: now }, $unset: { lease: 1 }, $inc: { begun: -1 } },
  );
}

/** It did not get through and is due again. False when the lease was lost: then another worker's word counts. */
export async function moveToWaiting(
  { id, lease }: WebhookMessage,
  { dueAt, made }: { dueAt: Date; made: WebhookTry },
): Promise<boolean> {
  const result = await Messages.updateOne(
    { _id: id, lease },
    { $set: { dueAt }, $unset: { lease: 1 }, ...noting(made) },
  );
  return result.matchedCount === 1;
}

/** It got through, or we gave it up. False when the lease was lost. */
export async function moveToEnd(
  { id, lease }: WebhookMessage,
  end: { state: "delivered" | "dead"; made: WebhookTry; endedAt: Date; removeAt: Date },
): Promise<boolean> {
  const { state, made, endedAt, removeAt } = end;
  const result = await Messages.updateOne(
    { _id: id, lease },
    { $set: { state, endedAt, removeAt }, $unset: { lease: 1, dueAt: 1 }, ...noting(made) },
  );
  return result.matchedCount === 1;
}

/** It got through, and nothing of it is kept. False when the lease was lost. */
export async function removeClaimed({ id, lease }: WebhookMessage): Promise<boolean> {
  return (await Messages.deleteOne({ _id: id, lease })).deletedCount === 1;
}

function noting(made: WebhookTry) {
  return { $push: { tries: { $each: [made], $slice: -KEPT_TRIES } } };
}

interface Again {
  now: Date;
  removeAt: Date;
}

/** Sends it now, as if it were new: what has ended once more, what waits before its time. False while a try is on. */
export async function moveToAgain(id: string, again: Again): Promise<boolean> {
  const result = await Messages.updateOne({ _id: id, lease: { $exists: false } }, toAgain(again));
  return result.matchedCount === 1;
}

/** Sends everything once more that was given up for an endpoint. Returns how many. */
export async function moveDeadToAgain(endpoint: string, again: Again): Promise<number> {
  return (await Messages.updateMany({ endpoint, state: "dead" }, toAgain(again))).modifiedCount;
}

function toAgain({ now, removeAt }: Again) {
  return { $set: { state: "waiting" as const, dueAt: now, begun: 0, removeAt }, $unset: { endedAt: 1 } };
}

export interface MessageQuery {
  endpoint: string;
  state?: MessageState;
  cursor?: string;
  limit: number;
}

/** What happened last first. An unreadable cursor begins at the top. */
export async function list({ endpoint, state, cursor, limit }: MessageQuery): Promise<Page<WebhookMessage>> {
  const filter: Record<string, unknown> = { endpoint, ...(state && { state }) };
  const after = cursor ? decodeCursor(cursor) : null;
  if (after) {
    const at = new Date(after.sortKey);
    filter["$or"] = [{ at: { $lt: at } }, { at, _id: { $lt: after.id } }];
  }
  const found = await Messages.find(filter)
    .sort({ at: -1, _id: -1 })
    .limit(limit + 1)
    .lean();
  const items = found.slice(0, limit).map((one) => toRecord<WebhookMessage>(one, "id"));
  const last = items.at(-1);
  return { items, next: found.length > limit && last ? encodeCursor(last.at.toISOString(), last.id) : null };
}

/** How many of an endpoint are in a state. */
export async function count(endpoint: string, state: MessageState): Promise<number> {
  return Messages.countDocuments({ endpoint, state });
}

/** Everything that an endpoint was or was to be told. */
export async function removeOf(endpoint: string): Promise<void> {
  await Messages.deleteMany({ endpoint });
}
