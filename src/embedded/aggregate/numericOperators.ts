import { arithmetic, double, toNumber } from "../bson/numbers.js";
import { isNumber, type NumberValue, typeName, type Value } from "../bson/value.js";
import { CommandError } from "../errors.js";

/** $add: numbers, and at most one date, which moves by milliseconds. Null where an operand is null or missing. */
export function add(values: Value[]): Value {
  if (values.some(isNullish)) return null;
  let sum: NumberValue = 0;
  let date: Date | undefined;
  for (const value of values) {
    if (value instanceof Date) {
      if (date !== undefined) throw new CommandError(16612, "only one date allowed in an $add expression");
      date = value;
    } else sum = combine(sum, requireNumber(value, "$add only supports numeric or date types"), "+");
  }
  return date === undefined ? sum : new Date(date.getTime() + Math.round(toNumber(sum)));
}

/** $multiply: numbers only. Null where an operand is null or missing. */
export function multiply(values: Value[]): Value {
  if (values.some(isNullish)) return null;
  const numbers = values.map((value) => requireNumber(value, "$multiply only supports numeric types"));
  return numbers.reduce((product, number) => combine(product, number, "*"), 1);
}

/** $subtract: numbers, a date and milliseconds, or two dates (whose difference is an Int64). */
export function subtract(a: Value, b: Value): Value {
  if (isNullish(a) || isNullish(b)) return null;
  if (a instanceof Date && b instanceof Date) return BigInt(a.getTime() - b.getTime());
  if (a instanceof Date && isNumber(b)) return new Date(a.getTime() - Math.round(toNumber(b)));
  if (isNumber(a) && isNumber(b)) return combine(a, b, "-");
  throw new CommandError(14, `can't $subtract ${typeName(b)} from ${typeName(a)}`);
}

/** $divide: always a Double. Throws on a divisor of zero. */
export function divide(a: Value, b: Value): Value {
  if (isNullish(a) || isNullish(b)) return null;
  if (!isNumber(a) || !isNumber(b)) {
    throw new CommandError(14, `$divide only supports numeric types, not ${typeName(a)} and ${typeName(b)}`);
  }
  if (toNumber(b) === 0) throw new CommandError(2, "can't $divide by zero");
  return double(toNumber(a) / toNumber(b));
}

function isNullish(value: Value): boolean {
  return value === undefined || value === null;
}

function requireNumber(value: Value, rule: string): NumberValue {
  if (isNumber(value)) return value;
  throw new CommandError(14, `${rule}, not ${typeName(value)}`);
}

/** An Int64 that overflows goes on as a Double. */
function combine(a: NumberValue, b: NumberValue, operator: "+" | "-" | "*"): NumberValue {
  const exact = arithmetic(a, b, operator);
  return exact ?? (arithmetic(double(toNumber(a)), double(toNumber(b)), operator) as NumberValue);
}
