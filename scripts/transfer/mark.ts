import type { Db } from "./documents.js";
import { MARKS } from "./surveyTarget.js";

/**
 * What the last complete move left in the target: the fingerprint of each collection; null where a TTL index takes
 * documents away by itself. As long as all others still fit, nobody has worked with the target since.
 */
export interface Mark {
  movedAt: Date;
  fingerprints: { collection: string; fingerprint: string | null }[];
}

const ID = "embedded";

/** The mark of the last complete move, or null. */
export async function findMark(target: Db): Promise<Mark | null> {
  return target.collection<Mark & { _id: string }>(MARKS).findOne({ _id: ID });
}

/** Leaves the mark; instead of an earlier one. */
export async function putMark(target: Db, mark: Mark): Promise<void> {
  await removeMark(target);
  await target.collection<Mark & { _id: string }>(MARKS).insertOne({ _id: ID, ...mark });
}

/** Takes the mark away, before the first change: a move that breaks off must not be taken for a complete one. */
export async function removeMark(target: Db): Promise<void> {
  await target.collection<{ _id: string }>(MARKS).deleteMany({ _id: ID });
}
