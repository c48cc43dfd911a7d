import { Double } from "bson";
import { compareValues, equalValues } from "../bson/compare.js";
import { typeRank, type Value } from "../bson/value.js";
import { CommandError, refusal } from "../errors.js";
import { encodeAsText } from "../storage/encodeKey.js";

/** One query operator: a test for a value, and whether the outcome is turned round. */
export interface Condition {
  negate: boolean;
  test: (value: Value) => boolean;
  /** Whether it looks at an array and not at its elements. */
  takesArrays?: true;
}

const NULL_RANK = 5;
const DOC_RANK = 20;
const REGEX_RANK = 50;

/** Compiles one operator with its operand. Throws a CommandError for an operator outside the list. */
export function compileOperator(name: string, operand: Value): Condition {
  switch (name) {
    case "$eq":
    case "$ne":
      return { negate: name === "$ne", test: equalTo(operand) };
    case "$in":
    case "$nin":
      return { negate: name === "$nin", test: oneOf(name, operand) };
    case "$gt":
    case "$gte":
    case "$lt":
    case "$lte":
      return { negate: false, test: ordered(name, operand) };
    case "$exists":
      if (typeof operand !== "boolean") throw refusal("$exists but with true or false");
      return { negate: !operand, test: (value) => value !== undefined, takesArrays: true };
    default:
      throw refusal(`the query operator ${name}`);
  }
}

/**
 * Compiles {$regex: "^text", $options: "i"}: a beginning, with every special character escaped, which means the same
 * in MongoDB's expressions (PCRE) and in JavaScript. Everything else is refused.
 */
export function compileText(pattern: Value, options: Value): Condition {
  if (typeof pattern !== "string" || !/^\^([^.*+?^${}()|[\]\\]|\\[.*+?^${}()|[\]\\])*$/su.test(pattern))
    throw refusal(`the regular expression ${String(pattern)}; only "^" and a text`);
  if (options !== undefined && options !== "" && options !== "i")
    throw refusal(`the flags ${String(options)} in $regex`);
  const regex = new RegExp(pattern, options === "i" ? "iu" : "u");
  return { negate: false, test: (value) => typeof value === "string" && regex.test(value) };
}

function equalTo(operand: Value): (value: Value) => boolean {
  requireSimple(operand);
  if (operand === null) return (value) => value === undefined || value === null;
  return (value) => equalValues(value, operand);
}

function oneOf(name: string, operand: Value): (value: Value) => boolean {
  if (!Array.isArray(operand)) throw new CommandError(2, `${name} needs an array`);
  operand.forEach(requireSimple);
  const keys = new Set(operand.map(encodeAsText));
  return (value) => keys.has(encodeAsText(value ?? null));
}

/** Ranges hold within one type only: {$gt: 5} never finds a text. */
function ordered(name: string, operand: Value): (value: Value) => boolean {
  requireSimple(operand);
  const rank = typeRank(operand);
  if (rank <= NULL_RANK || rank === DOC_RANK || isNaNValue(operand))
    throw refusal(`${name} with null, NaN or a document`);
  const sign = name.startsWith("$gt") ? 1 : -1;
  const includesEqual = name.endsWith("e");
  return (value) => {
    if (typeRank(value) !== rank || isNaNValue(value)) return false;
    const difference = compareValues(value, operand) * sign;
    return difference > 0 || (includesEqual && difference === 0);
  };
}

function isNaNValue(value: Value): boolean {
  return Number.isNaN(value instanceof Double ? value.value : value);
}

function requireSimple(operand: Value): void {
  if (typeRank(operand) === REGEX_RANK) throw refusal("a regular expression as an operand; use $regex");
  if (Array.isArray(operand)) throw refusal("an array as an operand");
}
