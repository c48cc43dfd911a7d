import { type BSONRegExp, Double } from "bson";
import { compareValues, equalValues, plainNumber } from "../bson/compare.js";
import { isNumber, typeRank, type Value } from "../bson/value.js";
import { CommandError, refusal } from "../errors.js";
import { compileRegex } from "./regex.js";
import type { AtLeaf } from "./visitPath.js";

/**
 * One query operator on one path: how arrays at the path's end are treated, a test for a value, and whether the
 * outcome is turned round. `all` is set by `$not` alone: the operators that must not hold together.
 */
export interface ValueTest {
  atLeaf: AtLeaf;
  negate: boolean;
  test: (value: Value) => boolean;
  all?: ValueTest[];
}

const REGEX_RANK = 50;

/** Compiles one operator with its operand. Throws a CommandError for an operator outside the list. */
export function compileOperator(name: string, operand: Value): ValueTest {
  switch (name) {
    case "$eq":
      return expand(equalTo(operand));
    case "$ne":
      return { ...expand(equalTo(operand)), negate: true };
    case "$in":
      return expand(oneOf(name, operand));
    case "$nin":
      return { ...expand(oneOf(name, operand)), negate: true };
    case "$gt":
    case "$gte":
    case "$lt":
    case "$lte":
      return expand(ordered(name, operand));
    case "$exists":
      return { atLeaf: "whole", negate: !isTruthy(operand), test: (value) => value !== undefined };
    case "$size":
      return { atLeaf: "whole", negate: false, test: ofSize(operand) };
    case "$regex":
      return expand(matching(operand as BSONRegExp));
    default:
      throw refusal(`the query operator ${name}`);
  }
}

/** MongoDB's truth: everything but missing, null, false and zero. */
export function isTruthy(value: Value): boolean {
  if (isNumber(value)) return Number(plainNumber(value)) !== 0;
  return value !== undefined && value !== null && value !== false;
}

function expand(test: (value: Value) => boolean): ValueTest {
  return { atLeaf: "expand", negate: false, test };
}

function equalTo(operand: Value): (value: Value) => boolean {
  refuseRegex(operand);
  if (operand === null) return (value) => value === undefined || value === null;
  if (typeof operand === "string") return (value) => value === operand;
  return (value) => equalValues(value, operand);
}

function oneOf(name: string, operand: Value): (value: Value) => boolean {
  if (!Array.isArray(operand)) throw new CommandError(2, `${name} needs an array`);
  operand.forEach(refuseRegex);
  const texts = new Set(operand.filter((item) => typeof item === "string"));
  const others = operand.filter((item) => typeof item !== "string").sort(compareValues);
  const hasNull = operand.includes(null);
  return (value) => {
    if (typeof value === "string") return texts.has(value);
    return (value === undefined && hasNull) || contains(others, value);
  };
}

function contains(sorted: readonly Value[], value: Value): boolean {
  let low = 0;
  let high = sorted.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const difference = compareValues(sorted[middle], value);
    if (difference === 0) return true;
    if (difference < 0) low = middle + 1;
    else high = middle - 1;
  }
  return false;
}

/** Ranges hold within one type only: {$gt: 5} never finds a text. Null equals missing in $gte and $lte. */
function ordered(name: string, operand: Value): (value: Value) => boolean {
  refuseRegex(operand);
  const includesEqual = name === "$gte" || name === "$lte";
  if (operand === null) return (value) => includesEqual && (value === undefined || value === null);
  if (isNaNValue(operand)) return (value) => includesEqual && isNaNValue(value);
  const rank = typeRank(operand);
  const sign = name.startsWith("$gt") ? 1 : -1;
  return (value) => {
    if (typeRank(value) !== rank || isNaNValue(value)) return false;
    const difference = compareValues(value, operand) * sign;
    return difference > 0 || (includesEqual && difference === 0);
  };
}

function isNaNValue(value: Value): boolean {
  return Number.isNaN(value instanceof Double ? value.value : value);
}

function ofSize(operand: Value): (value: Value) => boolean {
  const size = isNumber(operand) ? Number(plainNumber(operand)) : NaN;
  if (!Number.isInteger(size) || size < 0)
    throw new CommandError(2, "$size must be a non-negative whole number");
  return (value) => Array.isArray(value) && value.length === size;
}

function matching(operand: BSONRegExp): (value: Value) => boolean {
  const regex = compileRegex(operand);
  return (value) => (typeof value === "string" ? regex.test(value) : equalValues(value, operand));
}

function refuseRegex(operand: Value): void {
  if (typeRank(operand) === REGEX_RANK) throw refusal("a regular expression as an operand; use $regex");
}
