import { BSONRegExp } from "bson";
import { type Doc, isDoc, type Value } from "../bson/value.js";
import { CommandError, refusal } from "../errors.js";
import { compileOperator, type ValueTest } from "./operators.js";
import { visitPath } from "./visitPath.js";

/** A compiled query: a test, and the top-level fields it reads. */
export interface Matcher {
  test: (doc: Doc) => boolean;
  roots: ReadonlySet<string>;
}

type DocTest = (doc: Value) => boolean;

/** Compiles a query. Throws a CommandError that names the operator outside the list or the malformed part. */
export function compileMatch(query: Doc): Matcher {
  const roots = new Set<string>();
  return { test: compileQuery(query, roots), roots };
}

/** Compiles the condition of `$pull` or of `$elemMatch` on values: operators against one value, no arrays entered. */
export function compileValueMatch(operators: Doc): (value: Value) => boolean {
  const tests = compileOperators(operators);
  return (value) => tests.every((one) => one.test(value) !== one.negate);
}

/** Says whether a value in a query is a document of operators ({$gt: 1}) and not a document to be equal to. */
export function isOperatorDoc(value: Value): value is Doc {
  return isDoc(value) && (value.keys().next().value?.startsWith("$") ?? false);
}

function compileQuery(query: Doc, roots: Set<string>): DocTest {
  const tests: DocTest[] = [];
  for (const [name, value] of query) {
    if (name.startsWith("$")) tests.push(compileLogical(name, value, roots));
    else tests.push(...compileField(name, value, roots));
  }
  if (tests.length === 1) return tests[0] as DocTest;
  return (doc) => tests.every((test) => test(doc));
}

function compileLogical(name: string, value: Value, roots: Set<string>): DocTest {
  if (name !== "$and" && name !== "$or" && name !== "$nor") throw refusal(`the query operator ${name}`);
  if (!Array.isArray(value)) throw new CommandError(2, `${name} must be an array`);
  if (value.length === 0) throw new CommandError(2, "$and/$or/$nor must be a nonempty array");
  const tests = value.map((branch) => {
    if (!isDoc(branch)) throw new CommandError(2, "$or/$and/$nor entries need to be full objects");
    return compileQuery(branch, roots);
  });
  if (name === "$and") return (doc) => tests.every((test) => test(doc));
  if (name === "$or") return (doc) => tests.some((test) => test(doc));
  return (doc) => !tests.some((test) => test(doc));
}

function compileField(path: string, value: Value, roots: Set<string>): DocTest[] {
  const parts = path.split(".");
  roots.add(parts[0] as string);
  const tests = isOperatorDoc(value) ? compileOperators(value) : [compileEquality(value)];
  return tests.map((one) => {
    const walk = { parts, atLeaf: one.atLeaf, test: one.test };
    if (one.all !== undefined) return negatedPath(parts, one.all);
    return one.negate ? (doc: Value) => !visitPath(walk, doc) : (doc: Value) => visitPath(walk, doc);
  });
}

/** `$not`: the path must not fulfil all of the operators at once. */
function negatedPath(parts: readonly string[], operators: readonly ValueTest[]): DocTest {
  const walks = operators.map((one) => ({ walk: { parts, atLeaf: one.atLeaf, test: one.test }, one }));
  return (doc) => !walks.every(({ walk, one }) => visitPath(walk, doc) !== one.negate);
}

function compileEquality(value: Value): ValueTest {
  if (value instanceof BSONRegExp) return compileOperator("$regex", value);
  return compileOperator("$eq", value);
}

function compileOperators(operators: Doc): ValueTest[] {
  const tests: ValueTest[] = [];
  for (const [name, operand] of operators) {
    if (name === "$not") tests.push(compileNot(operand));
    else if (name === "$elemMatch") tests.push(compileElemMatch(operand));
    else if (name === "$options") requireRegex(operators);
    else if (name === "$regex")
      tests.push(compileOperator(name, withOptions(operand, operators.get("$options"))));
    else tests.push(compileOperator(name, operand));
  }
  return tests;
}

function compileNot(operand: Value): ValueTest {
  if (operand instanceof BSONRegExp) return { ...compileOperator("$regex", operand), negate: true };
  if (!isOperatorDoc(operand)) throw new CommandError(2, "$not needs a regex or a document");
  const all = compileOperators(operand);
  if (all.some((one) => one.all !== undefined)) throw refusal("$not inside $not");
  return { atLeaf: "expand", negate: false, test: (value) => !passes(all, value), all };
}

function passes(tests: readonly ValueTest[], value: Value): boolean {
  return tests.every((one) => one.test(value) !== one.negate);
}

function compileElemMatch(operand: Value): ValueTest {
  if (!isDoc(operand)) throw new CommandError(2, "$elemMatch needs an Object");
  const isLogical = ["$and", "$or", "$nor"].includes(operand.keys().next().value ?? "");
  const test =
    isOperatorDoc(operand) && !isLogical
      ? compileValueMatch(operand)
      : onDocs(compileQuery(operand, new Set()));
  return { atLeaf: "whole", negate: false, test: (value) => Array.isArray(value) && value.some(test) };
}

/** Elements that are arrays count as documents whose fields are their indexes. */
function onDocs(test: DocTest): DocTest {
  return (element) => {
    if (Array.isArray(element)) return test(new Map(element.map((item, index) => [String(index), item])));
    return isDoc(element) && test(element);
  };
}

function requireRegex(operators: Doc): void {
  if (!operators.has("$regex")) throw new CommandError(2, "$options needs a $regex");
}

function withOptions(pattern: Value, options: Value): Value {
  if (pattern instanceof BSONRegExp && options === undefined) return pattern;
  if (options !== undefined && typeof options !== "string")
    throw new CommandError(2, "$options has to be a string");
  if (pattern instanceof BSONRegExp) return new BSONRegExp(pattern.pattern, options);
  if (typeof pattern !== "string") throw new CommandError(2, "$regex has to be a string");
  return new BSONRegExp(pattern, options);
}
