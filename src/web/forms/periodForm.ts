import { z } from "zod";
import { daysIn, periodBefore, yearBefore, type Period as Days } from "../../domain/metrics/spanRules.js";
import { addDays } from "../../lib/timeZone.js";
import { day } from "./fields.js";
import { optional } from "./queryForms.js";

/** The periods that one tap chooses, in days. */
export const PERIODS = { "7d": 7, "28d": 28, "90d": 90, "12m": 365 } as const;

export type PeriodName = keyof typeof PERIODS;

export const DEFAULT_PERIOD: PeriodName = "28d";

export const COMPARISONS = ["previous", "year", "own", "none"] as const;

/** With what a period is compared: as many days before, the same days a year before, days of one's own, nothing. */
export type Comparison = (typeof COMPARISONS)[number];

/** A longer line says nothing more, and would have to read and draw everything there is. */
const MOST_DAYS = 5 * 366;

export interface Period extends Days {
  /** Null for an own range. */
  name: PeriodName | null;
  comparison: Comparison;
  compareWith: Days | null;
}

/** The parameters of an address that say which days are meant. */
export const periodFields = {
  period: optional(z.enum(Object.keys(PERIODS) as PeriodName[], "must be one of the periods above")),
  from: optional(day),
  to: optional(day),
  compare: optional(z.enum(COMPARISONS, `must be one of ${COMPARISONS.join(", ")}`)),
  compareFrom: optional(day),
  compareTo: optional(day),
};

/** The names of `periodFields`, for filters that have a field for each. */
export const PERIOD_FIELDS = ["from", "to", "compare", "compareFrom", "compareTo"];

/**
 * A named period up to today, or an own range; a range wins. An open end is today, an open beginning four weeks before.
 * A range that ends in the future ends today: nothing is known of the days after.
 */
export function periodForm(today: string): z.ZodType<Period> {
  return z.strictObject(periodFields).transform((fields, context) => toPeriod(fields, today, context));
}

export type PeriodInput = z.infer<z.ZodObject<typeof periodFields>>;

/** What the parameters mean; faults are added to the form that holds them. */
export function toPeriod(
  { period, from, to, compare, compareFrom, compareTo }: PeriodInput,
  today: string,
  { addIssue }: z.RefinementCtx,
): Period {
  const range = from || to ? ownRange(from, to, today) : lastDays(period ?? DEFAULT_PERIOD, today);
  const name = from || to ? null : (period ?? DEFAULT_PERIOD);
  const fault = (path: string, message: string) => addIssue({ code: "custom", path: [path], message });
  if (from && from > today) fault("from", "must not lie in the future");
  else if (range.from > range.to) fault("to", "must not lie before the first day");
  else if (addDays(range.from, MOST_DAYS) <= range.to) {
    fault("from", "must lie within five years of the last day");
  }
  const comparison = compare ?? (compareFrom || compareTo ? "own" : "previous");
  if (comparison === "own") {
    if (!compareFrom) fault("compareFrom", "is needed to compare with days of your own");
    else if (compareTo && compareFrom > compareTo)
      fault("compareTo", "must not lie before the first day of the comparison");
    else if (compareTo && addDays(compareFrom, MOST_DAYS) <= compareTo)
      fault("compareFrom", "must lie within five years of the last day of the comparison");
  }
  const own = compareFrom && { from: compareFrom, to: compareTo ?? addDays(compareFrom, daysIn(range) - 1) };
  return { ...range, name, comparison, compareWith: comparedWith(comparison, range, own || null) };
}

/** The days of a named period, today included, compared with as many before. */
export function namedPeriod(name: PeriodName, today: string): Period {
  const range = lastDays(name, today);
  return { ...range, name, comparison: "previous", compareWith: periodBefore(range) };
}

/** The parameters that lead to a period again, without what is so anyway. */
export function periodQuery({ from, to, name, comparison, compareWith }: Period): Record<string, string> {
  return {
    ...(name === null ? { from, to } : name === DEFAULT_PERIOD ? {} : { period: name }),
    ...(comparison !== "previous" && { compare: comparison }),
    ...(comparison === "own" && compareWith && { compareFrom: compareWith.from, compareTo: compareWith.to }),
  };
}

function lastDays(name: PeriodName, today: string): Days {
  return { from: addDays(today, 1 - PERIODS[name]), to: today };
}

function ownRange(from: string | undefined, to: string | undefined, today: string): Days {
  const last = to && to < today ? to : today;
  return { from: from ?? addDays(last, 1 - PERIODS[DEFAULT_PERIOD]), to: last };
}

function comparedWith(comparison: Comparison, range: Days, own: Days | null): Days | null {
  if (range.from > range.to || comparison === "none") return null;
  if (comparison === "own") return own;
  return comparison === "year" ? yearBefore(range) : periodBefore(range);
}
