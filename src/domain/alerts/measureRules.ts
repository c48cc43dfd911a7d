import { DateTime } from "luxon";
import { addDays } from "../../lib/timeZone.js";
import type { Alert, AlertFault, AlertMeasure, AlertSide } from "../../records/alert.js";
import type { Metric } from "../../records/metric.js";
import { clearOnes, compare, compareShares, FEW_ANSWERS } from "../metrics/compareRules.js";
import { periodBefore, type Period } from "../metrics/spanRules.js";

/** From this hour of the organisation's day on the day before is judged: nobody is told at night. */
const FIRST_HOUR = 7;

/** Asks of the last days are left out: people still answer them, and every rate would seem to fall. */
export const RIPENING_DAYS = 7;

/** A rate that fell by less is not worth a word, however certain it is; the last answers come late, too. */
const LEAST_POINTS = 2;

/**
 * Of the falls that one run sees, this share may be chance. Stricter than what a page calls clear: a page is looked at
 * now and then, a run judges every day, and each of its mistakes calls people.
 */
const FALSE_DISCOVERY_RATE = 0.01;

export const NO_MEASURE: Pick<AlertMeasure, "difference" | "pValue"> = { difference: null, pValue: null };

/** The day that is judged now, null before its hour. */
export function dueDay(now: Date, zone: string): string | null {
  const local = DateTime.fromJSDate(now, { zone });
  return local.hour >= FIRST_HOUR ? local.toISODate() : null;
}

/** The days that are compared on a day: whole ones, and for rates those that had time to be answered. */
export function periodsOf({ kind, days }: Pick<Alert, "kind" | "days">, today: string) {
  const to = addDays(today, kind === "score" ? -1 : -1 - RIPENING_DAYS);
  const current: Period = { from: addDays(to, 1 - days!), to };
  return { current, previous: periodBefore(current) };
}

/** What the two sides say. Few answers on either are not tested. */
export function measureOf(current: AlertSide, previous: AlertSide, metric: Metric | undefined): AlertMeasure {
  const isFew = Math.min(wholeOf(current), wholeOf(previous)) < FEW_ANSWERS;
  const { difference, pValue } =
    current.counts && previous.counts
      ? compare(metric!, current.counts, previous.counts)
      : compareShares(current.share!, previous.share!);
  return isFew
    ? { current, previous, difference, pValue: null, fault: "few" }
    : { current, previous, difference, pValue };
}

/** Two sides that could not be read, and why. */
export function unmeasured({ current, previous }: Record<"current" | "previous", Period>, fault: AlertFault) {
  return { current, previous, ...NO_MEASURE, fault } satisfies AlertMeasure;
}

/** Which of the measures of one run are falls beyond what chance makes of as many. */
export function clearFalls(measures: readonly AlertMeasure[]): boolean[] {
  const clear = clearOnes(
    measures.map(({ pValue }) => pValue),
    FALSE_DISCOVERY_RATE,
  );
  return measures.map(
    ({ difference, current }, place) =>
      clear[place]! && difference! < 0 && (current.share === undefined || difference! <= -LEAST_POINTS),
  );
}

/** How many answers, asks or events a side rests on. */
export function wholeOf({ counts, share }: AlertSide): number {
  return counts ? counts.low + counts.mid + counts.high : (share?.whole ?? 0);
}
