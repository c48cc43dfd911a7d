import { equalValues } from "../bson/compare.js";
import { type Doc, isDoc, type Value } from "../bson/value.js";
import { toDoc, type Writable, writeDoc, type WritableDoc } from "../bson/write.js";
import { closeCursors, firstReply } from "../cursors.js";
import type { Engine } from "../engine.js";
import { CommandError, refusal } from "../errors.js";
import { findRows, searchAll } from "../query/findRows.js";
import {
  type Collection,
  ensureCollection,
  type Index,
  recordKey,
  saveCollection,
} from "../storage/catalog.js";
import { addToIndex } from "../storage/changeRecords.js";
import { type Command, namespaceOf } from "./command.js";
import { clearRange } from "./namespaces.js";
import { readIndexSpec } from "./readIndexSpec.js";

/** createIndexes: builds what is not there yet, all of it or (when a document stands against it) nothing. */
export function createIndexes(engine: Engine, command: Command): Promise<WritableDoc> {
  const namespace = namespaceOf(command);
  const specs = command.options.get("indexes");
  if (!Array.isArray(specs) || specs.length === 0)
    throw new CommandError(2, "Must specify at least one index");
  const wanted = specs.map(readIndexSpec);
  return engine.write(() => {
    const isNew = !engine.catalog.collections.has(namespace);
    const collection = ensureCollection(engine.storage, engine.catalog, namespace);
    const before = collection.indexes.length;
    const missing = wanted.filter((index) => !isThere(collection, index));
    missing.forEach((index) => (index.id = engine.catalog.nextId++));
    build(engine, collection, missing);
    const note = missing.length === 0 ? { note: "all indexes already exist" } : {};
    const counts = { numIndexesBefore: before, numIndexesAfter: collection.indexes.length };
    return toDoc({ ...counts, createdCollectionAutomatically: isNew, ...note, ok: 1 });
  });
}

/** listIndexes. Throws NamespaceNotFound for a missing collection. */
export function listIndexes(engine: Engine, command: Command): WritableDoc {
  const collection = requireCollection(engine, namespaceOf(command));
  const documents = collection.indexes.map((index) => writeDoc(describeIndex(index)));
  return firstReply(engine.cursors, documents, { namespace: collection.namespace, size: Infinity });
}

/** dropIndexes: by name, by key, or "*" for all but _id. */
export function dropIndexes(engine: Engine, command: Command): Promise<WritableDoc> {
  const namespace = namespaceOf(command);
  const which = command.options.get("index");
  return engine.write(() => {
    const collection = requireCollection(engine, namespace);
    const nIndexesWas = collection.indexes.length;
    const dropped = collection.indexes.filter((index) => isMeant(index, which));
    if (dropped.length === 0 && which !== "*")
      throw new CommandError(27, `index not found with name [${String(which)}]`);
    if (dropped.some((index) => index.name === "_id_")) throw new CommandError(72, "cannot drop _id index");
    dropped.forEach((index) => clearIndex(engine, index));
    collection.indexes = collection.indexes.filter((index) => !dropped.includes(index));
    saveCollection(engine.storage, collection);
    closeCursors(engine.cursors, namespace);
    return toDoc({ nIndexesWas, ok: 1 });
  });
}

function build(engine: Engine, collection: Collection, missing: Index[]): void {
  try {
    for (const row of findRows(engine.storage, collection, { ...searchAll(new Map()), roots: new Set() })) {
      missing.forEach((index) => addToIndex(engine.storage, collection, index, row));
    }
  } catch (error) {
    missing.forEach((index) => clearIndex(engine, index));
    throw error;
  }
  collection.indexes.push(...missing);
  if (missing.length > 0) saveCollection(engine.storage, collection);
}

function clearIndex(engine: Engine, index: Index): void {
  clearRange(engine.storage.entries, recordKey(index.id), recordKey(index.id + 1));
}

/** Says whether the index exists; throws where its name or its key is taken by a different one. */
function isThere(collection: Collection, wanted: Index): boolean {
  for (const index of collection.indexes) {
    const sameKey =
      equalValues(keyOf(index), keyOf(wanted)) && equalValues(index.partial?.filter, wanted.partial?.filter);
    const sameName = index.name === wanted.name;
    if (sameKey && index.name === "_id_") return true;
    if (sameKey && sameName && equalValues(describeOptions(index), describeOptions(wanted))) return true;
    if (sameKey) {
      const message = sameName
        ? `An equivalent index already exists with the same name but different options. Requested index: ${wanted.name}`
        : `Index already exists with a different name: ${index.name}`;
      throw new CommandError(85, message);
    }
    if (sameName) {
      throw new CommandError(
        86,
        `An existing index has the same name as the requested index: ${wanted.name}`,
      );
    }
  }
  return false;
}

function isMeant(index: Index, which: Value): boolean {
  if (which === "*") return index.name !== "_id_";
  if (isDoc(which)) return equalValues(keyOf(index), which);
  if (Array.isArray(which)) return which.includes(index.name);
  if (typeof which !== "string") throw refusal("this form of dropIndexes");
  return index.name === which;
}

function requireCollection(engine: Engine, namespace: string): Collection {
  const collection = engine.catalog.collections.get(namespace);
  if (collection === undefined) throw new CommandError(26, `ns does not exist: ${namespace}`);
  return collection;
}

function keyOf(index: Index): Doc {
  return new Map(index.fields.map((field) => [field.path, field.direction]));
}

function describeIndex(index: Index): WritableDoc {
  const options = index.name === "_id_" ? new Map<string, Writable>() : describeOptions(index);
  return new Map<string, Writable>([["v", 2], ["key", keyOf(index)], ["name", index.name], ...options]);
}

function describeOptions(index: Index): Doc {
  const options: Doc = new Map();
  if (index.unique) options.set("unique", true);
  if (index.sparse) options.set("sparse", true);
  if (index.partial !== undefined) options.set("partialFilterExpression", index.partial.filter);
  if (index.expireAfterSeconds !== undefined) options.set("expireAfterSeconds", index.expireAfterSeconds);
  return options;
}
