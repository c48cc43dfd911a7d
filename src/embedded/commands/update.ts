import { toDoc, type Writable, type WritableDoc } from "../bson/write.js";
import type { Doc } from "../bson/value.js";
import type { Engine } from "../engine.js";
import { CommandError, refusal } from "../errors.js";
import { findRows, searchAll } from "../query/findRows.js";
import { compileMatch } from "../query/match.js";
import { type Collection, ensureCollection } from "../storage/catalog.js";
import { changeDocument, upsertDocument } from "../update/changeDocument.js";
import { compileUpdate, type Update } from "../update/compileUpdate.js";
import { type Command, docList, docOption, flagOption, namespaceOf } from "./command.js";
import { eachWrite, writeReplyOf } from "./eachWrite.js";

interface UpdateEntry {
  query: Doc;
  update: Update;
  isMulti: boolean;
  isUpsert: boolean;
}

const ALLOWED = new Set(["q", "u", "multi", "upsert"]);

/** update: changes one or all that each query finds, or inserts if it finds none and may. */
export function updateCommand(engine: Engine, command: Command): Promise<WritableDoc> {
  const namespace = namespaceOf(command);
  const entries = docList(command, "updates").map(readEntry);
  return engine.write(() => {
    let nModified = 0;
    const upserted: Writable[] = [];
    const known = engine.catalog.collections.get(namespace);
    const mayInsert = entries.some((entry) => entry.isUpsert);
    const collection = mayInsert ? ensureCollection(engine.storage, engine.catalog, namespace) : known;
    const outcome = eachWrite(entries, flagOption(command.options, "ordered", true), (entry, index) => {
      if (collection === undefined) return 0;
      const changed = updateFound(engine, collection, entry);
      nModified += changed.modified;
      if (changed.matched > 0 || !entry.isUpsert) return changed.matched;
      const { doc } = upsertDocument(engine.storage, collection, entry);
      upserted.push(toDoc({ index, _id: doc.get("_id") }));
      return 1;
    });
    return writeReplyOf(outcome, upserted.length > 0 ? { nModified, upserted } : { nModified });
  });
}

function updateFound(
  engine: Engine,
  collection: Collection,
  entry: UpdateEntry,
): { matched: number; modified: number } {
  const search = { ...searchAll(entry.query), limit: entry.isMulti ? 0 : 1, roots: new Set<string>() };
  const rows = [...findRows(engine.storage, collection, search)];
  let modified = 0;
  for (const row of rows) {
    if (changeDocument(engine.storage, collection, row, entry.update) !== row.bytes) modified++;
  }
  return { matched: rows.length, modified };
}

function readEntry(entry: Doc): UpdateEntry {
  for (const [name, value] of entry) {
    if (!ALLOWED.has(name) && value !== null) throw refusal(`the option ${name} of update`);
  }
  if (!entry.has("q") || !entry.has("u"))
    throw new CommandError(40414, "BSON field 'update.updates' is incomplete");
  const query = docOption(entry, "q");
  compileMatch(query);
  const isUpsert = flagOption(entry, "upsert");
  return { query, update: compileUpdate(entry.get("u")), isMulti: flagOption(entry, "multi"), isUpsert };
}
