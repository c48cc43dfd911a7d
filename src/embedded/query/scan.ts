import { readFields } from "../bson/read.js";
import type { Doc } from "../bson/value.js";
import { CommandError } from "../errors.js";
import { type Collection, recordIdOf, recordKey } from "../storage/catalog.js";
import type { Row } from "../storage/changeRecords.js";
import type { Storage } from "../storage/openStorage.js";
import type { Matcher } from "./match.js";
import type { Plan } from "./plan.js";
import type { KeyRange } from "./keyRange.js";

/** A document that was found: its record, and the fields that were asked for. */
export interface FoundRow extends Row {
  doc: Doc;
}

/** What to scan for: the compiled query, and the fields to read besides its own (null: all). */
export interface Wanted {
  matcher: Matcher;
  roots: ReadonlySet<string> | null;
}

/** Entries are read in portions, so that no lmdb cursor stays open while a client thinks or a write runs. */
const PORTION = 256;

/** Finds the documents one after another. It may rest between two of them while others write. */
export function* scan(
  storage: Storage,
  collection: Collection,
  plan: Plan | null,
  wanted: Wanted,
): Generator<FoundRow> {
  const { matcher } = wanted;
  const roots = wanted.roots === null ? null : new Set([...wanted.roots, ...matcher.roots]);
  const rows = plan === null ? allRecords(storage, collection) : planned(storage, collection, plan);
  for (const row of rows) {
    const doc = readFields(row.bytes, roots);
    if (matcher.test(doc)) yield { id: row.id, bytes: row.bytes, doc };
  }
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
  const seen = new Set<number>();
  const isShared = plan.mayRepeat || plan.ranges.length > 1;
  const ranges = plan.reverse ? [...plan.ranges].reverse() : plan.ranges;
  for (const range of ranges) {
    for (const id of recordIds(storage, plan, range)) {
      if (isShared && seen.has(id)) continue;
      if (isShared) seen.add(id);
      const bytes = storage.records.get(recordKey(collection.id, id));
      if (bytes !== undefined) yield { id, bytes };
    }
    requireIndex(collection, plan);
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

function requireIndex(collection: Collection, plan: Plan): void {
  if (!collection.indexes.includes(plan.index))
    throw new CommandError(175, `index ${plan.index.name} was dropped`);
}
