import { Double } from "bson";
import type { Value } from "../bson/value.js";
import { encodeAsText } from "../storage/encodeKey.js";

/**
 * Something that a JavaScript Map can hold and that is the same for equal values: 1, 1.0 and Long 1 are one key, and
 * so are null and missing. Text and small numbers stand for themselves, everything else becomes its sortable bytes.
 */
export function groupKey(value: Value): unknown {
  switch (typeof value) {
    case "string":
      return value.startsWith("\0") ? `\0s${value}` : value;
    case "number":
      return wholeKey(value);
    case "boolean":
      return value;
    case "undefined":
      return null;
    case "bigint":
      return Number.isSafeInteger(Number(value)) ? Number(value) : value;
  }
  if (value === null) return null;
  if (value instanceof Double) return value.value;
  return `\0${encodeAsText(value)}`;
}

function wholeKey(value: number): number | bigint {
  return Number.isInteger(value) && !Number.isSafeInteger(value) ? BigInt(value) : value;
}
