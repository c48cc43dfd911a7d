import { equalValues } from "../bson/compare.js";
import type { Doc, Value } from "../bson/value.js";
import type { Constraint } from "./constraints.js";
import { compileValueMatch, isOperatorDoc } from "./match.js";

/**
 * Says whether every document that the query finds fulfils the filter of a partial index. Only what is certain
 * counts: the same condition, or a value asked for that fulfils the filter's condition. Otherwise false.
 */
export function impliesFilter(query: Doc, constraints: Map<string, Constraint>, filter: Doc): boolean {
  return [...filter].every(([path, condition]) => {
    if (path === "$and") return (condition as Doc[]).every((one) => impliesFilter(query, constraints, one));
    if (path.startsWith("$")) return false;
    const operators = isOperatorDoc(condition) ? condition : new Map([["$eq", condition]]);
    return [...operators].every(([operator, operand]) => {
      if (asksTheSame(query, path, [operator, operand])) return true;
      return isCertain(constraints.get(path), operator, operand);
    });
  });
}

function asksTheSame(query: Doc, path: string, [operator, operand]: [string, Value]): boolean {
  const asked = query.get(path);
  if (isOperatorDoc(asked)) return asked.has(operator) && equalValues(asked.get(operator), operand);
  return operator === "$eq" && asked !== undefined && equalValues(asked, operand);
}

function isCertain(constraint: Constraint | undefined, operator: string, operand: Value): boolean {
  if (constraint === undefined) return false;
  if (constraint.oneOf !== undefined) {
    if (operator === "$not" || operator === "$ne" || operator === "$nin" || operator === "$size")
      return false;
    const isMet = compileValueMatch(new Map([[operator, operand]]));
    return constraint.oneOf.every((value) => value !== null && isMet(value));
  }
  const isRange = constraint.low !== undefined || constraint.high !== undefined;
  return operator === "$exists" && operand === true && (isRange || constraint.exists === true);
}
