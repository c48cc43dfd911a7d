import { type Binary, BSONRegExp, Double, ObjectId } from "bson";

type Scalar = null | boolean | string | number | bigint | Double | Date | ObjectId | Binary | BSONRegExp;

/**
 * One BSON value in memory. `undefined` means "the field is missing". Number types survive a round trip:
 * a whole `number` in the int32 range is an Int32, any other `number` a Double, `bigint` an Int64, and the
 * class `Double` only wraps doubles that look like an Int32 (5.0).
 */
export type Value = undefined | Scalar | Value[] | Doc;

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
  return typeRank(value) === 10;
}

/** The number without the Double wrapper. */
export function plainNumber(value: NumberValue): number | bigint {
  return value instanceof Double ? value.value : value;
}

/** Says whether a JavaScript number is stored as Int32 (minus zero is not: it is a Double). */
export function isInt32(value: number): boolean {
  return (value | 0) === value && !Object.is(value, -0);
}

/** The rank of a value's type in MongoDB's order across types; missing comes first. */
export function typeRank(value: Value): number {
  if (value === undefined) return 0;
  if (typeof value === "string") return 15;
  if (typeof value === "number" || typeof value === "bigint") return 10;
  if (typeof value === "boolean") return 40;
  if (value === null) return 5;
  if (value instanceof Map) return 20;
  if (Array.isArray(value)) return 25;
  if (value instanceof ObjectId) return 35;
  if (value instanceof Date) return 45;
  if (value instanceof Double) return 10;
  return value instanceof BSONRegExp ? 50 : 30;
}
