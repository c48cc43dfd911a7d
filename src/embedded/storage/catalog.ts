import { readDoc } from "../bson/read.js";
import type { Doc, Value } from "../bson/value.js";
import { writeDoc } from "../bson/write.js";
import { CommandError } from "../errors.js";
import type { Storage } from "./openStorage.js";
import { ID_INDEX, type Index, rootsOf, toIndex } from "./toIndex.js";

/** One collection as it is held in memory. */
export interface Collection {
  namespace: string;
  id: number;
  indexes: Index[];
  /** The top-level fields that the indexes read. */
  indexRoots: Set<string>;
  nextRecordId: number;
}

/** All collections, read at the start and again whenever a commit failed. */
export interface Catalog {
  collections: Map<string, Collection>;
  nextId: number;
}

const RECORD_ID_BYTES = 6;
const MAX_NAMESPACE_BYTES = 255;

/** Reads the catalogue from disk. */
export function loadCatalog(storage: Storage): Catalog {
  const catalog: Catalog = { collections: new Map(), nextId: 1 };
  for (const { key, value } of storage.catalog.getRange({})) {
    const stored = readDoc(Buffer.from(value));
    const id = stored.get("id") as number;
    const collection = newCollection(Buffer.from(key).toString("utf8"), id);
    setIndexes(collection, (stored.get("indexes") as Doc[]).map(readIndex));
    collection.nextRecordId = lastRecordId(storage, id) + 1;
    catalog.collections.set(collection.namespace, collection);
    catalog.nextId = Math.max(catalog.nextId, id + 1, ...collection.indexes.map((index) => index.id + 1));
  }
  return catalog;
}

/** Writes what a collection is; inside a write only. */
export function saveCollection(storage: Storage, collection: Collection): void {
  const indexes = collection.indexes.map(
    ({ id, hasCutKeys, definition }) =>
      new Map<string, Value>([...definition, ["id", id], ["hasCutKeys", hasCutKeys]]),
  );
  storage.catalog.putSync(Buffer.from(collection.namespace), writeDoc({ id: collection.id, indexes }));
}

/** The collection, made with its _id index if it is not there yet; inside a write only. */
export function ensureCollection(storage: Storage, catalog: Catalog, namespace: string): Collection {
  const known = catalog.collections.get(namespace);
  if (known !== undefined) return known;
  const name = namespace.slice(namespace.indexOf(".") + 1);
  const isReserved = name === "" || name.includes("$") || name.startsWith("system.") || name.includes("\0");
  if (isReserved || Buffer.byteLength(namespace) > MAX_NAMESPACE_BYTES)
    throw new CommandError(73, `Invalid collection name: ${name}`);
  const collection = newCollection(namespace, catalog.nextId++);
  const key: Doc = new Map([["_id", 1]]);
  const spec: Doc = new Map<string, Value>([
    ["key", key],
    ["name", ID_INDEX],
  ]);
  setIndexes(collection, [toIndex(catalog.nextId++, spec)]);
  saveCollection(storage, collection);
  catalog.collections.set(namespace, collection);
  return collection;
}

/** Gives a collection these indexes, in memory. */
export function setIndexes(collection: Collection, indexes: Index[]): void {
  collection.indexes = indexes;
  collection.indexRoots = rootsOf(indexes);
}

/** The bytes of a record's key; without a record id, what all keys of the collection begin with. */
export function recordKey(id: number, recordId?: number): Buffer {
  const key = Buffer.allocUnsafe(recordId === undefined ? 4 : 4 + RECORD_ID_BYTES);
  key.writeUInt32BE(id, 0);
  if (recordId !== undefined) key.writeUIntBE(recordId, 4, RECORD_ID_BYTES);
  return key;
}

/** The record id at the end of a record's or an entry's key. */
export function recordIdOf(key: Buffer): number {
  return key.readUIntBE(key.length - RECORD_ID_BYTES, RECORD_ID_BYTES);
}

function newCollection(namespace: string, id: number): Collection {
  return { namespace, id, indexes: [], indexRoots: new Set(), nextRecordId: 1 };
}

function readIndex(stored: Doc): Index {
  // earlier versions wrote the filter under this name, and of the _id index that it is unique
  if (stored.has("partial")) stored.set("partialFilterExpression", stored.get("partial"));
  if (stored.get("name") === ID_INDEX) stored.delete("unique");
  return toIndex(stored.get("id") as number, stored, stored.get("hasCutKeys") === true);
}

function lastRecordId(storage: Storage, id: number): number {
  const range = { start: recordKey(id + 1), end: recordKey(id), reverse: true, limit: 1 };
  const [newest] = storage.records.getKeys(range);
  return newest === undefined ? 0 : recordIdOf(Buffer.from(newest));
}
