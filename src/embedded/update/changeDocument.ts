import { ObjectId } from "bson";
import { equalValues } from "../bson/compare.js";
import { readDoc } from "../bson/read.js";
import type { Doc, Value } from "../bson/value.js";
import { writeDoc } from "../bson/write.js";
import { requireGoodId } from "../commands/insert.js";
import { CommandError, refusal } from "../errors.js";
import { isOperatorDoc } from "../query/match.js";
import type { Collection } from "../storage/catalog.js";
import { insertRecord, replaceRecord, type Row } from "../storage/changeRecords.js";
import type { Storage } from "../storage/openStorage.js";
import type { Update } from "./compileUpdate.js";

/** Changes one stored document and returns its new bytes; the same bytes where nothing changed. */
export function changeDocument(storage: Storage, collection: Collection, row: Row, update: Update): Buffer {
  const doc = readDoc(row.bytes);
  const id = doc.get("_id");
  update(doc, false);
  if (!equalValues(doc.get("_id"), id))
    throw new CommandError(66, "The update would modify the immutable field '_id'");
  const bytes = writeDoc(doc);
  if (bytes.equals(row.bytes)) return row.bytes;
  replaceRecord(storage, collection, row, bytes);
  return bytes;
}

/** Inserts what an upsert brings about: the equalities of its query, then the update, with `_id` in front. */
export function upsertDocument(
  storage: Storage,
  collection: Collection,
  upsert: { query: Doc; update: Update },
): { id: Value; bytes: Buffer } {
  const doc = equalitiesOf(upsert.query);
  upsert.update(doc, true);
  const id = doc.has("_id") ? doc.get("_id") : new ObjectId();
  doc.delete("_id");
  const whole: Doc = new Map<string, Value>([["_id", id], ...doc]);
  requireGoodId(whole);
  const bytes = writeDoc(whole);
  insertRecord(storage, collection, bytes);
  return { id, bytes };
}

/** What the query of an upsert says about the new document. Refuses queries that say it in a roundabout way. */
export function equalitiesOf(query: Doc): Doc {
  const doc: Doc = new Map();
  for (const [name, value] of query) {
    if (name === "$or" && (value as Doc[]).length > 1) continue;
    if (name.startsWith("$") || name.includes(".")) throw refusal(`"${name}" in the query of an upsert`);
    if (!isOperatorDoc(value)) doc.set(name, value);
    else if (value.has("$eq") || value.has("$in")) throw refusal("$eq and $in in the query of an upsert");
  }
  return doc;
}
