import { BSONRegExp, Double } from "bson";
import { isDoc, type Doc, typeRank, type Value } from "../bson/value.js";
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

/** Gathers what the query demands of single paths; whatever cannot narrow an index range is left out. */
export function constraintsOf(query: Doc): Map<string, Constraint> {
  const found = new Map<string, Constraint>();
  gather(query, found);
  return found;
}

/** Says whether a constraint rules out documents in which the path is missing or null. */
export function excludesNull(constraint: Constraint | undefined): boolean {
  if (constraint === undefined) return false;
  if (constraint.oneOf !== undefined) return !constraint.oneOf.includes(null);
  return constraint.low !== undefined || constraint.high !== undefined;
}

function gather(query: Doc, found: Map<string, Constraint>): void {
  for (const [name, value] of query) {
    if (name === "$and") (value as Doc[]).forEach((branch) => gather(branch, found));
    if (name.startsWith("$")) continue;
    const constraint = found.get(name) ?? {};
    if (!isOperatorDoc(value)) addOperator(constraint, "$eq", value);
    else value.forEach((operand, operator) => addOperator(constraint, operator, operand));
    if (Object.keys(constraint).length > 0) found.set(name, constraint);
  }
}

function addOperator(constraint: Constraint, operator: string, operand: Value): void {
  if (operator === "$exists" && operand === true) constraint.exists = true;
  if (operator === "$eq" && isPoint(operand)) constraint.oneOf = [operand];
  if (operator === "$in" && (operand as Value[]).every(isPoint)) constraint.oneOf ??= operand as Value[];
  if (!isRangeable(operand)) return;
  const isInclusive = operator === "$gte" || operator === "$lte";
  if (operator === "$gt" || operator === "$gte") constraint.low ??= { value: operand, isInclusive };
  if (operator === "$lt" || operator === "$lte") constraint.high ??= { value: operand, isInclusive };
}

/** An index holds the elements of an array and not the array, so that equality with an array needs a scan. */
function isPoint(value: Value): boolean {
  return !Array.isArray(value) && !(value instanceof BSONRegExp);
}

function isRangeable(value: Value): boolean {
  if (value === null || isDoc(value) || Array.isArray(value) || value instanceof BSONRegExp) return false;
  return !Number.isNaN(value instanceof Double ? value.value : value) && typeRank(value) !== 0;
}
