import type { Doc } from "../bson/value.js";
import type { Reply } from "../bson/write.js";
import type { Engine } from "../engine.js";
import { findRows } from "../query/findRows.js";
import { compileMatch } from "../query/match.js";
import { type Collection, ensureCollection } from "../storage/catalog.js";
import { changeDocument, equalitiesOf, upsertDocument } from "../update/changeDocument.js";
import { compileUpdate, type Update } from "../update/compileUpdate.js";
import { type Command, docList, docOption, flagOption, namespaceOf, requireOnly } from "./command.js";
import { writeEach } from "./writeEach.js";

interface Entry {
  query: Doc;
  update: Update;
  isMulti: boolean;
  isUpsert: boolean;
}

/** update: changes one or all that each query finds, or inserts if it finds none and may. */
export function updateCommand(engine: Engine, command: Command): Promise<Reply> {
  const namespace = namespaceOf(command);
  const entries = docList(command, "updates").map(readEntry);
  return engine.write(() => {
    let nModified = 0;
    const upserted: unknown[] = [];
    const run = (entry: Entry, index: number): number => {
      const collection = collectionFor(engine, namespace, entry.isUpsert);
      if (collection === undefined) return 0;
      const { query, update, isMulti } = entry;
      const rows = [...findRows(engine.storage, collection, { query, limit: isMulti ? 0 : 1 })];
      for (const row of rows)
        if (changeDocument(engine.storage, collection, row, update) !== row.bytes) nModified++;
      if (rows.length > 0 || !entry.isUpsert) return rows.length;
      upserted.push({ index, _id: upsertDocument(engine.storage, collection, entry).id });
      return 1;
    };
    return writeEach(command, entries, run, () => ({ nModified, ...(upserted.length > 0 && { upserted }) }));
  });
}

/** The collection of a write; an upsert makes it where it is missing. */
export function collectionFor(engine: Engine, namespace: string, isUpsert: boolean): Collection | undefined {
  if (isUpsert) return ensureCollection(engine.storage, engine.catalog, namespace);
  return engine.catalog.collections.get(namespace);
}

function readEntry(entry: Doc): Entry {
  requireOnly(entry, ["q", "u", "multi", "upsert"], "update");
  const query = docOption(entry, "q");
  compileMatch(query);
  const isUpsert = flagOption(entry, "upsert");
  if (isUpsert) equalitiesOf(query);
  return { query, update: compileUpdate(entry.get("u")), isMulti: flagOption(entry, "multi"), isUpsert };
}
