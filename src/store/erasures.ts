import { model } from "mongoose";
import type { Erasure, Traces } from "../records/erasure.js";
import { insertOnce, part, recordSchema, toRecord, type Stored } from "./document.js";
import { gatherFinds } from "./gather.js";
import { keyedHash } from "./keyedHash.js";

const schema = recordSchema<Stored<Erasure, "id">>("erasures", {
  at: Date,
  by: String,
  customer: String,
  traces: part({
    addresses: [part({ channel: String, address: String })],
    invitations: [String],
    responses: [String],
    cases: [String],
    messages: [String],
    days: [part({ kind: String, touchpoint: String, metric: String, day: String })],
  }),
  revision: Number,
  clearedAt: Date,
  isCounted: Boolean,
  dueAt: Date,
  doneAt: Date,
});
schema.index({ dueAt: 1 }, { sparse: true }); // what is not done yet
schema.index({ clearedAt: 1 }, { sparse: true }); // roll-ups to repair

const Erasures = model("Erasure", schema);

const findOne = gatherFinds(Erasures);

/** The erasing of a customer, also when it is long done; null for whoever was not erased. */
export async function find(customer: string): Promise<Erasure | null> {
  const found = await findOne(keyedHash("customer", customer));
  return found && toRecord<Erasure>(found, "id");
}

/** Those of the customers who were erased or are being erased, with one query. */
export async function listErased(customers: readonly string[]): Promise<Set<string>> {
  const found = await Promise.all(customers.map(find));
  return new Set(customers.filter((_, place) => found[place]));
}

/** Begins; false when it was begun before: then that one goes on. */
export async function insert({
  customer,
  at,
  by,
}: {
  customer: string;
  at: Date;
  by: string;
}): Promise<boolean> {
  const begun = { _id: keyedHash("customer", customer), at, by, customer, revision: 0, dueAt: at };
  return insertOnce(() => Erasures.create([begun]));
}

/** Whether a number was that of somebody who was erased; whose it is by now is not said. */
export async function hasNumber(number: string): Promise<boolean> {
  return (await findOne(keyedHash("sms", number))) !== null;
}

/** A number of somebody who was erased, as a hash: what is texted from there later must not be kept. */
export async function insertNumber(number: string, { at, by }: Pick<Erasure, "at" | "by">): Promise<void> {
  await insertOnce(() =>
    Erasures.create([{ _id: keyedHash("sms", number), at, by, revision: 0, doneAt: at }]),
  );
}

/** Notes what has to be found after a kill: it is not cleared any more. Null when another one has noted more since, or all is done. */
export async function setTraces({ id, revision }: Erasure, traces: Traces): Promise<Erasure | null> {
  const found = await Erasures.findOneAndUpdate(
    { _id: id, revision, doneAt: { $exists: false } },
    { $set: { traces }, $unset: { clearedAt: 1, isCounted: 1 }, $inc: { revision: 1 } },
    { returnDocument: "after" },
  ).lean();
  return found && toRecord<Erasure>(found, "id");
}

/** Everything that was noted is removed; the job looks once more later. Not when more was noted since. */
export async function moveToCleared(
  { id, revision }: Erasure,
  { clearedAt, dueAt }: { clearedAt: Date; dueAt: Date },
): Promise<void> {
  await Erasures.updateOne(
    { _id: id, revision, doneAt: { $exists: false } },
    { $set: { clearedAt, dueAt }, $unset: { isCounted: 1 } },
  );
}

/** Those in whose roll-ups somebody may still be counted who was removed. */
export async function listUncounted(): Promise<Erasure[]> {
  const found = await Erasures.find({ clearedAt: { $exists: true }, isCounted: { $exists: false } }).lean();
  return found.map((one) => toRecord<Erasure>(one, "id"));
}

/** Their roll-ups were recomputed after they had been read; not where more was removed since. */
export async function setCounted(counted: readonly Erasure[]): Promise<void> {
  for (const { id, revision, clearedAt } of counted)
    await Erasures.updateOne({ _id: id, revision, clearedAt: clearedAt! }, { $set: { isCounted: true } });
}

/** Nothing is left to do, so that it forgets whom it was about. */
export async function moveToDone(id: string, doneAt: Date): Promise<void> {
  await Erasures.updateOne(
    { _id: id, doneAt: { $exists: false } },
    { $set: { doneAt }, $unset: { customer: 1, traces: 1, clearedAt: 1, isCounted: 1, dueAt: 1 } },
  );
}

/** What the job has to look at, longest due first. */
export async function listDue(now: Date, limit: number): Promise<Erasure[]> {
  const found = await Erasures.find({ dueAt: { $lte: now } })
    .sort({ dueAt: 1 })
    .limit(limit)
    .lean();
  return found.map((one) => toRecord<Erasure>(one, "id"));
}
