import { compareValues, equalValues, plainNumber } from "../bson/compare.js";
import { type Doc, isDoc, isNumber, typeName, type Value } from "../bson/value.js";
import { CommandError, refusal } from "../errors.js";
import { compileMatch, compileValueMatch, isOperatorDoc } from "../query/match.js";
import type { Change } from "./compileUpdate.js";
import { show, valueAt } from "./slot.js";

interface PushModifiers {
  each: Value[];
  slice?: number;
  compare?: (a: Value, b: Value) => number;
}

/** $push with $each, $sort and $slice (which MongoDB applies in this order). */
export function compilePush(parts: readonly string[], operand: Value): Change {
  const { each, slice, compare } = readPush(operand);
  return (slot, doc) => {
    const array = [...arrayOf(slot.get(), parts, doc), ...each];
    if (compare !== undefined) array.sort(compare);
    slot.set(sliced(array, slice));
  };
}

/** $addToSet with $each: adds what no element equals. */
export function compileAddToSet(parts: readonly string[], operand: Value): Change {
  const each = isOperatorDoc(operand) ? readEach(operand, "$addToSet") : [operand];
  return (slot, doc) => {
    const value = slot.get();
    if (value !== undefined && !Array.isArray(value)) {
      const found = `Cannot apply $addToSet to non-array field. Field named '${parts.at(-1)}' has non-array type`;
      throw new CommandError(2, `${found} ${typeName(value)}`);
    }
    const array = [...arrayOf(value, parts, doc)];
    for (const item of each) if (!array.some((element) => equalValues(element, item))) array.push(item);
    slot.set(array);
  };
}

/** $pull: removes elements equal to a value, or those that a condition finds. */
export function compilePull(operand: Value): Change {
  const isMeant = compilePullTest(operand);
  return (slot) => {
    const value = slot.get();
    if (value === undefined) return;
    if (!Array.isArray(value)) throw new CommandError(2, "Cannot apply $pull to a non-array value");
    if (value.some(isMeant)) slot.set(value.filter((element) => !isMeant(element)));
  };
}

function compilePullTest(operand: Value): (element: Value) => boolean {
  if (isOperatorDoc(operand)) return compileValueMatch(operand);
  if (!isDoc(operand)) return (element) => equalValues(element, operand);
  const matcher = compileMatch(operand);
  return (element) => isDoc(element) && matcher.test(element);
}

function arrayOf(value: Value, parts: readonly string[], doc: Doc): Value[] {
  if (value === undefined) return [];
  if (Array.isArray(value)) return value;
  const where = `document {_id: ${show(doc.get("_id"))}}`;
  throw new CommandError(
    2,
    `The field '${parts.join(".")}' must be an array but is of type ${typeName(value)} in ${where}`,
  );
}

function readPush(operand: Value): PushModifiers {
  if (!isOperatorDoc(operand)) return { each: [operand] };
  const modifiers: PushModifiers = { each: readEach(operand, "$push") };
  const slice = operand.get("$slice");
  if (slice !== undefined) {
    modifiers.slice = isNumber(slice) ? Number(plainNumber(slice)) : NaN;
    if (!Number.isInteger(modifiers.slice))
      throw new CommandError(2, "The value for $slice must be an integer value");
  }
  const sort = operand.get("$sort");
  if (sort !== undefined) modifiers.compare = readElementSort(sort);
  return modifiers;
}

function readEach(operand: Doc, operator: string): Value[] {
  const allowed = operator === "$push" ? ["$each", "$slice", "$sort"] : ["$each"];
  for (const name of operand.keys()) if (!allowed.includes(name)) throw refusal(`${name} in ${operator}`);
  const each = operand.get("$each");
  if (Array.isArray(each)) return each;
  throw new CommandError(
    14,
    `The argument to $each in ${operator} must be an array but it was of type ${typeName(each)}`,
  );
}

function readElementSort(sort: Value): (a: Value, b: Value) => number {
  if (isNumber(sort)) {
    const sign = requireDirection(sort);
    return (a, b) => compareValues(a, b) * sign;
  }
  if (!isDoc(sort) || sort.size === 0)
    throw new CommandError(2, "The $sort is invalid: use 1/-1 or a document");
  const fields = [...sort].map(([path, value]) => ({
    parts: path.split("."),
    sign: requireDirection(value),
  }));
  return (a, b) => {
    for (const { parts, sign } of fields) {
      const difference = compareValues(valueAt(a, parts) ?? null, valueAt(b, parts) ?? null) * sign;
      if (difference !== 0) return difference;
    }
    return 0;
  };
}

function requireDirection(value: Value): number {
  const number = isNumber(value) ? Number(plainNumber(value)) : 0;
  if (number !== 1 && number !== -1)
    throw new CommandError(2, "The $sort element value must be either 1 or -1");
  return number;
}

function sliced(array: Value[], slice: number | undefined): Value[] {
  if (slice === undefined) return array;
  return slice < 0 ? array.slice(slice) : array.slice(0, slice);
}
