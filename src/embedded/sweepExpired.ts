import type { Doc, Value } from "./bson/value.js";
import { closeCursors } from "./cursors.js";
import type { Engine } from "./engine.js";
import { findRows, searchAll } from "./query/findRows.js";
import type { Collection, Index } from "./storage/catalog.js";
import { removeRecord } from "./storage/changeRecords.js";

/** So many documents go in one commit, so that writes of others wait little. */
const PORTION = 500;

/** Removes expired documents and forgotten cursors at this interval. */
export function sweepEvery(engine: Engine, intervalMs: number): NodeJS.Timeout {
  let isSweeping = false;
  return setInterval(() => {
    if (isSweeping) return;
    isSweeping = true;
    closeCursors(engine.cursors);
    // a sweep that fails (a full disk) is made good by the next one
    void sweepExpired(engine, new Date())
      .catch(() => 0)
      .finally(() => (isSweeping = false));
  }, intervalMs);
}

/** Removes the documents whose TTL index says that their time is over; returns how many. */
export async function sweepExpired(engine: Engine, now: Date): Promise<number> {
  let removed = 0;
  for (const namespace of [...engine.catalog.collections.keys()]) {
    let portion = PORTION;
    while (portion === PORTION) removed += portion = await sweepPortion(engine, namespace, now);
  }
  return removed;
}

async function sweepPortion(engine: Engine, namespace: string, now: Date): Promise<number> {
  const isConcerned = engine.catalog.collections.get(namespace)?.indexes.some(isTtl) ?? false;
  if (!isConcerned) return 0;
  return engine.write(() => {
    const collection = engine.catalog.collections.get(namespace);
    if (collection === undefined) return 0;
    const counts = collection.indexes
      .filter(isTtl)
      .map((index) => removeExpired(engine, collection, { index, now }));
    return Math.max(0, ...counts);
  });
}

function isTtl(index: Index): boolean {
  return index.expireAfterSeconds !== undefined;
}

function removeExpired(engine: Engine, collection: Collection, sweep: { index: Index; now: Date }): number {
  const { index, now } = sweep;
  const latest = new Date(now.getTime() - (index.expireAfterSeconds as number) * 1000);
  const path = (index.fields[0] as Index["fields"][number]).path;
  const isOver: Doc = new Map<string, Value>([[path, new Map<string, Value>([["$lte", latest]])]]);
  const query: Doc =
    index.partial === undefined ? isOver : new Map([["$and", [index.partial.filter, isOver]]]);
  const search = { ...searchAll(query), limit: PORTION, roots: new Set<string>() };
  const rows = [...findRows(engine.storage, collection, search)];
  rows.forEach((row) => removeRecord(engine.storage, collection, row));
  return rows.length;
}
