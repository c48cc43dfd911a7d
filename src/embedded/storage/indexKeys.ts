import { type Doc, isDoc, type Value } from "../bson/value.js";
import { CommandError } from "../errors.js";

/** One field of an index or of a sort: its path and 1 or -1. */
export interface KeyField {
  path: string;
  parts: readonly string[];
  direction: 1 | -1;
}

/**
 * The keys of one document: each has one value per field. Null stands for null and missing, `undefined` for an
 * empty array (which MongoDB sorts before null). `multikey` says which fields pass through an array.
 */
export interface DocKeys {
  keys: Value[][];
  multikey: boolean[];
}

interface Cursor {
  value: Value;
  rest: readonly string[];
  array?: Value[];
}

/** Computes a document's keys. Throws 171 where two fields lie in different arrays (parallel arrays). */
export function docKeys(doc: Doc, fields: readonly KeyField[]): DocKeys {
  const multikey = fields.map(() => false);
  const start = fields.map((field) => ({ value: doc, rest: field.parts }));
  return { keys: expand(start, fields, multikey), multikey };
}

function expand(cursors: Cursor[], fields: readonly KeyField[], multikey: boolean[]): Value[][] {
  const reached = cursors.map(advance);
  const array = reached.find((cursor) => cursor.array !== undefined)?.array;
  if (array === undefined) return [reached.map((cursor) => cursor.value)];
  reached.forEach((cursor, index) => {
    if (cursor.array === undefined) return;
    if (cursor.array !== array) throw parallelArrays(fields);
    multikey[index] = true;
  });
  if (array.length === 0) return expand(reached.map(enterEmpty), fields, multikey);
  return array.flatMap((element) =>
    expand(
      reached.map((cursor) => enter(cursor, element)),
      fields,
      multikey,
    ),
  );
}

/** Follows the path to its end, or to the first array. A finished cursor has no rest and no array. */
function advance(cursor: Cursor): Cursor {
  if (cursor.rest.length === 0) return { value: cursor.value, rest: [] };
  let value = cursor.value;
  for (let i = 0; i < cursor.rest.length; i++) {
    value = isDoc(value) ? value.get(cursor.rest[i] as string) : undefined;
    if (Array.isArray(value)) return { value, rest: cursor.rest.slice(i + 1), array: value };
  }
  return { value: value === undefined ? null : value, rest: [] };
}

function enter(cursor: Cursor, element: Value): Cursor {
  if (cursor.array === undefined) return cursor;
  if (cursor.rest.length === 0) return { value: element, rest: [] };
  return { value: isDoc(element) ? element : null, rest: cursor.rest };
}

function enterEmpty(cursor: Cursor): Cursor {
  if (cursor.array === undefined) return cursor;
  return { value: cursor.rest.length === 0 ? undefined : null, rest: [] };
}

function parallelArrays(fields: readonly KeyField[]): CommandError {
  const names = fields.map((field) => `[${field.path}]`).join(" ");
  return new CommandError(171, `cannot index parallel arrays ${names}`);
}
