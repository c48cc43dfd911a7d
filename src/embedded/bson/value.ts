import { type Binary, BSONRegExp, Double, ObjectId } from "bson";

/**
 * One BSON value in memory. `undefined` means "the field is missing". Number types survive a round trip:
 * a whole `number` in the int32 range is an Int32, any other `number` a Double, `bigint` an Int64, and the
 * class `Double` only wraps doubles that look like an Int32 (5.0).
 */
export type Value =
  | undefined
  | null
  | boolean
  | string
  | number
  | bigint
  | Double
  | Date
  | ObjectId
  | Binary
  | BSONRegExp
  | Value[]
  | Doc;

/** A document: a Map, because a plain object would move keys such as "1" to the front. */
export type Doc = Map<string, Value>;

/** The three ways a number stands in memory. */
export type NumberValue = number | bigint | Double;

/** Says whether a value is a document. */
export function isDoc(value: unknown): value is Doc {
  return value instanceof Map;
}

/** Says whether a value is a number of any BSON number type. */
export function isNumber(value: Value): value is NumberValue {
  return typeof value === "number" || typeof value === "bigint" || value instanceof Double;
}

/** The rank of a value's type in MongoDB's order across types; missing comes first. */
export function typeRank(value: Value): number {
  switch (typeof value) {
    case "string":
      return 15;
    case "number":
    case "bigint":
      return 10;
    case "boolean":
      return 40;
    case "undefined":
      return 0;
    default:
      return rankOfObject(value);
  }
}

/** The name MongoDB uses for a value's type in its messages. */
export function typeName(value: Value): string {
  if (value === undefined) return "missing";
  if (value === null) return "null";
  if (typeof value === "boolean") return "bool";
  if (typeof value === "string") return "string";
  if (typeof value === "bigint") return "long";
  if (typeof value === "number") return isInt32(value) ? "int" : "double";
  if (value instanceof Double) return "double";
  if (value instanceof Date) return "date";
  if (value instanceof ObjectId) return "objectId";
  if (Array.isArray(value)) return "array";
  if (isDoc(value)) return "object";
  return value instanceof BSONRegExp ? "regex" : "binData";
}

/** Says whether a JavaScript number is stored as Int32 (minus zero is not: it is a Double). */
export function isInt32(value: number): boolean {
  return (value | 0) === value && !Object.is(value, -0);
}

function rankOfObject(value: Exclude<Value, undefined | string | number | bigint | boolean>): number {
  if (value === null) return 5;
  if (value instanceof Map) return 20;
  if (Array.isArray(value)) return 25;
  if (value instanceof ObjectId) return 35;
  if (value instanceof Date) return 45;
  if (value instanceof Double) return 10;
  return value instanceof BSONRegExp ? 50 : 30;
}
