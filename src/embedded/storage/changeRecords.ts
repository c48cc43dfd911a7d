import { readDoc, readFields } from "../bson/read.js";
import type { Doc, Value } from "../bson/value.js";
import { CommandError } from "../errors.js";
import { keyValues, reach } from "../query/keyField.js";
import { type Collection, recordIdOf, recordKey, saveCollection } from "./catalog.js";
import { encodeComponent, successor } from "./encodeKey.js";
import type { Storage } from "./openStorage.js";
import type { Index } from "./toIndex.js";

/** A stored document: its record id and its BSON. */
export interface Row {
  id: number;
  bytes: Buffer;
}

/** The key of one document in one index: its bytes without the record id (null: not in there), and its values. */
interface EntryKey {
  index: Index;
  key: Buffer | null;
  values: Value[];
}

const MAX_DOCUMENT_BYTES = 16 * 1024 * 1024;
const NOTHING = Buffer.alloc(0);

/** Stores a new document. Throws 11000 before anything was put if a unique index holds its key. */
export function insertRecord(storage: Storage, collection: Collection, bytes: Buffer): void {
  requireSize(bytes);
  const id = collection.nextRecordId;
  const entries = entriesOf(storage, collection, bytes);
  entries.forEach((entry) => requireUnique(storage, collection, entry, id));
  collection.nextRecordId++;
  storage.records.putSync(recordKey(collection.id, id), bytes);
  entries.forEach(({ key }) => key && storage.entries.putSync(withRecordId(key, id), NOTHING));
}

/** Replaces a document. Throws 11000 before anything was put if a unique index holds one of its new keys. */
export function replaceRecord(storage: Storage, collection: Collection, old: Row, bytes: Buffer): void {
  requireSize(bytes);
  const before = entriesOf(storage, collection, old.bytes);
  const after = entriesOf(storage, collection, bytes);
  const changes = after.flatMap((entry, i) => {
    const from = before[i]?.key ?? null;
    const isSame = from === null || entry.key === null ? from === entry.key : from.equals(entry.key);
    return isSame ? [] : [{ from, entry }];
  });
  changes.forEach(({ entry }) => requireUnique(storage, collection, entry, old.id));
  storage.records.putSync(recordKey(collection.id, old.id), bytes);
  for (const { from, entry } of changes) {
    if (from) storage.entries.removeSync(withRecordId(from, old.id));
    if (entry.key) storage.entries.putSync(withRecordId(entry.key, old.id), NOTHING);
  }
}

/** Removes a document and its index entries. */
export function removeRecord(storage: Storage, collection: Collection, row: Row): void {
  for (const { key } of entriesOf(storage, collection, row.bytes))
    if (key) storage.entries.removeSync(withRecordId(key, row.id));
  storage.records.removeSync(recordKey(collection.id, row.id));
}

/** Puts the entry of one document into one index that is being built. Throws 11000 on a repeated key. */
export function addToIndex(storage: Storage, collection: Collection, index: Index, row: Row): void {
  const entry = entryIn(storage, collection, index, readDoc(row.bytes));
  requireUnique(storage, collection, entry, row.id);
  if (entry.key) storage.entries.putSync(withRecordId(entry.key, row.id), NOTHING);
}

function entriesOf(storage: Storage, collection: Collection, bytes: Buffer): EntryKey[] {
  const doc = readFields(bytes, collection.indexRoots);
  return collection.indexes.map((index) => entryIn(storage, collection, index, doc));
}

// four arguments and one more record would hide that this is the hot path of every write
function entryIn(storage: Storage, collection: Collection, index: Index, doc: Doc): EntryKey {
  const values = keyValues(doc, index.fields);
  const isLeftOut = index.partial?.matcher.test(doc) === false || (index.sparse && isAbsent(index, doc));
  if (isLeftOut) return { index, key: null, values };
  const components = index.fields.map(({ direction }, i) => encodeComponent(values[i], direction));
  if (!index.hasCutKeys && components.some(({ isCut }) => isCut)) {
    index.hasCutKeys = true;
    saveCollection(storage, collection);
  }
  const key = Buffer.concat([recordKey(index.id), ...components.map(({ bytes }) => bytes)]);
  return { index, key, values };
}

/** A sparse index leaves out documents that have none of its fields. */
function isAbsent(index: Index, doc: Doc): boolean {
  return index.fields.every((field) => reach(doc, field.parts) === undefined);
}

/** The message names the index only; what is repeated (perhaps an address) stands in keyValue and in no log. */
function requireUnique(storage: Storage, { namespace }: Collection, entry: EntryKey, id: number): void {
  const { index, key, values } = entry;
  if (!index.unique || key === null) return;
  for (const found of storage.entries.getKeys({ start: key, end: successor(key), limit: 2 })) {
    if (recordIdOf(Buffer.from(found)) === id) continue;
    const keyValue: Doc = new Map(index.fields.map(({ path }, i) => [path, values[i]]));
    const message = `E11000 duplicate key error collection: ${namespace} index: ${index.name}`;
    throw new CommandError(11000, message, { keyPattern: index.definition.get("key"), keyValue });
  }
}

function withRecordId(key: Buffer, id: number): Buffer {
  return Buffer.concat([key, recordKey(0, id).subarray(4)]);
}

function requireSize(bytes: Buffer): void {
  if (bytes.length > MAX_DOCUMENT_BYTES) throw new CommandError(10334, "The document is larger than 16 MB");
}
