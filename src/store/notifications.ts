import { model } from "mongoose";
import type { Notification, Way } from "../records/notification.js";
import { insertOnce, recordSchema, toDocument, toRecord, type Stored } from "./document.js";

const schema = recordSchema<Stored<Notification, "id">>("notifications", {
  user: String,
  way: String,
  kind: String,
  case: String,
  about: String,
  day: String,
  cadence: String,
  view: String,
  at: Date,
  state: String,
  dueAt: Date,
  lease: String,
  tries: Number,
  fault: String,
  endedAt: Date,
  removeAt: Date,
});
schema.index({ way: 1, dueAt: 1 }); // what has to go out
schema.index({ user: 1, way: 1, endedAt: -1 }); // whether somebody's chat works; what is under way to it
schema.index({ case: 1 }, { sparse: true }); // a person who is erased
schema.index({ removeAt: 1 }, { expireAfterSeconds: 0 }); // nobody looks at it again

export const Notifications = model("Notification", schema);

/** False when it was put down before. */
export async function insert(notification: Notification): Promise<boolean> {
  return insertOnce(() => Notifications.create([toDocument(notification, "id")]));
}

/** Those of the ids that were put down before. */
export async function listKnown(ids: readonly string[]): Promise<Set<string>> {
  const found = await Notifications.find({ _id: { $in: ids } }, { _id: 1 }).lean();
  return new Set(found.map(({ _id }) => _id));
}

/** Everything that a user was or is to be told, oldest first. */
export async function listByUser(user: string): Promise<Notification[]> {
  const found = await Notifications.find({ user }).sort({ at: 1, _id: 1 }).lean();
  return found.map((one) => toRecord<Notification>(one, "id"));
}

/**
 * Claims what is due for longest, also what a dead worker left, but for these users; null when nothing is due. The
 * claim counts as the beginning of a try.
 */
export async function claimNextDue(
  way: Way,
  { now, leaseUntil, lease }: { now: Date; leaseUntil: Date; lease: string },
  busy: readonly string[],
): Promise<Notification | null> {
  const found = await Notifications.findOneAndUpdate(
    { way, dueAt: { $lte: now }, ...(busy.length > 0 && { user: { $nin: busy } }) },
    { $set: { dueAt: leaseUntil, lease }, $inc: { tries: 1 } },
    { sort: { dueAt: 1 }, returnDocument: "after" },
  ).lean();
  return found && toRecord<Notification>(found, "id");
}

/** How many are under way to a user, by workers that live. */
export async function countUnderWay(user: string, way: Way, now: Date): Promise<number> {
  return Notifications.countDocuments({ user, way, lease: { $exists: true }, dueAt: { $gt: now } });
}

/** Gives a claim back unused; it is due again later. */
export async function release({ id, lease }: Notification, dueAt: Date): Promise<void> {
  await Notifications.updateOne(
    { _id: id, lease: lease! },
    { $set: { dueAt }, $unset: { lease: 1 }, $inc: { tries: -1 } },
  );
}

/** It did not get through and is due again. False when the lease was lost: then another worker's word counts. */
export async function moveToWaiting(
  { id, lease }: Notification,
  { dueAt, fault }: { dueAt: Date; fault: string },
): Promise<boolean> {
  const change = { $set: { dueAt, fault }, $unset: { lease: 1 } };
  return (await Notifications.updateOne({ _id: id, lease: lease! }, change)).matchedCount === 1;
}

/** It is over. False when the lease was lost. */
export async function moveToEnd(
  { id, lease }: Notification,
  end: { state: "sent" | "dropped" | "given_up"; fault?: string; endedAt: Date },
): Promise<boolean> {
  const change = { $set: end, $unset: { lease: 1, dueAt: 1 } };
  return (await Notifications.updateOne({ _id: id, lease: lease! }, change)).matchedCount === 1;
}

/** The one that ended last of those a user was told by a way; null when none has. */
export async function findLastEnded(user: string, way: Way): Promise<Notification | null> {
  const found = await Notifications.findOne({ user, way, endedAt: { $exists: true } })
    .sort({ endedAt: -1 })
    .lean();
  return found && toRecord<Notification>(found, "id");
}
