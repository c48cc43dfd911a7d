import { type Db, deleteTwins, findTwins, insertExactly, readBatches } from "./documents.js";
import { createFingerprint } from "./fingerprint.js";
import { ensureIndexes, listIndexes } from "./indexes.js";
import { foreignAmong, type Held } from "./surveyTarget.js";

export interface Copy {
  source: Db;
  target: Db;
  name: string;
  /** What the target had before; undefined for a collection that is not there. */
  held: Held | undefined;
  say: (line: string) => void;
}

/** How many documents pass between two lines of progress. */
const SAY_EVERY = 10_000;

/**
 * Makes a collection of the target like that of the source; returns the fingerprint of what was copied. First
 * everything goes that differs, then what is missing comes: so no unique index meets a document's old and new form,
 * and a copy that was broken off goes on where it stopped.
 */
export async function copyCollection(copy: Copy): Promise<string> {
  const { source, target, name } = copy;
  const indexes = await listIndexes(source, name);
  if (copy.held && copy.held.foreign > 0) await removeForeign(copy);
  const fingerprint = createFingerprint();
  let seen = 0;
  let inserted = 0;
  for await (const batch of readBatches(source, name)) {
    batch.forEach(fingerprint.add);
    const missing = copy.held && copy.held.count > 0 ? await missingOf(target, name, batch) : batch;
    if (missing.length > 0) await insertExactly(target, name, missing);
    inserted += missing.length;
    const before = seen;
    seen += batch.length;
    if (Math.floor(before / SAY_EVERY) < Math.floor(seen / SAY_EVERY))
      copy.say(`${name}: ${seen} documents so far`);
  }
  // after the documents, which is quicker; and a TTL index removes nothing while they are copied
  await ensureIndexes(target, name, indexes);
  copy.say(`${name}: ${seen} documents, ${inserted} of them copied now; ${indexes.length + 1} indexes`);
  return fingerprint.text();
}

async function removeForeign({ source, target, name }: Copy): Promise<void> {
  for await (const batch of readBatches(target, name)) {
    const foreign = await foreignAmong(source, name, batch);
    if (foreign.length > 0) await deleteTwins(target, name, foreign);
  }
}

async function missingOf(target: Db, name: string, batch: Buffer[]): Promise<Buffer[]> {
  const there = new Set((await findTwins(target, name, batch)).map((bytes) => bytes.toString("latin1")));
  return batch.filter((bytes) => !there.has(bytes.toString("latin1")));
}
