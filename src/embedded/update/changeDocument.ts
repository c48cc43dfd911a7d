import { readDoc } from "../bson/read.js";
import { writeDoc } from "../bson/write.js";
import { equalValues } from "../bson/compare.js";
import type { Doc } from "../bson/value.js";
import { CommandError } from "../errors.js";
import { requireGoodId } from "../commands/insert.js";
import type { Collection } from "../storage/catalog.js";
import { insertRecord, replaceRecord, type Row } from "../storage/changeRecords.js";
import type { Storage } from "../storage/openStorage.js";
import type { Update } from "./compileUpdate.js";
import { newDocument } from "./newDocument.js";

/** Changes one stored document and returns its new bytes; the same bytes where nothing changed. */
export function changeDocument(storage: Storage, collection: Collection, row: Row, update: Update): Buffer {
  const doc = readDoc(row.bytes);
  const id = doc.get("_id");
  update(doc, false);
  if (!equalValues(doc.get("_id"), id)) {
    throw new CommandError(
      66,
      "Performing an update on the path '_id' would modify the immutable field '_id'",
    );
  }
  const bytes = writeDoc(doc);
  if (bytes.equals(row.bytes)) return row.bytes;
  replaceRecord(storage, collection, row, bytes);
  return bytes;
}

/** Inserts the document that an upsert brings about, and returns it. */
export function upsertDocument(
  storage: Storage,
  collection: Collection,
  upsert: { query: Doc; update: Update },
): { doc: Doc; bytes: Buffer } {
  const doc = newDocument(upsert.query, upsert.update);
  requireGoodId(doc);
  const bytes = writeDoc(doc);
  insertRecord(storage, collection, bytes);
  return { doc, bytes };
}
