import { encodeValue } from "../storage/encodeKey.js";
import type { Value } from "./value.js";

/** Compares two values in MongoDB's order across types: negative, zero or positive. Missing comes before null. */
export function compareValues(a: Value, b: Value): number {
  // the two that queries compare most; whatever else there is compares as its index keys do
  if (typeof a === "number" && typeof b === "number" && a < b) return -1;
  if (typeof a === "number" && typeof b === "number" && a > b) return 1;
  if (a instanceof Date && b instanceof Date) return a.getTime() - b.getTime();
  return Buffer.compare(encodeValue(a), encodeValue(b));
}

/** Says whether two values are equal as MongoDB sees it: 1, 1.0 and Long 1 are. */
export function equalValues(a: Value, b: Value): boolean {
  if (a === b) return true;
  return !(typeof a === "string" && typeof b === "string") && compareValues(a, b) === 0;
}
