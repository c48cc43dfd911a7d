import { type Reply, writeDoc } from "../bson/write.js";
import { closeCursors, firstReply } from "../cursors.js";
import type { Engine } from "../engine.js";
import { refusal } from "../errors.js";
import { type Collection, ensureCollection, recordKey } from "../storage/catalog.js";
import type { Storage } from "../storage/openStorage.js";
import { ID_INDEX } from "../storage/toIndex.js";
import { type Command, docOption, flagOption, namespaceOf } from "./command.js";

/** create: an empty collection; repeating it does nothing, as in MongoDB 7. */
export function create(engine: Engine, command: Command): Promise<Reply> {
  const namespace = namespaceOf(command);
  return engine.write(() => {
    ensureCollection(engine.storage, engine.catalog, namespace);
    return { ok: 1 };
  });
}

/** dropDatabase: drops every collection of the database. */
export function dropDatabase(engine: Engine, command: Command): Promise<Reply> {
  return engine.write(() => {
    const all = collectionsOf(engine, command.database);
    all.forEach((collection) => removeCollection(engine, collection));
    return all.length > 0 ? { dropped: command.database, ok: 1 } : { ok: 1 };
  });
}

/** listCollections, all or (filter {name}) one. */
export function listCollections(engine: Engine, command: Command): Reply {
  const filter = docOption(command.options, "filter");
  const name = filter.get("name");
  if (filter.size > 1 || (filter.size === 1 && typeof name !== "string"))
    throw refusal("this filter of listCollections; only {name: ...}");
  const nameOnly = flagOption(command.options, "nameOnly");
  const documents = collectionsOf(engine, command.database)
    .map((collection) => describe(collection, nameOnly))
    .filter((one) => name === undefined || one["name"] === name)
    .map(writeDoc);
  const namespace = `${command.database}.$cmd.listCollections`;
  return firstReply(engine.cursors, documents, { namespace, size: Infinity });
}

function describe({ namespace }: Collection, nameOnly: boolean): Record<string, unknown> {
  const name = namespace.slice(namespace.indexOf(".") + 1);
  if (nameOnly) return { name, type: "collection" };
  const idIndex = { v: 2, key: { _id: 1 }, name: ID_INDEX };
  return { name, type: "collection", options: {}, info: { readOnly: false }, idIndex };
}

function collectionsOf(engine: Engine, database: string): Collection[] {
  return [...engine.catalog.collections.values()].filter((one) => one.namespace.startsWith(`${database}.`));
}

function removeCollection({ storage, catalog, cursors }: Engine, collection: Collection): void {
  clearId(storage.records, collection.id);
  collection.indexes.forEach((index) => clearId(storage.entries, index.id));
  storage.catalog.removeSync(Buffer.from(collection.namespace));
  catalog.collections.delete(collection.namespace);
  closeCursors(cursors, collection.namespace);
}

/** Removes all keys of a collection or an index, some at a time, so that a large one needs little memory. */
export function clearId(part: Storage["records"], id: number): void {
  const range = { start: recordKey(id), end: recordKey(id + 1), limit: 1000 };
  for (;;) {
    const keys = [...part.getKeys(range)];
    keys.forEach((key) => part.removeSync(key));
    if (keys.length < range.limit) return;
  }
}
