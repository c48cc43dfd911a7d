import { compareValues, equalValues } from "../bson/compare.js";
import { type Doc, isDoc, typeName, type Value } from "../bson/value.js";
import { CommandError, refusal } from "../errors.js";
import { isTruthy } from "../query/operators.js";
import { add, divide, multiply, subtract } from "./numericOperators.js";

/** A compiled expression: the value for a document; `undefined` means missing. */
export type Expression = (doc: Doc) => Value;

type Compile = (operand: Value, reads: Set<string>) => Expression;

/**
 * Compiles an expression and notes in `reads` which top-level fields it needs. Throws a CommandError on operators
 * and variables outside the list.
 */
export function compileExpression(value: Value, reads: Set<string>): Expression {
  if (typeof value === "string" && value.startsWith("$")) return fieldPath(value, reads);
  if (Array.isArray(value)) {
    const items = value.map((item) => compileExpression(item, reads));
    return (doc) => items.map((item) => item(doc) ?? null);
  }
  if (!isDoc(value)) return () => value;
  const first = value.keys().next().value;
  if (first?.startsWith("$")) return compileOperator(value, first, reads);
  return compileObject(value, reads);
}

function fieldPath(path: string, reads: Set<string>): Expression {
  if (path.startsWith("$$")) throw refusal(`the variable ${path}`);
  const parts = path.slice(1).split(".");
  if (parts.includes("")) throw new CommandError(40353, `"${path}" is not a valid field path`);
  const [root, ...rest] = parts as [string, ...string[]];
  reads.add(root);
  if (rest.length === 0) return (doc) => doc.get(root);
  return (doc) => follow(doc.get(root), rest, 0);
}

/** An array on the way becomes the array of what its documents hold. */
function follow(value: Value, parts: readonly string[], at: number): Value {
  if (at === parts.length) return value;
  if (isDoc(value)) return follow(value.get(parts[at] as string), parts, at + 1);
  if (!Array.isArray(value)) return undefined;
  const docs = value.filter((element) => isDoc(element));
  return docs.map((element) => follow(element, parts, at)).filter((found) => found !== undefined);
}

function compileObject(spec: Doc, reads: Set<string>): Expression {
  const fields = [...spec].map(([name, value]): [string, Expression] => {
    if (name.includes(".") || name.startsWith("$"))
      throw refusal(`the field name "${name}" in an expression`);
    return [name, compileExpression(value, reads)];
  });
  return (doc) => {
    const out: Doc = new Map();
    for (const [name, expression] of fields) {
      const value = expression(doc);
      if (value !== undefined) out.set(name, value);
    }
    return out;
  };
}

function compileOperator(spec: Doc, name: string, reads: Set<string>): Expression {
  if (spec.size > 1)
    throw new CommandError(15983, "An object representing an expression must have exactly one field");
  const operand = spec.get(name);
  const special = Object.hasOwn(SPECIAL, name) ? SPECIAL[name] : undefined;
  if (special !== undefined) return special(operand, reads);
  const operator = Object.hasOwn(OPERATORS, name) ? OPERATORS[name] : undefined;
  if (operator === undefined) throw refusal(`the expression ${name}`);
  const items = Array.isArray(operand) ? operand : [operand];
  if (operator.arity !== undefined && items.length !== operator.arity) {
    const wanted = `Expression ${name} takes exactly ${operator.arity} arguments.`;
    throw new CommandError(16020, `${wanted} ${items.length} were passed in.`);
  }
  const operands = items.map((item) => compileExpression(item, reads));
  return (doc) => operator.run(operands.map((one) => one(doc)));
}

const OPERATORS: Record<string, { arity?: number; run: (values: Value[]) => Value }> = {
  $eq: { arity: 2, run: ([a, b]) => equalValues(a, b) },
  $ne: { arity: 2, run: ([a, b]) => !equalValues(a, b) },
  $gt: { arity: 2, run: ([a, b]) => compareValues(a, b) > 0 },
  $gte: { arity: 2, run: ([a, b]) => compareValues(a, b) >= 0 },
  $lt: { arity: 2, run: ([a, b]) => compareValues(a, b) < 0 },
  $lte: { arity: 2, run: ([a, b]) => compareValues(a, b) <= 0 },
  $not: { arity: 1, run: ([a]) => !isTruthy(a) },
  $in: { arity: 2, run: ([a, list]) => isIn(a, list) },
  $size: { arity: 1, run: ([a]) => sizeOf(a) },
  $add: { run: add },
  $multiply: { run: multiply },
  $subtract: { arity: 2, run: ([a, b]) => subtract(a, b) },
  $divide: { arity: 2, run: ([a, b]) => divide(a, b) },
};

const SPECIAL: Record<string, Compile> = {
  $literal: (operand) => () => operand,
  $cond: compileCond,
  $switch: compileSwitch,
  $ifNull: compileIfNull,
  $and: (operand, reads) => {
    const all = listOf(operand, reads);
    return (doc) => all.every((one) => isTruthy(one(doc)));
  },
  $or: (operand, reads) => {
    const all = listOf(operand, reads);
    return (doc) => all.some((one) => isTruthy(one(doc)));
  },
};

function listOf(operand: Value, reads: Set<string>): Expression[] {
  return (Array.isArray(operand) ? operand : [operand]).map((item) => compileExpression(item, reads));
}

function compileCond(operand: Value, reads: Set<string>): Expression {
  const parts = isDoc(operand) ? condParts(operand) : operand;
  if (!Array.isArray(parts) || parts.length !== 3) {
    throw new CommandError(16020, "Expression $cond takes exactly 3 arguments.");
  }
  const [test, yes, no] = listOf(parts, reads) as [Expression, Expression, Expression];
  return (doc) => (isTruthy(test(doc)) ? yes(doc) : no(doc));
}

function condParts(operand: Doc): Value[] {
  for (const name of operand.keys()) {
    if (!["if", "then", "else"].includes(name))
      throw new CommandError(17083, `Unrecognized parameter to $cond: ${name}`);
  }
  const parts = ["if", "then", "else"].filter((name) => operand.has(name));
  if (parts.length < 3) throw new CommandError(17080, "Missing 'if', 'then' or 'else' parameter to $cond");
  return parts.map((name) => operand.get(name));
}

function compileSwitch(operand: Value, reads: Set<string>): Expression {
  const branches = isDoc(operand) ? operand.get("branches") : undefined;
  if (!isDoc(operand) || !Array.isArray(branches) || branches.length === 0) {
    throw new CommandError(40068, "$switch requires at least one branch");
  }
  const cases = branches.map((branch) => {
    if (!isDoc(branch) || !branch.has("case") || !branch.has("then")) {
      throw new CommandError(40067, "$switch requires each branch to have a 'case' and a 'then' expression");
    }
    return listOf([branch.get("case"), branch.get("then")], reads) as [Expression, Expression];
  });
  const otherwise = operand.has("default") ? compileExpression(operand.get("default"), reads) : undefined;
  return (doc) => {
    const met = cases.find(([test]) => isTruthy(test(doc)));
    if (met !== undefined) return met[1](doc);
    if (otherwise !== undefined) return otherwise(doc);
    throw new CommandError(
      40066,
      "$switch could not find a matching branch for an input, and no default was specified.",
    );
  };
}

function compileIfNull(operand: Value, reads: Set<string>): Expression {
  const items = listOf(operand, reads);
  if (items.length < 2) throw new CommandError(1257300, "$ifNull needs at least two arguments, had: 1");
  return (doc) => {
    let value: Value;
    for (const item of items) {
      value = item(doc);
      if (value !== undefined && value !== null) return value;
    }
    return value;
  };
}

function isIn(value: Value, list: Value): boolean {
  if (Array.isArray(list)) return list.some((element) => equalValues(element, value));
  throw new CommandError(40081, `$in requires an array as a second argument, found: ${typeName(list)}`);
}

function sizeOf(value: Value): number {
  if (Array.isArray(value)) return value.length;
  throw new CommandError(
    17124,
    `The argument to $size must be an array, but was of type: ${typeName(value)}`,
  );
}
