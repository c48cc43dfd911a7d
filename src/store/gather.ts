import { setImmediate as nextTurn } from "node:timers/promises";
import type { Collection } from "mongoose";
import { insertNew } from "./document.js";

/** No command grows beyond this. */
const AT_ONCE = 500;

/** A pause after each command that carried at least so many: then fewer commands carry more. */
export interface Rest {
  ms: number;
  from: number;
}

/** For what only the many hands of a worker wait for. */
export const UNHURRIED: Rest = { ms: 25, from: 20 };

/** For what nobody waits for. */
export const LATER: Rest = { ms: 100, from: 8 };

const NO_REST: Rest = { ms: 0, from: Infinity };

interface Waiting<I, O> {
  item: I;
  resolve(result: O): void;
  reject(error: unknown): void;
}

/**
 * Makes one command of everything that is asked for while the last one is on its way: nothing waits when little is
 * asked for, and much at once shares round trips and journal writes. `run` gives its results in the order of the
 * items. What fails together is run again one by one, so that one item's fault is not that of the others: `run` has
 * to bear being repeated.
 */
export function gather<I, O>(
  run: (items: I[]) => Promise<readonly O[]>,
  rest = NO_REST,
): (item: I) => Promise<O> {
  const waiting: Waiting<I, O>[] = [];
  let isRunning = false;

  async function runPart(part: Waiting<I, O>[]): Promise<void> {
    try {
      const results = await run(part.map(({ item }) => item));
      part.forEach(({ resolve }, place) => resolve(results[place]!));
    } catch (error) {
      if (part.length === 1) part[0]!.reject(error);
      else await Promise.all(part.map((one) => runPart([one])));
    }
  }

  async function runWaiting(): Promise<void> {
    isRunning = true;
    while (waiting.length > 0) {
      await nextTurn(); // what is asked for in the same moment comes along
      const part = waiting.splice(0, AT_ONCE);
      await runPart(part);
      if (part.length >= rest.from) await pause(rest.ms);
    }
    isRunning = false;
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (!isRunning) void runWaiting();
    });
}

const pauses = new Set<() => void>();

/** Ends the pauses that are on: who stops does not wait for them, and a test does not. */
export function endPauses(): void {
  for (const end of pauses) end();
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      pauses.delete(end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    pauses.add(end);
  });
}

type Found = Record<string, unknown>;

/** Finds documents by a unique field, many at once; null for a value that no document has. */
export function gatherFinds(
  { collection }: { collection: Collection },
  field = "_id",
): (value: string) => Promise<object | null> {
  return gather(async (values) => {
    const filter = { [field]: values.length === 1 ? values[0] : { $in: [...new Set(values)] } };
    const found: Found[] = await collection.find(filter).toArray();
    const byValue = new Map(found.map((document) => [document[field], document]));
    return values.map((value) => byValue.get(value) ?? null);
  });
}

/** A conditional update of one document. */
export interface Change {
  id: string;
  /** What must hold beside the id. */
  filter: object;
  update: object;
  /** Fields that have these values after this update and after no other one. */
  mark: Record<string, unknown>;
}

/**
 * Updates documents under their conditions, many at once; whether the condition held. MongoDB tells only how many
 * did: when not all of them, or when the answer was lost, the marks are looked for.
 */
export function gatherChanges(
  { collection }: { collection: Collection },
  rest = NO_REST,
): (change: Change) => Promise<boolean> {
  return gather(async (changes) => {
    const writes = changes.map(({ id, filter, update }) => ({
      updateOne: { filter: { ...filter, _id: id }, update },
    }));
    const { matchedCount } = await collection.bulkWrite(writes as never[], { ordered: false });
    if (matchedCount === changes.length) return changes.map(() => true);
    const ids = changes.map(({ id }) => id);
    const found: Found[] = await collection.find({ _id: { $in: ids } } as never).toArray();
    const byId = new Map(found.map((document) => [document["_id"], document]));
    return changes.map(({ id, mark }) => bears(byId.get(id), mark));
  }, rest);
}

function bears(document: Found | undefined, mark: Record<string, unknown>): boolean {
  return (
    document !== undefined &&
    Object.entries(mark).every(([field, value]) => toComparable(document[field]) === toComparable(value))
  );
}

function toComparable(value: unknown): unknown {
  return value instanceof Date ? value.getTime() : value;
}

/** Inserts documents, many at once; false for one that a unique index refused. */
export function gatherInserts({
  collection,
}: {
  collection: Collection;
}): (document: object) => Promise<boolean> {
  return gather(async (documents: object[]) => {
    const refused = await insertNew(() => collection.insertMany(documents as never[], { ordered: false }));
    return documents.map((_, place) => !refused.has(place));
  });
}
