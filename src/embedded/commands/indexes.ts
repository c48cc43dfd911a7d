import { equalValues } from "../bson/compare.js";
import { isDoc, type Value } from "../bson/value.js";
import { type Reply, writeDoc } from "../bson/write.js";
import { closeCursors, firstReply } from "../cursors.js";
import type { Engine } from "../engine.js";
import { CommandError, refusal } from "../errors.js";
import { findRows } from "../query/findRows.js";
import { type Collection, ensureCollection, saveCollection, setIndexes } from "../storage/catalog.js";
import { addToIndex } from "../storage/changeRecords.js";
import { ID_INDEX, type Index, INDEX_OPTIONS, toIndex } from "../storage/toIndex.js";
import {
  type Command,
  flagOption,
  listOption,
  namespaceOf,
  requireOnly,
  wholeNumberOption,
} from "./command.js";
import { clearId } from "./namespaces.js";

/** So many cut components fit into lmdb's 1,978 bytes. */
const MAX_FIELDS = 7;
/** What is understood of an index; "v" and "background" change nothing. */
const UNDERSTOOD = ["v", "background", "key", "name", ...INDEX_OPTIONS];

/** createIndexes: builds what is not there yet, all of it or (when a document stands against it) nothing. */
export function createIndexes(engine: Engine, command: Command): Promise<Reply> {
  const namespace = namespaceOf(command);
  const wanted = listOption(command.options, "indexes").map(readIndex);
  return engine.write(() => {
    const createdCollectionAutomatically = !engine.catalog.collections.has(namespace);
    const collection = ensureCollection(engine.storage, engine.catalog, namespace);
    const numIndexesBefore = collection.indexes.length;
    const missing = wanted.filter((index) => !isThere(collection, index));
    missing.forEach((index) => (index.id = engine.catalog.nextId++));
    build(engine, collection, missing);
    const numIndexesAfter = collection.indexes.length;
    return { numIndexesBefore, numIndexesAfter, createdCollectionAutomatically, ok: 1 };
  });
}

/** listIndexes. Throws NamespaceNotFound for a missing collection. */
export function listIndexes(engine: Engine, command: Command): Reply {
  const collection = requireCollection(engine, namespaceOf(command));
  const documents = collection.indexes.map(({ definition }) => writeDoc(definition));
  return firstReply(engine.cursors, documents, { namespace: collection.namespace, size: Infinity });
}

/** dropIndexes: one, by its name. */
export function dropIndexes(engine: Engine, command: Command): Promise<Reply> {
  const namespace = namespaceOf(command);
  const name = command.options.get("index");
  if (typeof name !== "string" || name === "*") throw refusal("dropIndexes but by name");
  return engine.write(() => {
    const collection = requireCollection(engine, namespace);
    const { indexes } = collection;
    const dropped = indexes.find((index) => index.name === name);
    if (dropped === undefined) throw new CommandError(27, `index not found with name [${name}]`);
    if (name === ID_INDEX) throw new CommandError(72, "cannot drop _id index");
    clearId(engine.storage.entries, dropped.id);
    const left = indexes.filter((index) => index !== dropped);
    setIndexes(collection, left);
    saveCollection(engine.storage, collection);
    closeCursors(engine.cursors, namespace);
    return { nIndexesWas: indexes.length, ok: 1 };
  });
}

function build(engine: Engine, collection: Collection, missing: Index[]): void {
  if (missing.length === 0) return;
  try {
    for (const row of findRows(engine.storage, collection, { query: new Map() }))
      missing.forEach((index) => addToIndex(engine.storage, collection, index, row));
  } catch (error) {
    missing.forEach((index) => clearId(engine.storage.entries, index.id));
    throw error;
  }
  setIndexes(collection, [...collection.indexes, ...missing]);
  saveCollection(engine.storage, collection);
}

/** Says whether the index exists; throws where its name or its key is taken by a different one. */
function isThere(collection: Collection, wanted: Index): boolean {
  for (const index of collection.indexes) {
    const isSameKey = ["key", "partialFilterExpression"].every((part) =>
      equalValues(index.definition.get(part), wanted.definition.get(part)),
    );
    if (!isSameKey && index.name !== wanted.name) continue;
    if (isSameKey && (index.name === ID_INDEX || equalValues(index.definition, wanted.definition)))
      return true;
    const message = `The index ${index.name} is there already, and differs from the wanted ${wanted.name}`;
    throw new CommandError(isSameKey ? 85 : 86, message);
  }
  return false;
}

function requireCollection(engine: Engine, namespace: string): Collection {
  const collection = engine.catalog.collections.get(namespace);
  if (collection === undefined) throw new CommandError(26, `ns does not exist: ${namespace}`);
  return collection;
}

/** Reads one index of createIndexes. Its id is still to be given. */
function readIndex(spec: Value): Index {
  if (!isDoc(spec)) throw new CommandError(14, "The elements of 'indexes' must be objects");
  requireOnly(spec, UNDERSTOOD, "an index");
  const name = spec.get("name");
  if (typeof name !== "string" || name === "") throw new CommandError(9, "An index needs a name");
  ["unique", "sparse"].forEach((flag) => flagOption(spec, flag));
  wholeNumberOption(spec, "expireAfterSeconds", 0);
  requireEqualities(spec.get("partialFilterExpression"));
  const index = toIndex(0, spec);
  const { length } = index.fields;
  if (length === 0) throw new CommandError(67, "Index keys cannot be empty.");
  if (length > MAX_FIELDS) throw refusal(`indexes of more than ${MAX_FIELDS} fields`);
  if (length > 1 && index.expireAfterSeconds !== undefined)
    throw new CommandError(67, "TTL indexes are single-field indexes");
  if (index.sparse && index.partial)
    throw new CommandError(67, "cannot mix partialFilterExpression and sparse");
  return index;
}

/** The filters of partial indexes: {isOpen: true}. */
function requireEqualities(filter: Value): void {
  const isFine = isDoc(filter) && [...filter].every(([path, value]) => path[0] !== "$" && isScalar(value));
  if (filter !== undefined && filter !== null && !isFine)
    throw refusal("this partialFilterExpression; only fields with a value");
}

function isScalar(value: Value): boolean {
  return ["boolean", "string", "number"].includes(typeof value);
}
