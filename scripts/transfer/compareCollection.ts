import type { Document } from "bson";
import { type Db, readBatches } from "./documents.js";
import { createFingerprint } from "./fingerprint.js";
import { listIndexes, missingIndexes, notExpiring } from "./indexes.js";

/** One collection after the copy. */
export interface Compared {
  name: string;
  /** Documents at the source and at the target; without those that expire now where a TTL index is. */
  counts: [number, number];
  /** Indexes with that on `_id`; the target may have more than the source. */
  indexes: [number, number];
  /** Whether a TTL index empties it. */
  isTemporary: boolean;
  /** Of the target's documents. */
  fingerprint: string;
  faults: string[];
}

/** What expires while the two are compared counts on neither side. */
const MARGIN_MS = 5 * 60 * 1000;

/**
 * Compares counts, indexes and, where no TTL index removes documents meanwhile, all bytes of a collection with what
 * was copied.
 */
export async function compareCollection(pair: {
  source: Db;
  target: Db;
  name: string;
  copied: string;
}): Promise<Compared> {
  const { source, target, name } = pair;
  const wanted = await listIndexes(source, name);
  const there = await listIndexes(target, name);
  const filter = notExpiring(wanted, new Date(Date.now() + MARGIN_MS));
  const counts: [number, number] = [await count(source, name, filter), await count(target, name, filter)];
  const fingerprint = await fingerprintOf(target, name);
  const missing = missingIndexes(wanted, there);
  const faults = [
    ...(counts[0] === counts[1] ? [] : ["counts differ"]),
    ...(filter !== null || fingerprint === pair.copied ? [] : ["documents differ"]),
    ...missing.map((index) => `index ${index} is missing`),
  ];
  const indexes: [number, number] = [wanted.length + 1, there.length + 1];
  return { name, counts, indexes, isTemporary: filter !== null, fingerprint, faults };
}

function count(db: Db, name: string, filter: Document | null): Promise<number> {
  return db.collection(name).countDocuments(filter ?? {});
}

async function fingerprintOf(db: Db, name: string): Promise<string> {
  const fingerprint = createFingerprint();
  for await (const batch of readBatches(db, name)) batch.forEach(fingerprint.add);
  return fingerprint.text();
}
