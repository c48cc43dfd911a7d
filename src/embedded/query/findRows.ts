import { type Doc } from "../bson/value.js";
import type { Collection } from "../storage/catalog.js";
import type { KeyField } from "../storage/indexKeys.js";
import type { Storage } from "../storage/openStorage.js";
import { compileMatch } from "./match.js";
import { choosePlan } from "./plan.js";
import { type FoundRow, scan } from "./scan.js";
import { sortRows } from "./sort.js";

/** A search: the query, its order, and which documents of the result are wanted (limit 0: all). */
export interface Search {
  query: Doc;
  sort: readonly KeyField[];
  skip: number;
  limit: number;
  /** Top-level fields to read; null for the whole document. */
  roots: ReadonlySet<string> | null;
}

/** So many rows come together before those that a limit leaves out are let go. */
const SORT_PORTION = 1000;

/** A search for everything that the query finds, whole and in no particular order. */
export function searchAll(query: Doc): Search {
  return { query, sort: [], skip: 0, limit: 0, roots: null };
}

/** Finds documents. A missing collection has none. The query is compiled (and perhaps refused) at once. */
export function findRows(
  storage: Storage,
  collection: Collection | undefined,
  search: Search,
): Iterable<FoundRow> {
  const matcher = compileMatch(search.query);
  if (collection === undefined) return [];
  const wanted = search.limit === 0 ? 0 : search.skip + search.limit;
  const plan = choosePlan(storage, collection, { query: search.query, sort: search.sort, limit: wanted });
  const isSorted = search.sort.length === 0 || plan?.isSorted === true;
  const sortRoots = isSorted ? [] : search.sort.map((field) => field.parts[0] as string);
  const roots = search.roots === null ? null : new Set([...search.roots, ...sortRoots]);
  const found = scan(storage, collection, plan, { matcher, roots });
  const ordered = isSorted ? found : sortLater(found, search.sort, wanted);
  return search.skip === 0 && search.limit === 0 ? ordered : cut(ordered, search.skip, search.limit);
}

/** Takes `limit` items (0: all) after leaving out `skip`. */
export function* cut<T>(items: Iterable<T>, skip: number, limit: number): Generator<T> {
  let position = 0;
  for (const item of items) {
    if (++position <= skip) continue;
    yield item;
    if (limit > 0 && position === skip + limit) return;
  }
}

/** Counts without keeping. */
export function countOf(items: Iterable<unknown>): number {
  const iterator = items[Symbol.iterator]();
  let n = 0;
  while (!iterator.next().done) n++;
  return n;
}

/** Sorts what is found; where only the first `wanted` (0: all) matter, the others are let go on the way. */
function* sortLater(
  rows: Iterable<FoundRow>,
  sort: readonly KeyField[],
  wanted: number,
): Generator<FoundRow> {
  let held: FoundRow[] = [];
  for (const row of rows) {
    held.push(row);
    if (wanted > 0 && held.length >= wanted * 2 + SORT_PORTION) held = sorted(held, sort).slice(0, wanted);
  }
  yield* sorted(held, sort);
}

function sorted(rows: FoundRow[], sort: readonly KeyField[]): FoundRow[] {
  return sortRows(rows, sort, (row) => row.doc);
}
