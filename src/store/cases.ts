import { Conflict, NotFound } from "../lib/errors.js";
import type { Case, CaseChange, CaseState } from "../records/case.js";
import { Cases, toCase, visibleTo, type CaseScope } from "./caseSchema.js";
import { insertOnce, isDuplicate, toDocument } from "./document.js";

/** A case has no thousand changes: whoever makes them is a program. */
const KEPT_CHANGES = 1_000;

/** The case, or null. */
export async function find(id: string): Promise<Case | null> {
  const found = await Cases.findById(id).lean();
  return found && toCase(found);
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
  return found && toCase(found);
}

/** The case that an answer opened, or null. */
export async function findByResponse(response: string): Promise<Case | null> {
  const found = await Cases.findOne({ response }).lean();
  return found && toCase(found);
}

/** Of these answers, those that opened a case. */
export async function listOpening(responses: readonly string[]): Promise<string[]> {
  const found = await Cases.find({ response: { $in: responses } }, { response: 1 }).lean();
  return found.map(({ response }) => response);
}

/** A customer's cases, newest first. */
export async function listByCustomer(customer: string, limit: number): Promise<Case[]> {
  const found = await Cases.find({ customer }).sort({ openedAt: -1 }).limit(limit).lean();
  return found.map(toCase);
}

/** False when the answer has opened one already, or the customer has one that is not resolved. */
export async function insert(theCase: Case): Promise<boolean> {
  return insertOnce(() => Cases.create([toDocument(theCase, "id")]));
}

/** What becomes of a case, and what is written down about it. */
export interface CaseEdit {
  set?: Partial<Omit<Case, "id" | "changes" | "revision" | "newsSince" | "updatedAt">>;
  unset?: (keyof Case)[];
  change: CaseChange;
}

/**
 * Changes a case to what was decided on what was read; null when somebody else has changed it since. Conflict when the
 * customer has another case that is not resolved.
 */
export async function move(read: Case, { set, unset, change }: CaseEdit): Promise<Case | null> {
  const { id, revision, newsSince } = read;
  try {
    const found = await Cases.findOneAndUpdate(
      { _id: id, revision },
      {
        $set: { ...set, newsSince: earlier(newsSince, change.at), updatedAt: change.at } as object,
        ...(unset && unset.length > 0 && { $unset: Object.fromEntries(unset.map((field) => [field, 1])) }),
        $inc: { revision: 1 },
        $push: { changes: { $each: [change], $slice: -KEPT_CHANGES } },
      },
      { returnDocument: "after" },
    ).lean();
    return found && toCase(found);
  } catch (error) {
    if (isDuplicate(error))
      throw new Conflict("The customer has another open case by now.", "other_case_open");
    throw error;
  }
}

/** Who read the time first may write last: the news since then include both. */
function earlier(newsSince: Date | undefined, at: Date): Date {
  return newsSince && newsSince < at ? newsSince : at;
}

/** Notes that everybody was told of all changes up to the revision that was read; false when there are newer ones. */
export async function removeNews({ id, revision }: Case): Promise<boolean> {
  const result = await Cases.updateOne({ _id: id, revision }, { $unset: { newsSince: 1 } });
  return result.matchedCount === 1;
}

/** Cases with changes since before an instant of which somebody may not have been told, oldest first. */
export async function listWithNews(before: Date, limit: number): Promise<Case[]> {
  const found = await Cases.find({ newsSince: { $lte: before } })
    .sort({ newsSince: 1 })
    .limit(limit)
    .lean();
  return found.map(toCase);
}

/** Cases whose time is over and whose managers do not know, oldest first. */
export async function listToEscalate(now: Date, limit: number): Promise<Case[]> {
  const found = await Cases.find({ escalateAt: { $lte: now } })
    .sort({ escalateAt: 1 })
    .limit(limit)
    .lean();
  return found.map(toCase);
}

/** How many each of these users has, for those who have any. */
export async function countByOwner(owners: readonly string[]): Promise<Map<string, number>> {
  const groups = await Cases.aggregate<{ _id: { owner: string }; count: number }>([
    { $match: { owner: { $in: owners }, isActive: true, state: "assigned" satisfies CaseState } },
    { $group: { _id: { owner: "$owner" }, count: { $sum: 1 } } },
  ]);
  return new Map(groups.map(({ _id, count }) => [_id.owner, count]));
}

/** Notes on the customer's cases resolved since an instant that there is another one now. */
export async function setComeback(customer: string, since: Date): Promise<void> {
  await Cases.updateMany(
    { customer, isActive: false, resolvedAt: { $gte: since }, cameBack: { $ne: true } },
    { $set: { cameBack: true } },
  );
}

/** The ids of all cases that a user has and that are not resolved. */
export async function listOpenOf(owner: string): Promise<Pick<Case, "id">[]> {
  const found = await Cases.find({ owner, isActive: true }, { _id: 1 }).lean();
  return found.map(({ _id }) => ({ id: _id }));
}

/** How many open cases of a team each owner has. */
export async function countOwners(team: string): Promise<Map<string, number>> {
  const groups = await Cases.aggregate<{ _id: { owner: string }; count: number }>([
    { $match: { team, isActive: true, owner: { $exists: true } } },
    { $group: { _id: { owner: "$owner" }, count: { $sum: 1 } } },
  ]);
  return new Map(groups.map(({ _id, count }) => [_id.owner, count]));
}

/** Whether the customer has a case, of any state, in one of these queues or with this owner. */
export async function hasVisible(customer: string, scope: CaseScope): Promise<boolean> {
  return (await Cases.findOne({ customer, ...visibleTo(scope) }, { _id: 1 }).lean()) !== null;
}
