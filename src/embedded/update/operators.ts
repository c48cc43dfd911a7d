import { Double } from "bson";
import { compareValues } from "../bson/compare.js";
import { isInt32, isNumber, type NumberValue, plainNumber, type Value } from "../bson/value.js";
import { CommandError, refusal } from "../errors.js";
import { isOperatorDoc } from "../query/match.js";
import type { Change } from "./changeAt.js";

/** The update operators: each compiles its operand for one field. */
export const OPERATORS: Record<string, (field: string, operand: Value) => Change> = {
  $set: (_, operand) => () => operand,
  $setOnInsert: (_, operand) => () => operand,
  $unset: () => () => undefined,
  $inc: increment,
  $min: (_, operand) => keepExtreme(operand, -1),
  $max: (_, operand) => keepExtreme(operand, 1),
  $push: push,
};

/** Adds to a number, or sets where there is none. */
function increment(field: string, by: Value): Change {
  if (!isNumber(by))
    throw new CommandError(14, `Cannot increment "${field}" with something else than a number`);
  return (value) => {
    if (value === undefined) return by;
    if (!isNumber(value)) throw new CommandError(14, `Cannot apply $inc to "${field}", which is no number`);
    return plus(value, by);
  };
}

/** The sum with MongoDB's result types: Double wins, Int32 grows to Int64. Throws where an Int64 overflows. */
function plus(a: NumberValue, b: NumberValue): NumberValue {
  if (isDouble(a) || isDouble(b)) {
    const sum = Number(plainNumber(a)) + Number(plainNumber(b));
    return isInt32(sum) ? new Double(sum) : sum;
  }
  const exact = BigInt(plainNumber(a)) + BigInt(plainNumber(b));
  if (exact !== BigInt.asIntN(64, exact)) throw new CommandError(2, `$inc to ${exact} exceeds 64 bits`);
  const areInt32 = typeof a === "number" && typeof b === "number";
  return areInt32 && exact === BigInt.asIntN(32, exact) ? Number(exact) : exact;
}

function isDouble(value: NumberValue): boolean {
  return value instanceof Double || (typeof value === "number" && !isInt32(value));
}

/** $min (sign -1) and $max (sign 1) in MongoDB's order across types. */
function keepExtreme(operand: Value, sign: 1 | -1): Change {
  return (value) => (value === undefined || compareValues(operand, value) * sign > 0 ? operand : value);
}

/** Appends a value, or those of $each, of which $slice keeps the last ones. */
function push(field: string, operand: Value): Change {
  const { each, keep } = isOperatorDoc(operand)
    ? readModifiers(operand)
    : { each: [operand], keep: Infinity };
  return (value = []) => {
    if (!Array.isArray(value)) throw new CommandError(2, `The field '${field}' must be an array for $push`);
    return [...value, ...each].slice(-keep);
  };
}

function readModifiers(operand: Map<string, Value>): { each: Value[]; keep: number } {
  for (const name of operand.keys())
    if (name !== "$each" && name !== "$slice") throw refusal(`${name} in $push`);
  const each = operand.get("$each");
  if (!Array.isArray(each)) throw new CommandError(14, "The argument to $each in $push must be an array");
  const slice = operand.get("$slice") ?? -Infinity;
  if (typeof slice !== "number" || slice >= 0) throw refusal("$slice in $push but below zero");
  return { each, keep: -slice };
}
