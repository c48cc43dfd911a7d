import { equalValues } from "../bson/compare.js";
import type { Doc, Value } from "../bson/value.js";
import { isOperatorDoc } from "./match.js";

/** One end of a range. */
export interface Bound {
  value: Value;
  isInclusive: boolean;
}

/** What every document that a query finds must fulfil on one path. A value in `oneOf` may be null: null or missing. */
export interface Constraint {
  oneOf?: Value[];
  low?: Bound;
  high?: Bound;
  exists?: true;
}

/** Gathers what the (compiled, therefore well-formed) query demands of single paths; $or and negations add nothing. */
export function constraintsOf(query: Doc, found = new Map<string, Constraint>()): Map<string, Constraint> {
  for (const [name, value] of query) {
    if (name === "$and") (value as Doc[]).forEach((branch) => constraintsOf(branch, found));
    if (name.startsWith("$")) continue;
    const constraint = found.get(name) ?? {};
    found.set(name, constraint);
    if (!isOperatorDoc(value)) addOperator(constraint, "$eq", value);
    else value.forEach((operand, operator) => addOperator(constraint, operator, operand));
  }
  return found;
}

/** Says whether a constraint rules out documents in which the path is missing. */
export function isPresent(constraint: Constraint | undefined): boolean {
  if (constraint?.oneOf !== undefined) return !constraint.oneOf.includes(null);
  return (constraint?.low ?? constraint?.high ?? constraint?.exists) !== undefined;
}

/** Says whether every document that the query finds fulfils the filter of a partial index, which holds equalities. */
export function impliesFilter(constraints: Map<string, Constraint>, filter: Doc): boolean {
  return [...filter].every(([path, wanted]) => {
    const oneOf = constraints.get(path)?.oneOf;
    return oneOf !== undefined && oneOf.every((value) => equalValues(value, wanted));
  });
}

function addOperator(constraint: Constraint, operator: string, operand: Value): void {
  const isInclusive = operator.endsWith("e");
  if (operator === "$exists" && operand === true) constraint.exists = true;
  if (operator === "$eq") constraint.oneOf = [operand];
  if (operator === "$in") constraint.oneOf ??= operand as Value[];
  if (operator === "$gt" || operator === "$gte") constraint.low ??= { value: operand, isInclusive };
  if (operator === "$lt" || operator === "$lte") constraint.high ??= { value: operand, isInclusive };
}
