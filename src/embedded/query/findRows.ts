import { readFields } from "../bson/read.js";
import type { Doc } from "../bson/value.js";
import { CommandError } from "../errors.js";
import { type Collection, recordIdOf, recordKey } from "../storage/catalog.js";
import type { Row } from "../storage/changeRecords.js";
import { encodeValue, invert } from "../storage/encodeKey.js";
import type { Storage } from "../storage/openStorage.js";
import { type KeyField, keyValues } from "./keyField.js";
import type { KeyRange } from "./keyRange.js";
import { compileMatch, type Matcher } from "./match.js";
import { choosePlan, type Plan } from "./plan.js";

/** A search: the query, its order (absent: any), and how many documents are wanted (absent or 0: all). */
export interface Search {
  query: Doc;
  sort?: readonly KeyField[];
  limit?: number;
  /** Top-level fields to read, besides those of the query and the sort. */
  roots?: ReadonlySet<string>;
}

/** A document that was found: its record, and the fields that were read. */
export interface FoundRow extends Row {
  doc: Doc;
}

/** Entries are read in portions, so that no lmdb cursor stays open while a client thinks or a write runs. */
const PORTION = 256;
/** So many rows come together before those that a limit leaves out are let go. */
const SORT_PORTION = 1000;

/**
 * Finds documents one after another; it may rest between two of them while others write. A missing collection has
 * none. The query is compiled (and perhaps refused) at once.
 */
export function findRows(
  storage: Storage,
  collection: Collection | undefined,
  { query, sort = [], limit = 0, roots }: Search,
): Iterable<FoundRow> {
  const matcher = compileMatch(query);
  if (collection === undefined) return [];
  const plan = choosePlan(storage, collection, { query, sort, limit });
  const rows = plan === null ? allRecords(storage, collection) : planned(storage, collection, plan);
  const fields = new Set([
    ...(roots ?? []),
    ...matcher.roots,
    ...sort.map(({ parts }) => parts[0] as string),
  ]);
  const found = matching(rows, matcher, fields);
  const isSorted = sort.length === 0 || plan?.isSorted === true;
  return firstOf(isSorted ? found : sortLater(found, sort, limit), limit);
}

function* matching(rows: Iterable<Row>, matcher: Matcher, fields: Set<string>): Generator<FoundRow> {
  for (const { id, bytes } of rows) {
    const doc = readFields(bytes, fields);
    if (matcher.test(doc)) yield { id, bytes, doc };
  }
}

function* firstOf<T>(items: Iterable<T>, limit: number): Generator<T> {
  let left = limit;
  for (const item of items) {
    yield item;
    if (--left === 0) return;
  }
}

/** Sorts what is found; where only the first `limit` (0: all) matter, the others are let go on the way. */
function* sortLater(rows: Iterable<FoundRow>, sort: readonly KeyField[], limit: number): Generator<FoundRow> {
  let held: { row: FoundRow; key: Buffer }[] = [];
  const put = (): typeof held => held.sort((a, b) => Buffer.compare(a.key, b.key));
  for (const row of rows) {
    held.push({ row, key: sortKey(row.doc, sort) });
    if (limit > 0 && held.length >= limit * 2 + SORT_PORTION) held = put().slice(0, limit);
  }
  for (const { row } of put()) yield row;
}

/** Bytes that compare as the documents sort. */
function sortKey(doc: Doc, sort: readonly KeyField[]): Buffer {
  const components = keyValues(doc, sort).map(encodeValue);
  return Buffer.concat(components.map((bytes, i) => (sort[i]?.direction === 1 ? bytes : invert(bytes))));
}

function* allRecords(storage: Storage, collection: Collection): Generator<Row> {
  const end = recordKey(collection.id + 1);
  let start: Buffer | null = recordKey(collection.id);
  while (start !== null) {
    const portion: { key: Buffer; value: Buffer }[] = [
      ...storage.records.getRange({ start, end, limit: PORTION }),
    ];
    let id = 0;
    for (const { key, value } of portion) {
      id = recordIdOf(key);
      yield { id, bytes: value };
    }
    start = portion.length < PORTION ? null : recordKey(collection.id, id + 1);
  }
}

function* planned(storage: Storage, collection: Collection, plan: Plan): Generator<Row> {
  for (const range of plan.ranges) {
    for (const id of recordIds(storage, plan, range)) {
      const bytes = storage.records.get(recordKey(collection.id, id));
      if (bytes !== undefined) yield { id, bytes };
    }
    if (!collection.indexes.includes(plan.index))
      throw new CommandError(175, `index ${plan.index.name} was dropped`);
  }
}

function* recordIds(storage: Storage, plan: Plan, range: KeyRange): Generator<number> {
  let from = plan.reverse ? range.end : range.start;
  const to = plan.reverse ? range.start : range.end;
  for (;;) {
    const options = { start: from, end: to, reverse: plan.reverse, exclusiveStart: true, limit: PORTION };
    const keys = [...storage.entries.getKeys(options)];
    for (const key of keys) yield recordIdOf(key);
    const last = keys[keys.length - 1];
    if (last === undefined || keys.length < PORTION) return;
    from = last;
  }
}
