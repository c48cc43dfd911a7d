import { type Doc, isDoc, type Value } from "../bson/value.js";
import { CommandError, refusal } from "../errors.js";
import { compileOperator, type Condition, compileText } from "./operators.js";
import { reach } from "./keyField.js";

/** A compiled query: a test, and the top-level fields it reads. */
export interface Matcher {
  test: (doc: Doc) => boolean;
  roots: ReadonlySet<string>;
}

type DocTest = (doc: Doc) => boolean;

/** Compiles a query. Throws a CommandError that names the operator outside the list or the malformed part. */
export function compileMatch(query: Doc): Matcher {
  const roots = new Set<string>();
  return { test: compileQuery(query, roots), roots };
}

/** Says whether a value in a query is a document of operators ({$gt: 1}) and not a document to be equal to. */
export function isOperatorDoc(value: Value): value is Doc {
  return isDoc(value) && (value.keys().next().value?.startsWith("$") ?? false);
}

function compileQuery(query: Doc, roots: Set<string>): DocTest {
  const tests = [...query].flatMap(([name, value]) =>
    name.startsWith("$") ? [compileLogical(name, value, roots)] : compileField(name, value, roots),
  );
  return (doc) => tests.every((test) => test(doc));
}

function compileLogical(name: string, value: Value, roots: Set<string>): DocTest {
  if (name !== "$and" && name !== "$or") throw refusal(`the query operator ${name}`);
  if (!Array.isArray(value) || value.length === 0 || !value.every(isDoc))
    throw new CommandError(2, `${name} must be a nonempty array of objects`);
  const tests = value.map((branch) => compileQuery(branch, roots));
  return (doc) => (name === "$and" ? tests.every((test) => test(doc)) : tests.some((test) => test(doc)));
}

function compileField(path: string, value: Value, roots: Set<string>): DocTest[] {
  const parts = path.split(".");
  roots.add(parts[0] as string);
  const conditions = isOperatorDoc(value) ? compileOperators(value) : [compileOperator("$eq", value)];
  return conditions.map(({ test, takesArrays, negate }) => (doc: Doc) => {
    // what nothing at all fulfils (null) has rules of its own within arrays
    const found = reach(doc, parts, !test(undefined));
    // an array fulfils what one of its elements fulfils
    const isMet = Array.isArray(found) && !takesArrays ? found.some(test) : test(found);
    return isMet !== negate;
  });
}

function compileOperators(operators: Doc): Condition[] {
  if (operators.has("$options") && !operators.has("$regex"))
    throw new CommandError(2, "$options needs a $regex");
  return [...operators].flatMap(([name, operand]) => {
    if (name === "$options") return [];
    if (name === "$regex") return [compileText(operand, operators.get("$options"))];
    return [name === "$not" ? compileNot(operand) : compileOperator(name, operand)];
  });
}

/** `$not` around one operator turns it round. */
function compileNot(operand: Value): Condition {
  const [inner, ...others] = isOperatorDoc(operand) ? compileOperators(operand) : [];
  if (inner === undefined || others.length > 0) throw refusal("$not but around one operator");
  return { ...inner, negate: !inner.negate };
}
