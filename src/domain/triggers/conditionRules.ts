import type { JsonValue } from "../../records/customer.js";
import type { Condition } from "../../records/trigger.js";

/** A condition that was not met, and the value that was there; undefined where there was none. */
export interface Unmet {
  condition: Condition;
  actual: JsonValue | undefined;
}

/** The conditions that the facts do not meet; a field's first name is one of the facts. */
export function unmetOf(conditions: readonly Condition[], facts: object): Unmet[] {
  return conditions
    .map((condition) => ({ condition, actual: valueAt(facts, condition.field) as JsonValue | undefined }))
    .filter(({ condition, actual }) => !isMet(condition, actual));
}

/** Order is judged only between two numbers or two texts; a missing value meets `ne` and `exists: false` only. */
function isMet({ op, value }: Condition, actual: unknown): boolean {
  switch (op) {
    case "eq":
      return isSame(actual, value);
    case "ne":
      return !isSame(actual, value);
    case "in":
      return Array.isArray(value) && value.some((one) => isSame(actual, one));
    case "exists":
      return (actual !== undefined && actual !== null) === (value ?? true);
    default:
      return isOrdered(op, actual, value);
  }
}

function isOrdered(op: "gt" | "gte" | "lt" | "lte", actual: unknown, value: unknown): boolean {
  const areNumbers = typeof actual === "number" && typeof value === "number";
  const areTexts = typeof actual === "string" && typeof value === "string";
  if (!areNumbers && !areTexts) return false;
  const [a, b] = [actual as number, value as number];
  return { gt: a > b, gte: a >= b, lt: a < b, lte: a <= b }[op];
}

/** A list matches when it contains the value. */
function isSame(actual: unknown, value: JsonValue | undefined): boolean {
  return Array.isArray(actual) ? actual.some((one) => one === value) : actual === value;
}

function valueAt(facts: object, field: string): unknown {
  let value: unknown = facts;
  for (const name of field.split(".")) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return undefined;
    value = (value as Record<string, unknown>)[name];
  }
  return value;
}
