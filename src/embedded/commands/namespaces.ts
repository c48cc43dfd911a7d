import type { Value } from "../bson/value.js";
import { toDoc, type Writable, type WritableDoc } from "../bson/write.js";
import { closeCursors, firstReply } from "../cursors.js";
import type { Engine } from "../engine.js";
import { CommandError } from "../errors.js";
import { writeDoc } from "../bson/write.js";
import { compileMatch } from "../query/match.js";
import { type Collection, ensureCollection, recordKey } from "../storage/catalog.js";
import { type Command, docOption, flagOption, namespaceOf } from "./command.js";

/** create: an empty collection; repeating it is an error, as in MongoDB when options differ and before version 7. */
export function create(engine: Engine, command: Command): Promise<WritableDoc> {
  const namespace = namespaceOf(command);
  return engine.write(() => {
    if (!engine.catalog.collections.has(namespace))
      ensureCollection(engine.storage, engine.catalog, namespace);
    return toDoc({ ok: 1 });
  });
}

/** drop: removes a collection with its documents and indexes. */
export function drop(engine: Engine, command: Command): Promise<WritableDoc> {
  const namespace = namespaceOf(command);
  return engine.write(() => {
    const collection = engine.catalog.collections.get(namespace);
    if (collection === undefined) return toDoc({ ok: 1 });
    const nIndexesWas = collection.indexes.length;
    removeCollection(engine, collection);
    return toDoc({ nIndexesWas, ns: namespace, ok: 1 });
  });
}

/** dropDatabase: drops every collection of the database. */
export function dropDatabase(engine: Engine, command: Command): Promise<WritableDoc> {
  return engine.write(() => {
    const all = collectionsOf(engine, command.database);
    all.forEach((collection) => removeCollection(engine, collection));
    return toDoc(all.length > 0 ? { dropped: command.database, ok: 1 } : { ok: 1 });
  });
}

/** listCollections, with a filter on name and type. */
export function listCollections(engine: Engine, command: Command): WritableDoc {
  const matcher = compileMatch(docOption(command.options, "filter"));
  const nameOnly = flagOption(command.options, "nameOnly");
  const documents = collectionsOf(engine, command.database)
    .map((collection) => new Map<string, Writable>(Object.entries(describe(command, collection, nameOnly))))
    .filter((doc) => matcher.test(doc as Map<string, Value>))
    .map(writeDoc);
  const namespace = `${command.database}.$cmd.listCollections`;
  return firstReply(engine.cursors, documents, { namespace, size: Infinity });
}

/** listDatabases: names only; sizes are not kept. */
export function listDatabases(engine: Engine): WritableDoc {
  const names = [...engine.catalog.collections.keys()].map((namespace) =>
    namespace.slice(0, namespace.indexOf(".")),
  );
  const databases = [...new Set(names)].sort().map((name) => toDoc({ name, empty: false }));
  return toDoc({ databases, ok: 1 });
}

function describe(command: Command, collection: Collection, nameOnly: boolean): Record<string, Writable> {
  const name = collection.namespace.slice(command.database.length + 1);
  if (nameOnly) return { name, type: "collection" };
  const idIndex = toDoc({ v: 2, key: toDoc({ _id: 1 }), name: "_id_" });
  return { name, type: "collection", options: toDoc({}), info: toDoc({ readOnly: false }), idIndex };
}

function collectionsOf(engine: Engine, database: string): Collection[] {
  return [...engine.catalog.collections.values()].filter((one) => one.namespace.startsWith(`${database}.`));
}

function removeCollection(engine: Engine, collection: Collection): void {
  const { storage, catalog, cursors } = engine;
  if (!catalog.collections.has(collection.namespace)) throw new CommandError(26, "ns not found");
  clearRange(storage.records, recordKey(collection.id), recordKey(collection.id + 1));
  for (const index of collection.indexes)
    clearRange(storage.entries, recordKey(index.id), recordKey(index.id + 1));
  storage.catalog.removeSync(Buffer.from(collection.namespace));
  catalog.collections.delete(collection.namespace);
  closeCursors(cursors, collection.namespace);
}

type Part = Engine["storage"]["records"];

/** Removes all keys from `start` to before `end`, some at a time, so that a large collection needs little memory. */
export function clearRange(part: Part, start: Buffer, end: Buffer): void {
  for (;;) {
    const keys = [...part.getKeys({ start, end, limit: 1000 })];
    keys.forEach((key) => part.removeSync(key));
    if (keys.length < 1000) return;
  }
}
