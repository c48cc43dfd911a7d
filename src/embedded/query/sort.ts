import { compareValues, plainNumber } from "../bson/compare.js";
import { type Doc, isNumber, type Value } from "../bson/value.js";
import { CommandError, refusal } from "../errors.js";
import { keyField } from "../storage/catalog.js";
import { docKeys, type KeyField } from "../storage/indexKeys.js";

/** Reads a sort ({a: 1, b: -1}); absent or empty means no order. */
export function readSort(sort: Value): KeyField[] {
  if (sort === undefined || sort === null) return [];
  if (!(sort instanceof Map)) throw new CommandError(14, "Expected field sort to be of type object");
  return [...sort].map(([path, direction]) => {
    if (path === "" || path.startsWith("$") || /(^|\.)\d+(\.|$)/.test(path))
      throw refusal(`the sort field "${path}"`);
    return keyField(path, readDirection(path, direction));
  });
}

/** Sorts rows by the values of their documents; rows that are equal keep their order. */
export function sortRows<T>(rows: T[], sort: readonly KeyField[], docOf: (row: T) => Doc): T[] {
  const keyed = rows.map((row) => ({ row, key: sortKey(docOf(row), sort) }));
  keyed.sort((a, b) => compareKeys(a.key, b.key, sort));
  return keyed.map(({ row }) => row);
}

function readDirection(path: string, direction: Value): 1 | -1 {
  const number = isNumber(direction) ? Number(plainNumber(direction)) : 0;
  if (number !== 1 && number !== -1) throw refusal(`the sort order of "${path}"; only 1 and -1`);
  return number;
}

/** A document with arrays sorts by the key that comes first in this order. */
function sortKey(doc: Doc, sort: readonly KeyField[]): Value[] {
  const [first, ...others] = keysOf(doc, sort);
  return others.reduce((best, key) => (compareKeys(key, best, sort) < 0 ? key : best), first as Value[]);
}

function keysOf(doc: Doc, sort: readonly KeyField[]): Value[][] {
  try {
    return docKeys(doc, sort).keys;
  } catch (error) {
    throw new CommandError(2, (error as Error).message.replace("index", "sort with keys that are"));
  }
}

function compareKeys(a: readonly Value[], b: readonly Value[], sort: readonly KeyField[]): number {
  for (let i = 0; i < sort.length; i++) {
    const difference = compareValues(a[i], b[i]);
    if (difference !== 0) return difference * (sort[i] as KeyField).direction;
  }
  return 0;
}
