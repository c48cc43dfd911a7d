import { compareValues } from "../bson/compare.js";
import { type Doc, isDoc, type Value } from "../bson/value.js";
import { CommandError, refusal } from "../errors.js";
import { compileExpression, type Expression } from "./expression.js";
import { groupKey } from "./groupKey.js";
import { addTo, averageOf, newSummation, totalOf } from "./summation.js";

/** The state of one accumulator in one group. */
export interface Running {
  add: (value: Value) => void;
  result: () => Value;
}

/** A compiled accumulator: what to feed it, and how to begin one. */
export interface Accumulator {
  input: Expression;
  begin: () => Running;
}

/** Compiles {$sum: "$amount"}. Throws a CommandError on accumulators outside the list. */
export function compileAccumulator(field: string, spec: Value, reads: Set<string>): Accumulator {
  if (!isDoc(spec) || spec.size !== 1) {
    throw new CommandError(40234, `The field '${field}' must be an accumulator object`);
  }
  const [name, operand] = spec.entries().next().value as [string, Value];
  const begin = Object.hasOwn(ACCUMULATORS, name) ? ACCUMULATORS[name] : undefined;
  if (begin === undefined) throw refusal(`the accumulator ${name}`);
  if (name === "$count" && (!isDoc(operand) || operand.size > 0)) {
    throw new CommandError(14, "$count takes no arguments, i.e. $count:{}");
  }
  return { input: name === "$count" ? one : compileExpression(operand, reads), begin };
}

function one(_doc: Doc): Value {
  return 1;
}

const ACCUMULATORS: Record<string, () => Running> = {
  $sum: sum,
  $count: sum,
  $avg: () => {
    const total = newSummation();
    return { add: (value) => addTo(total, value), result: () => averageOf(total) };
  },
  $min: () => extreme(-1),
  $max: () => extreme(1),
  $first: () => {
    let first: Value;
    let isEmpty = true;
    const add = (value: Value): void => {
      if (isEmpty) first = value;
      isEmpty = false;
    };
    return { add, result: () => first ?? null };
  },
  $last: () => {
    let last: Value;
    return { add: (value) => (last = value), result: () => last ?? null };
  },
  $push: () => {
    const all: Value[] = [];
    return { add: (value) => void (value !== undefined && all.push(value)), result: () => all };
  },
  $addToSet: () => {
    const all = new Map<unknown, Value>();
    const add = (value: Value): void => {
      if (value !== undefined && !all.has(groupKey(value))) all.set(groupKey(value), value);
    };
    return { add, result: () => [...all.values()] };
  },
};

function sum(): Running {
  const total = newSummation();
  return { add: (value) => addTo(total, value), result: () => totalOf(total) };
}

/** $min and $max leave out null and missing; null where nothing is left. Of equals (2 and Long 2) the last stays. */
function extreme(sign: 1 | -1): Running {
  let best: Value;
  const add = (value: Value): void => {
    if (value === undefined || value === null) return;
    if (best === undefined || compareValues(value, best) * sign >= 0) best = value;
  };
  return { add, result: () => best ?? null };
}
