import { type Doc, isDoc, isNumber, plainNumber, type Value } from "../bson/value.js";
import { CommandError, refusal } from "../errors.js";

/** One field of an index or of a sort: its path and 1 or -1. */
export interface KeyField {
  path: string;
  parts: readonly string[];
  direction: 1 | -1;
}

/** Reads the fields of an index or a sort ({a: 1, b: -1}); absent or empty has none. */
export function readKeyFields(spec: Value): KeyField[] {
  if (spec === undefined || spec === null) return [];
  if (!isDoc(spec)) throw new CommandError(14, "An index and a sort are objects");
  return [...spec].map(([path, value]) => {
    const direction = isNumber(value) ? Number(plainNumber(value)) : 0;
    if (direction !== 1 && direction !== -1)
      throw refusal(`the order ${String(value)} of "${path}"; only 1 and -1`);
    const parts = path.split(".");
    if (parts.some((part) => part === "" || part.startsWith("$") || /^\d+$/.test(part)))
      throw refusal(`the index or sort field "${path}"`);
    return { path, parts, direction };
  });
}

/** The values of a document in an index or a sort; null stands for null and missing. Refuses arrays. */
export function keyValues(doc: Doc, fields: readonly KeyField[]): Value[] {
  return fields.map(({ path, parts }) => {
    const value = reach(doc, parts);
    if (Array.isArray(value)) throw refusal(`arrays in "${path}", which is indexed or sorted by`);
    return value ?? null;
  });
}

/**
 * The value at a dotted path; missing where the way ends. Ways through arrays mean many values and are refused, but
 * for one (mayBeElement) that ends at an element ("attempts.0").
 */
export function reach(doc: Doc, parts: readonly string[], mayBeElement = false): Value {
  let value: Value = doc;
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i] as string;
    if (Array.isArray(value)) value = elementAt(value, part, mayBeElement && i === parts.length - 1);
    else value = isDoc(value) ? value.get(part) : undefined;
  }
  return value;
}

function elementAt(array: Value[], part: string, isAllowed: boolean): Value {
  const isAmbiguous = array.some((item) => isDoc(item) && item.has(part));
  if (!isAllowed || !/^\d+$/.test(part) || isAmbiguous) throw refusal(`"${part}" on a path through an array`);
  return array[Number(part)];
}
