import { model } from "mongoose";
import type { ViewCounting } from "../records/viewDay.js";
import { isDuplicate, recordSchema, toRecord, type Stored } from "./document.js";
import { filterPart } from "./views.js";

const schema = recordSchema<Stored<ViewCounting, "hash">>("viewCountings", {
  filter: filterPart,
  from: String,
  to: String,
  dueAt: Date,
  lease: String,
  removeAt: Date,
});
schema.index({ dueAt: 1 }); // what nobody counts at the moment
schema.index({ removeAt: 1 }, { expireAfterSeconds: 0 }); // nobody wants to know any more

const ViewCountings = model("ViewCounting", schema);

/** Wants these days counted; a counting under way goes on, and then with these days. */
export async function set(
  { hash, ...wanted }: Omit<ViewCounting, "dueAt" | "lease">,
  now: Date,
): Promise<void> {
  const { filter, from, to, removeAt } = wanted;
  const write = () =>
    ViewCountings.updateOne(
      { _id: hash },
      { $set: { filter, from, to, removeAt }, $setOnInsert: { dueAt: now } },
      { upsert: true },
    );
  await write().catch((error: unknown) => {
    if (!isDuplicate(error)) throw error; // two wanted it first
    return write();
  });
}

/** Claims a filter's counting, or, without one, that which waits for longest; null when there is none. */
export async function claim({
  hash,
  now,
  leaseUntil,
  lease,
}: {
  hash?: string;
  now: Date;
  leaseUntil: Date;
  lease: string;
}): Promise<ViewCounting | null> {
  const found = await ViewCountings.findOneAndUpdate(
    { ...(hash && { _id: hash }), dueAt: { $lte: now } },
    { $set: { dueAt: leaseUntil, lease } },
    { sort: { dueAt: 1 }, returnDocument: "after" },
  ).lean();
  return found && toRecord<ViewCounting>(found, "hash");
}

/** Gives a claim back: there is more to count. */
export async function release({ hash, lease }: ViewCounting, now: Date): Promise<void> {
  await ViewCountings.updateOne({ _id: hash, lease: lease! }, { $set: { dueAt: now }, $unset: { lease: 1 } });
}

/** All that was claimed is counted. False when somebody wants other days by now: then there is more to count. */
export async function remove({ hash, lease, from, to }: ViewCounting): Promise<boolean> {
  return (await ViewCountings.deleteOne({ _id: hash, lease: lease!, from, to })).deletedCount === 1;
}
