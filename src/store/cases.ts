import { model, Schema } from "mongoose";
import { NotFound } from "../lib/errors.js";
import type { Case, CaseState } from "../records/case.js";
import type { Priority } from "../records/caseRule.js";
import { insertOnce, part, recordSchema, toDocument, toRecord, type Stored } from "./document.js";

const KEPT_JOINED = 20;

// Shard key when there are many: { customer: "hashed" }; the unique indexes then begin with it.
const schema = recordSchema<Stored<Case, "id">>("cases", {
  customer: String,
  openFor: String,
  state: String,
  rule: String,
  priority: String,
  team: String,
  owner: String,
  ownedAt: Date,
  response: String,
  touchpoint: String,
  metric: String,
  score: Number,
  category: String,
  agent: part({ id: String, name: String }),
  joined: [String],
  openedAt: Date,
  dueAt: Schema.Types.Date,
  contactedAt: Date,
  waitingSince: Date,
  waitedMinutes: Number,
  escalatedAt: Date,
  resolvedAt: Date,
  resolvedBy: String,
  cause: String,
  outcome: String,
  updatedAt: Date,
});
schema.index({ openFor: 1 }, { unique: true, sparse: true }); // one open case per customer
schema.index({ response: 1 }, { unique: true }); // one case per answer, however often it is opened
schema.index({ state: 1, dueAt: 1, _id: 1 }); // the queue of everybody
schema.index({ team: 1, state: 1, dueAt: 1, _id: 1 }); // a team's queue
schema.index({ owner: 1, state: 1, dueAt: 1, _id: 1 }); // my queue
schema.index({ customer: 1, openedAt: -1 }); // a customer's story

const Cases = model("Case", schema);

/** The case, or null. */
export async function find(id: string): Promise<Case | null> {
  const found = await Cases.findById(id).lean();
  return found && toRecord<Case>(found, "id");
}

/** The case; throws NotFound. */
export async function get(id: string): Promise<Case> {
  const found = await find(id);
  if (!found) throw new NotFound("This case does not exist.");
  return found;
}

/** The customer's case that is not resolved, or null. */
export async function findOpenFor(customer: string): Promise<Case | null> {
  const found = await Cases.findOne({ openFor: customer }).lean();
  return found && toRecord<Case>(found, "id");
}

/** The case that an answer opened, or null. */
export async function findByResponse(response: string): Promise<Case | null> {
  const found = await Cases.findOne({ response }).lean();
  return found && toRecord<Case>(found, "id");
}

/** False when the answer has opened one already, or the customer has one that is not resolved. */
export async function insert(theCase: Case): Promise<boolean> {
  return insertOnce(() => Cases.create([toDocument(theCase, "id")]));
}

/**
 * Lets an answer join the customer's case. Null when there is none that is not resolved. An answer that has joined
 * already changes nothing and gets the case.
 */
export async function join(
  customer: string,
  { response, priority, dueAt, now }: { response: string; priority: Priority; dueAt: Date | null; now: Date },
): Promise<{ theCase: Case; isNew: boolean } | null> {
  const found = await Cases.findOneAndUpdate(
    { openFor: customer, joined: { $ne: response }, response: { $ne: response } },
    {
      $set: { priority, updatedAt: now },
      $push: { joined: { $each: [response], $slice: -KEPT_JOINED } },
      ...(dueAt && { $min: { dueAt } }),
    },
    { returnDocument: "after" },
  ).lean();
  if (found) return { theCase: toRecord<Case>(found, "id"), isNew: true };
  const standing = await findOpenFor(customer);
  return standing && { theCase: standing, isNew: false };
}

/** Takes a case for a user; false when somebody else has it or it is resolved. Taking one's own again is fine. */
export async function claim(id: string, user: string, now: Date): Promise<boolean> {
  const result = await Cases.updateOne(
    { _id: id, $or: [{ state: "open" }, { state: "assigned", owner: user }] },
    { $set: { state: "assigned", owner: user, ownedAt: now, updatedAt: now } },
  );
  return result.matchedCount === 1;
}

/** Gives it from whoever was seen to have it (null: nobody) to another; false when that has changed since. */
export async function assign(
  id: string,
  { from, to }: { from: string | null; to: string },
  now: Date,
): Promise<boolean> {
  const seen = from === null ? { state: "open" as const } : { state: "assigned" as const, owner: from };
  const result = await Cases.updateOne(
    { _id: id, ...seen },
    { $set: { state: "assigned", owner: to, ownedAt: now, updatedAt: now } },
  );
  return result.matchedCount === 1;
}

/** Gives it back to everybody; false when the user does not have it. */
export async function release(id: string, user: string, now: Date): Promise<boolean> {
  const result = await Cases.updateOne(
    { _id: id, state: "assigned", owner: user },
    { $set: { state: "open", updatedAt: now }, $unset: { owner: 1, ownedAt: 1 } },
  );
  return result.matchedCount === 1;
}

/** Notes that somebody has been in touch; the first time stands. */
export async function setContacted(id: string, now: Date): Promise<void> {
  await Cases.updateOne({ _id: id }, { $min: { contactedAt: now }, $set: { updatedAt: now } });
}

/** Ends it; false when the user does not have it, or it is resolved. */
export async function moveToResolved(
  id: string,
  { by, cause, outcome }: { by: string; cause: string; outcome: Case["outcome"] },
  now: Date,
): Promise<boolean> {
  const result = await Cases.updateOne(
    { _id: id, state: "assigned", owner: by },
    {
      $set: { state: "resolved", resolvedAt: now, resolvedBy: by, cause, outcome: outcome!, updatedAt: now },
      $unset: { openFor: 1, waitingSince: 1 },
    },
  );
  return result.matchedCount === 1;
}

/** Opens a resolved case again. False when it is not resolved, or the customer has another one by now. */
export async function moveToReopened(
  { id, customer }: Case,
  { dueAt, now }: { dueAt: Date | null; now: Date },
): Promise<boolean> {
  let isMoved = false;
  const isAlone = await insertOnce(async () => {
    const result = await Cases.updateOne(
      { _id: id, state: "resolved" },
      {
        $set: { state: "open", openFor: customer, dueAt: dueAt as Date, updatedAt: now },
        $unset: { resolvedAt: 1, resolvedBy: 1, cause: 1, outcome: 1, owner: 1, ownedAt: 1 },
      },
    );
    isMoved = result.matchedCount === 1;
  });
  return isAlone && isMoved;
}

/** How many each of these users has, for those who have any. */
export async function countByOwner(owners: readonly string[]): Promise<Map<string, number>> {
  const groups = await Cases.aggregate<{ _id: { owner: string }; count: number }>([
    { $match: { owner: { $in: owners }, state: "assigned" satisfies CaseState } },
    { $group: { _id: { owner: "$owner" }, count: { $sum: 1 } } },
  ]);
  return new Map(groups.map(({ _id, count }) => [_id.owner, count]));
}
