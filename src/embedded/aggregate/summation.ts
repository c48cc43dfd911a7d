import { plainNumber } from "../bson/compare.js";
import { double, isDouble } from "../bson/numbers.js";
import { isInt32, isNumber, type NumberValue, type Value } from "../bson/value.js";

/** A running total. Whole numbers are summed exactly; doubles as MongoDB does, with the rounding error kept beside. */
export interface Summation {
  count: number;
  whole: number;
  /** Whole numbers whose sum could leave the exact range of `whole`. */
  large: bigint;
  hasLong: boolean;
  hasDouble: boolean;
  sum: number;
  error: number;
  /** The plain sum, for infinities and NaN. */
  plain: number;
}

const INT64_MIN = -(2n ** 63n);
const INT64_MAX = 2n ** 63n - 1n;
const SAFE_WHOLE = 2 ** 52;

/** An empty total. */
export function newSummation(): Summation {
  return { count: 0, whole: 0, large: 0n, hasLong: false, hasDouble: false, sum: 0, error: 0, plain: 0 };
}

/** Adds a value; everything but numbers is left out. */
export function addTo(total: Summation, value: Value): void {
  if (!isNumber(value)) return;
  total.count++;
  if (isDouble(value)) {
    total.hasDouble = true;
    return addDouble(total, Number(plainNumber(value)));
  }
  if (typeof value === "bigint") {
    total.hasLong = true;
    total.large += value;
    return;
  }
  total.whole += value as number;
  if (Math.abs(total.whole) < SAFE_WHOLE) return;
  total.large += BigInt(total.whole);
  total.whole = 0;
}

/** The total: an Int32 (or an Int64 where it does not fit), an Int64 or a Double, by what was added. */
export function totalOf(total: Summation): NumberValue {
  if (total.hasDouble) return double(doubleTotal(total));
  const exact = total.large + BigInt(total.whole);
  if (exact < INT64_MIN || exact > INT64_MAX) return double(Number(exact));
  return !total.hasLong && isInt32(Number(exact)) ? Number(exact) : exact;
}

/** The average as a Double; null where nothing was added. */
export function averageOf(total: Summation): NumberValue | null {
  return total.count === 0 ? null : double(doubleTotal(total) / total.count);
}

function doubleTotal(total: Summation): number {
  const all = { ...total };
  const exact = total.large + BigInt(total.whole);
  const near = Number(exact);
  addDouble(all, near);
  if (Math.abs(near) >= SAFE_WHOLE) addDouble(all, Number(exact - BigInt(near)));
  return Number.isNaN(all.sum) ? all.plain : all.sum;
}

/** Adds two-fold: `sum` the total so far, `error` what it lost by rounding (Knuth's 2Sum). */
function addDouble(total: Summation, value: number): void {
  total.plain += value;
  const [x, lost] = twoSum(value, total.error);
  const [sum, rest] = twoSum(total.sum, x);
  const error = lost + rest;
  total.sum = sum + error;
  total.error = sum - total.sum + error;
}

function twoSum(a: number, b: number): [number, number] {
  const sum = a + b;
  const part = sum - a;
  return [sum, a - (sum - part) + (b - part)];
}
