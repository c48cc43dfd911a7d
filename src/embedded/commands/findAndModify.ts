import { readDoc } from "../bson/read.js";
import { toDoc, writeDoc, type Writable, type WritableDoc } from "../bson/write.js";
import type { Doc } from "../bson/value.js";
import type { Engine } from "../engine.js";
import { CommandError } from "../errors.js";
import { findRows, searchAll } from "../query/findRows.js";
import { compileMatch } from "../query/match.js";
import { project, type Projection, readProjection } from "../query/projection.js";
import { readSort } from "../query/sort.js";
import { type Collection, ensureCollection } from "../storage/catalog.js";
import { removeRecord, type Row } from "../storage/changeRecords.js";
import type { KeyField } from "../storage/indexKeys.js";
import { changeDocument, upsertDocument } from "../update/changeDocument.js";
import { compileUpdate, type Update } from "../update/compileUpdate.js";
import { type Command, docOption, flagOption, namespaceOf } from "./command.js";

interface Wish {
  query: Doc;
  sort: readonly KeyField[];
  /** Null removes the document. */
  update: Update | null;
  isNew: boolean;
  isUpsert: boolean;
  projection: Projection | null;
}

/** findAndModify: changes or removes the first document that is found, and returns it as it was or as it became. */
export function findAndModify(engine: Engine, command: Command): Promise<WritableDoc> {
  const namespace = namespaceOf(command);
  const wish = readWish(command.options);
  return engine.write(() => {
    const known = engine.catalog.collections.get(namespace);
    const collection = wish.isUpsert ? ensureCollection(engine.storage, engine.catalog, namespace) : known;
    if (collection === undefined) return answer(null, { n: 0, updatedExisting: false }, wish);
    const search = { ...searchAll(wish.query), sort: wish.sort, limit: 1, roots: new Set<string>() };
    const [row] = findRows(engine.storage, collection, search);
    return row === undefined ? notFound(engine, collection, wish) : found(engine, collection, { row, wish });
  });
}

function found(engine: Engine, collection: Collection, what: { row: Row; wish: Wish }): WritableDoc {
  const { row, wish } = what;
  if (wish.update === null) {
    removeRecord(engine.storage, collection, row);
    return answer(row.bytes, { n: 1 }, wish);
  }
  const bytes = changeDocument(engine.storage, collection, row, wish.update);
  return answer(wish.isNew ? bytes : row.bytes, { n: 1, updatedExisting: true }, wish);
}

function notFound(engine: Engine, collection: Collection, wish: Wish): WritableDoc {
  if (wish.update === null) return answer(null, { n: 0 }, wish);
  if (!wish.isUpsert) return answer(null, { n: 0, updatedExisting: false }, wish);
  const upsert = { query: wish.query, update: wish.update };
  const { doc, bytes } = upsertDocument(engine.storage, collection, upsert);
  const lastError = { n: 1, updatedExisting: false, upserted: doc.get("_id") };
  return answer(wish.isNew ? bytes : null, lastError, wish);
}

function answer(bytes: Buffer | null, lastError: Record<string, Writable>, wish: Wish): WritableDoc {
  const shown =
    bytes !== null && wish.projection !== null ? writeDoc(project(readDoc(bytes), wish.projection)) : bytes;
  return toDoc({ lastErrorObject: toDoc(lastError), value: shown, ok: 1 });
}

function readWish(options: Doc): Wish {
  const isRemoving = flagOption(options, "remove");
  const isUpsert = flagOption(options, "upsert");
  const isNew = flagOption(options, "new");
  if (isRemoving === options.has("update")) {
    throw new CommandError(9, "Either an update or remove=true must be specified, and not both");
  }
  if (isRemoving && (isUpsert || isNew))
    throw new CommandError(9, "Cannot specify both new or upsert and remove=true");
  const query = docOption(options, "query");
  compileMatch(query);
  const update = isRemoving ? null : compileUpdate(options.get("update"));
  const sort = readSort(options.get("sort"));
  return { query, sort, update, isNew, isUpsert, projection: readProjection(options.get("fields")) };
}
