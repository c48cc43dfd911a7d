import { writeDoc } from "../bson/write.js";
import { readFields } from "../bson/read.js";
import { type Doc, type Value } from "../bson/value.js";
import { CommandError } from "../errors.js";
import { type Collection, type Index, recordIdOf, recordKey, saveCollection } from "./catalog.js";
import { duplicateKey } from "./duplicateKey.js";
import { encodeComponent, successor } from "./encodeKey.js";
import { docKeys } from "./indexKeys.js";
import { putEntry, type Storage } from "./openStorage.js";

/** A stored document: its record id and its BSON. */
export interface Row {
  id: number;
  bytes: Buffer;
}

/** The keys of one document in one index: the encoded bytes without the record id, and the values they stand for. */
interface EntryKeys {
  index: Index;
  encoded: Buffer[];
  values: Value[][];
}

const MAX_DOCUMENT_BYTES = 16 * 1024 * 1024;

/** Stores a new document. Throws 11000 before anything was put if a unique index holds its key. */
export function insertRecord(storage: Storage, collection: Collection, bytes: Buffer): void {
  requireSize(bytes);
  const id = collection.nextRecordId;
  const doc = readFields(bytes, collection.indexRoots);
  const keys = collection.indexes.map((index) => {
    const one = keysInIndex(storage, collection, index, doc);
    requireUnique(storage, collection, one, id);
    return one;
  });
  collection.nextRecordId++;
  storage.records.putSync(recordKey(collection.id, id), bytes);
  for (const one of keys) one.encoded.forEach((key) => putEntry(storage, withRecordId(key, id)));
}

/** Replaces a document. Throws 11000 before anything was put if a unique index holds one of its new keys. */
export function replaceRecord(storage: Storage, collection: Collection, old: Row, bytes: Buffer): void {
  requireSize(bytes);
  const before = entryKeys(storage, collection, readFields(old.bytes, collection.indexRoots));
  const after = entryKeys(storage, collection, readFields(bytes, collection.indexRoots));
  const changes = after.map((one, i) => difference(before[i] as EntryKeys, one));
  after.forEach((one, i) => {
    if (changes[i]?.added.length) requireUnique(storage, collection, one, old.id);
  });
  storage.records.putSync(recordKey(collection.id, old.id), bytes);
  for (const { removed, added } of changes) {
    removed.forEach((key) => storage.entries.removeSync(withRecordId(key, old.id)));
    added.forEach((key) => putEntry(storage, withRecordId(key, old.id)));
  }
}

/** Removes a document and its index entries. */
export function removeRecord(storage: Storage, collection: Collection, row: Row): void {
  const keys = entryKeys(storage, collection, readFields(row.bytes, collection.indexRoots));
  for (const one of keys) one.encoded.forEach((key) => storage.entries.removeSync(withRecordId(key, row.id)));
  storage.records.removeSync(recordKey(collection.id, row.id));
}

/** Puts the entries of one document into one index that is being built. Throws 11000 on a repeated key. */
export function addToIndex(storage: Storage, collection: Collection, index: Index, row: Row): void {
  const keys = keysInIndex(storage, collection, index, readFields(row.bytes, null));
  requireUnique(storage, collection, keys, row.id);
  keys.encoded.forEach((key) => putEntry(storage, withRecordId(key, row.id)));
}

function entryKeys(storage: Storage, collection: Collection, doc: Doc): EntryKeys[] {
  return collection.indexes.map((index) => keysInIndex(storage, collection, index, doc));
}

// four arguments and one more record would hide that this is the hot path of every write
function keysInIndex(storage: Storage, collection: Collection, index: Index, doc: Doc): EntryKeys {
  if (index.partial !== undefined && !index.partial.matcher.test(doc))
    return { index, encoded: [], values: [] };
  const { keys, multikey } = docKeys(doc, index.fields);
  if (index.sparse && isAbsent(index, doc)) return { index, encoded: [], values: [] };
  let isNews = false;
  multikey.forEach((through, i) => {
    if (!through || index.multikey[i]) return;
    index.multikey[i] = isNews = true;
  });
  const encoded = new Map<string, { key: Buffer; values: Value[] }>();
  for (const values of keys) {
    const { key, isCut } = encodeKey(index, values);
    if (isCut && !index.hasCutKeys) index.hasCutKeys = isNews = true;
    encoded.set(keys.length === 1 ? "" : key.toString("latin1"), { key, values });
  }
  if (isNews) saveCollection(storage, collection);
  const distinct = [...encoded.values()];
  return { index, encoded: distinct.map((one) => one.key), values: distinct.map((one) => one.values) };
}

function encodeKey(index: Index, values: readonly Value[]): { key: Buffer; isCut: boolean } {
  const parts = [recordKey(index.id)];
  let isCut = false;
  index.fields.forEach((field, i) => {
    const component = encodeComponent(values[i], field.direction);
    parts.push(component.bytes);
    isCut ||= component.isCut;
  });
  return { key: Buffer.concat(parts), isCut };
}

/** A sparse index leaves out documents that have none of its fields. */
function isAbsent(index: Index, doc: Doc): boolean {
  return index.fields.every((field) => !hasPath(doc, field.parts));
}

function hasPath(value: Value, parts: readonly string[]): boolean {
  if (parts.length === 0) return value !== undefined;
  if (Array.isArray(value)) return value.some((element) => hasPath(element, parts));
  return value instanceof Map && hasPath(value.get(parts[0] as string), parts.slice(1));
}

function requireUnique(storage: Storage, collection: Collection, keys: EntryKeys, id: number): void {
  if (!keys.index.unique) return;
  keys.encoded.forEach((key, i) => {
    for (const found of storage.entries.getKeys({ start: key, end: successor(key), limit: 2 })) {
      const other = recordIdOf(Buffer.from(found));
      if (other !== id) throw duplicateKey(collection.namespace, keys.index, keys.values[i] as Value[]);
    }
  });
}

function difference(before: EntryKeys, after: EntryKeys): { removed: Buffer[]; added: Buffer[] } {
  const isIn = (keys: Buffer[], key: Buffer): boolean => keys.some((other) => other.equals(key));
  return {
    removed: before.encoded.filter((key) => !isIn(after.encoded, key)),
    added: after.encoded.filter((key) => !isIn(before.encoded, key)),
  };
}

function withRecordId(key: Buffer, id: number): Buffer {
  const whole = Buffer.allocUnsafe(key.length + 6);
  key.copy(whole);
  whole.writeUIntBE(id, key.length, 6);
  return whole;
}

function requireSize(bytes: Buffer): void {
  if (bytes.length > MAX_DOCUMENT_BYTES) throw new CommandError(10334, "The document is larger than 16 MB");
}

/** The bytes of a document with `_id` first, where MongoDB wants it. */
export function withIdFirst(doc: Doc): Buffer {
  const id = doc.get("_id");
  const rest = [...doc].filter(([name]) => name !== "_id");
  return writeDoc(new Map<string, Value>([["_id", id], ...rest]));
}
