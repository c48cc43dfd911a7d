import { type Doc, type Value } from "../bson/value.js";
import { readDoc } from "../bson/read.js";
import { writeDoc } from "../bson/write.js";
import { CommandError } from "../errors.js";
import { compileMatch, type Matcher } from "../query/match.js";
import type { KeyField } from "./indexKeys.js";
import type { Storage } from "./openStorage.js";

/** One index of a collection. */
export interface Index {
  id: number;
  name: string;
  fields: KeyField[];
  unique: boolean;
  sparse: boolean;
  partial?: { filter: Doc; matcher: Matcher };
  expireAfterSeconds?: number;
  /** Which fields have ever passed through an array: bounds on those are used with care. */
  multikey: boolean[];
  /** Whether a key was ever cut: such an index no longer gives an order. */
  hasCutKeys: boolean;
}

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
    const collection = readCollection(Buffer.from(key).toString("utf8"), readDoc(Buffer.from(value)));
    collection.nextRecordId = lastRecordId(storage, collection.id) + 1;
    catalog.collections.set(collection.namespace, collection);
    const ids = [collection.id, ...collection.indexes.map((index) => index.id)];
    catalog.nextId = Math.max(catalog.nextId, ...ids.map((id) => id + 1));
  }
  return catalog;
}

/** Writes what a collection is; inside a write only. */
export function saveCollection(storage: Storage, collection: Collection): void {
  const indexes = collection.indexes.map(describeIndex);
  const doc: Doc = new Map<string, Value>([["id", collection.id]]);
  doc.set("indexes", indexes);
  storage.catalog.putSync(Buffer.from(collection.namespace), writeDoc(doc));
  collection.indexRoots = rootsOf(collection.indexes);
}

/** The collection, made with its _id index if it is not there yet; inside a write only. */
export function ensureCollection(storage: Storage, catalog: Catalog, namespace: string): Collection {
  const known = catalog.collections.get(namespace);
  if (known !== undefined) return known;
  const name = namespace.slice(namespace.indexOf(".") + 1);
  if (name === "" || name.includes("$") || name.startsWith("system.") || name.includes("\0")) {
    throw new CommandError(73, `Invalid collection name: ${name}`);
  }
  if (Buffer.byteLength(namespace) > MAX_NAMESPACE_BYTES)
    throw new CommandError(73, "The namespace is too long");
  const id = catalog.nextId++;
  const idIndex = newIndex({ id: catalog.nextId++, name: "_id_", fields: [keyField("_id", 1)] });
  const collection = { namespace, id, indexes: [idIndex], indexRoots: new Set<string>(), nextRecordId: 1 };
  idIndex.unique = true;
  saveCollection(storage, collection);
  catalog.collections.set(namespace, collection);
  return collection;
}

/** An index without options. */
export function newIndex(base: Pick<Index, "id" | "name" | "fields">): Index {
  return { ...base, unique: false, sparse: false, multikey: base.fields.map(() => false), hasCutKeys: false };
}

/** One field of a key. */
export function keyField(path: string, direction: 1 | -1): KeyField {
  return { path, parts: path.split("."), direction };
}

/** Sets the filter of a partial index. */
export function setPartial(index: Index, filter: Doc): void {
  index.partial = { filter, matcher: compileMatch(filter) };
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

function lastRecordId(storage: Storage, id: number): number {
  const newest = storage.records.getKeys({
    start: recordKey(id + 1),
    end: recordKey(id),
    reverse: true,
    limit: 1,
  });
  for (const key of newest) return recordIdOf(Buffer.from(key));
  return 0;
}

function rootsOf(indexes: readonly Index[]): Set<string> {
  const roots = new Set<string>();
  for (const index of indexes) {
    index.fields.forEach((field) => roots.add(field.parts[0] as string));
    index.partial?.matcher.roots.forEach((root) => roots.add(root));
  }
  return roots;
}

function describeIndex(index: Index): Doc {
  const key: Doc = new Map(index.fields.map((field) => [field.path, field.direction]));
  return new Map<string, Value>([
    ["id", index.id],
    ["name", index.name],
    ["key", key],
    ["unique", index.unique],
    ["sparse", index.sparse],
    ["partial", index.partial?.filter],
    ["expireAfterSeconds", index.expireAfterSeconds],
    ["multikey", index.multikey],
    ["hasCutKeys", index.hasCutKeys],
  ]);
}

function readCollection(namespace: string, doc: Doc): Collection {
  const indexes = (doc.get("indexes") as Doc[]).map(readIndex);
  const id = doc.get("id") as number;
  return { namespace, id, indexes, indexRoots: rootsOf(indexes), nextRecordId: 1 };
}

function readIndex(doc: Doc): Index {
  const fields = [...(doc.get("key") as Doc)].map(([path, direction]) => keyField(path, direction as 1 | -1));
  const index = newIndex({ id: doc.get("id") as number, name: doc.get("name") as string, fields });
  index.unique = doc.get("unique") === true;
  index.sparse = doc.get("sparse") === true;
  index.multikey = doc.get("multikey") as boolean[];
  index.hasCutKeys = doc.get("hasCutKeys") === true;
  const filter = doc.get("partial");
  if (filter !== undefined) setPartial(index, filter as Doc);
  const seconds = doc.get("expireAfterSeconds");
  if (seconds !== undefined) index.expireAfterSeconds = seconds as number;
  return index;
}
