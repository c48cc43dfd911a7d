import type { Doc } from "../bson/value.js";
import { type Reply, writeAround } from "../bson/write.js";
import type { Engine } from "../engine.js";
import { CommandError } from "../errors.js";
import { findRows } from "../query/findRows.js";
import { type KeyField, readKeyFields } from "../query/keyField.js";
import { compileMatch } from "../query/match.js";
import type { Collection } from "../storage/catalog.js";
import { removeRecord } from "../storage/changeRecords.js";
import { changeDocument, equalitiesOf, upsertDocument } from "../update/changeDocument.js";
import { compileUpdate, type Update } from "../update/compileUpdate.js";
import { type Command, docOption, flagOption, namespaceOf } from "./command.js";
import { collectionFor } from "./update.js";

interface Wish {
  query: Doc;
  sort: readonly KeyField[];
  /** Null removes the document. */
  update: Update | null;
  isNew: boolean;
  isUpsert: boolean;
}

/** findAndModify: changes or removes the first document that is found, and returns it as it was or as it became. */
export function findAndModify(engine: Engine, command: Command): Promise<Reply> {
  const namespace = namespaceOf(command);
  const wish = readWish(command.options);
  return engine.write(() => {
    const collection = collectionFor(engine, namespace, wish.isUpsert);
    return collection === undefined ? answer(null, { n: 0 }) : run(engine, collection, wish);
  });
}

function run({ storage }: Engine, collection: Collection, wish: Wish): Reply {
  const { query, sort, update, isNew, isUpsert } = wish;
  const [row] = findRows(storage, collection, { query, sort, limit: 1 });
  if (row !== undefined && update === null) {
    removeRecord(storage, collection, row);
    return answer(row.bytes, { n: 1 });
  }
  if (row !== undefined && update !== null) {
    const bytes = changeDocument(storage, collection, row, update);
    return answer(isNew ? bytes : row.bytes, { n: 1, updatedExisting: true });
  }
  if (!isUpsert || update === null) return answer(null, { n: 0, updatedExisting: false });
  const { id, bytes } = upsertDocument(storage, collection, { query, update });
  return answer(isNew ? bytes : null, { n: 1, updatedExisting: false, upserted: id });
}

function answer(bytes: Buffer | null, lastErrorObject: Record<string, unknown>): Reply {
  const reply = { lastErrorObject, ok: 1 };
  return bytes === null ? { ...reply, value: null } : writeAround(reply, "value", bytes);
}

function readWish(options: Doc): Wish {
  const isRemoving = flagOption(options, "remove");
  const isUpsert = flagOption(options, "upsert");
  const isNew = flagOption(options, "new");
  if (isRemoving === options.has("update") || (isRemoving && (isUpsert || isNew)))
    throw new CommandError(9, "findAndModify needs an update, or remove=true without new and upsert");
  const query = docOption(options, "query");
  compileMatch(query);
  const update = isRemoving ? null : compileUpdate(options.get("update"));
  if (isUpsert) equalitiesOf(query);
  return { query, sort: readKeyFields(options.get("sort")), update, isNew, isUpsert };
}
