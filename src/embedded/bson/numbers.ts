import { Double } from "bson";
import { plainNumber } from "./compare.js";
import { isInt32, type NumberValue, type Value } from "./value.js";

const INT64_MIN = -(2n ** 63n);
const INT64_MAX = 2n ** 63n - 1n;

/** A Double value, wrapped where it would otherwise be taken for an Int32. */
export function double(value: number): NumberValue {
  return isInt32(value) ? new Double(value) : value;
}

/** The number as a JavaScript number; an Int64 beyond 2^53 is rounded. */
export function toNumber(value: NumberValue): number {
  return Number(plainNumber(value));
}

/** Says whether a number is of type Double. */
export function isDouble(value: Value): boolean {
  return value instanceof Double || (typeof value === "number" && !isInt32(value));
}

/**
 * Applies a sum, difference or product with MongoDB's result types: Double wins, Int32 grows to Int64.
 * Comes back null where an Int64 overflows.
 */
export function arithmetic(a: NumberValue, b: NumberValue, operator: "+" | "-" | "*"): NumberValue | null {
  if (isDouble(a) || isDouble(b)) return double(compute(toNumber(a), toNumber(b), operator));
  const exact = computeExactly(BigInt(plainNumber(a)), BigInt(plainNumber(b)), operator);
  if (exact < INT64_MIN || exact > INT64_MAX) return null;
  const bothInt32 = typeof a === "number" && typeof b === "number";
  return bothInt32 && exact === BigInt.asIntN(32, exact) ? Number(exact) : exact;
}

function compute(a: number, b: number, operator: "+" | "-" | "*"): number {
  if (operator === "+") return a + b;
  return operator === "-" ? a - b : a * b;
}

function computeExactly(a: bigint, b: bigint, operator: "+" | "-" | "*"): bigint {
  if (operator === "+") return a + b;
  return operator === "-" ? a - b : a * b;
}
