import type { Doc, Value } from "./bson/value.js";
import { closeCursors } from "./cursors.js";
import type { Engine } from "./engine.js";
import { findRows } from "./query/findRows.js";
import { removeRecord } from "./storage/changeRecords.js";
import type { Index } from "./storage/toIndex.js";

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

/** Removes the documents whose TTL index says that their time is over. */
async function sweepExpired(engine: Engine, now: Date): Promise<void> {
  for (const { namespace, indexes } of [...engine.catalog.collections.values()]) {
    for (const index of indexes) {
      if (index.expireAfterSeconds === undefined) continue;
      const query = expired(index, new Date(now.getTime() - index.expireAfterSeconds * 1000));
      while ((await engine.write(() => removePortion(engine, namespace, query))) === PORTION);
    }
  }
}

function expired(index: Index, latest: Date): Doc {
  const path = index.fields[0]?.path as string;
  const isOver: Doc = new Map<string, Value>([[path, new Map<string, Value>([["$lte", latest]])]]);
  return index.partial === undefined ? isOver : new Map([["$and", [index.partial.filter, isOver]]]);
}

function removePortion(engine: Engine, namespace: string, query: Doc): number {
  const collection = engine.catalog.collections.get(namespace);
  if (collection === undefined) return 0;
  const rows = [...findRows(engine.storage, collection, { query, limit: PORTION })];
  rows.forEach((row) => removeRecord(engine.storage, collection, row));
  return rows.length;
}
