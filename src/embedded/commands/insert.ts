import { readDoc } from "../bson/read.js";
import { ObjectId } from "bson";
import type { WritableDoc } from "../bson/write.js";
import type { Doc } from "../bson/value.js";
import type { Engine } from "../engine.js";
import { CommandError } from "../errors.js";
import { ensureCollection } from "../storage/catalog.js";
import { insertRecord, withIdFirst } from "../storage/changeRecords.js";
import { type Command, flagOption, namespaceOf, rawList } from "./command.js";
import { eachWrite, writeReplyOf } from "./eachWrite.js";

/** insert: every document is read through once (to refuse what cannot be stored) and kept as it came. */
export function insert(engine: Engine, command: Command): Promise<WritableDoc> {
  const namespace = namespaceOf(command);
  const documents = rawList(command, "documents").map(prepare);
  return engine.write(() => {
    const collection = ensureCollection(engine.storage, engine.catalog, namespace);
    const outcome = eachWrite(documents, flagOption(command.options, "ordered", true), (document) => {
      if (document instanceof CommandError) throw document;
      insertRecord(engine.storage, collection, document);
      return 1;
    });
    return writeReplyOf(outcome);
  });
}

/** The bytes to store, with `_id` in front; or the error that this one document (and no other) brings about. */
function prepare(bytes: Buffer): Buffer | CommandError {
  const doc = readDoc(bytes);
  try {
    requireGoodId(doc);
  } catch (error) {
    return error as CommandError;
  }
  if (doc.keys().next().value === "_id") return bytes;
  if (!doc.has("_id")) doc.set("_id", new ObjectId());
  return withIdFirst(doc);
}

/** Throws where `_id` is of a type that cannot be one. */
export function requireGoodId(doc: Doc): void {
  const id = doc.get("_id");
  if (Array.isArray(id)) throw new CommandError(53, "The '_id' value cannot be of type array");
  if (id instanceof Map && [...id.keys()].some((name) => name.startsWith("$"))) {
    throw new CommandError(52, "The dollar ($) prefixed field in '_id' is not allowed");
  }
  if (id !== null && typeof id === "object" && "pattern" in id) {
    throw new CommandError(53, "The '_id' value cannot be of type regex");
  }
}
