import { BSONRegExp, ObjectId } from "bson";
import { readDoc } from "../bson/read.js";
import { type Doc, isDoc, type Value } from "../bson/value.js";
import { type Reply, writeDoc } from "../bson/write.js";
import type { Engine } from "../engine.js";
import { CommandError } from "../errors.js";
import { ensureCollection } from "../storage/catalog.js";
import { insertRecord } from "../storage/changeRecords.js";
import { type Command, namespaceOf, rawList } from "./command.js";
import { writeEach } from "./writeEach.js";

/** insert: every document is read through once (to refuse what cannot be stored) and kept as it came. */
export function insert(engine: Engine, command: Command): Promise<Reply> {
  const namespace = namespaceOf(command);
  const documents = rawList(command, "documents").map((bytes) => ({ bytes, doc: readDoc(bytes) }));
  return engine.write(() => {
    const collection = ensureCollection(engine.storage, engine.catalog, namespace);
    return writeEach(command, documents, ({ bytes, doc }) => {
      requireGoodId(doc);
      insertRecord(engine.storage, collection, doc.keys().next().value === "_id" ? bytes : withIdFirst(doc));
      return 1;
    });
  });
}

/** Throws where `_id` is of a type that cannot be one. */
export function requireGoodId(doc: Doc): void {
  const id = doc.get("_id");
  if (Array.isArray(id) || id instanceof BSONRegExp)
    throw new CommandError(53, "The '_id' value cannot be an array or a regular expression");
  if (isDoc(id) && [...id.keys()].some((name) => name.startsWith("$")))
    throw new CommandError(52, "The dollar ($) prefixed field in '_id' is not allowed");
}

/** The bytes of a document with `_id` (a new one if it has none) in front, where MongoDB wants it. */
function withIdFirst(doc: Doc): Buffer {
  const id = doc.has("_id") ? doc.get("_id") : new ObjectId();
  return writeDoc(new Map<string, Value>([["_id", id], ...doc, ["_id", id]]));
}
