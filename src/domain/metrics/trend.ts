import { addDays, daysBetween } from "../../lib/timeZone.js";
import type { Metric } from "../../records/metric.js";
import type { CountedRollup } from "../../store/rollups.js";
import { categoryCounts, intervalOf, scoreOf, type Interval } from "./formulas.js";
import { scoresOf } from "./rules.js";
import { lastDayOf, type Period } from "./spanRules.js";
import { sumCounts } from "./sumRules.js";

export const STEPS = ["day", "week", "month"] as const;

export type Step = (typeof STEPS)[number];

/** Up to two months a line of days can be read; beyond that it is noise, and weeks are shown. */
const MOST_DAYS = 62;

/** Half a year of weeks; beyond that months. */
const MOST_WEEK_DAYS = 190;

const WEEK_DAYS = 7;

export interface TrendPoint extends Period {
  /** Unrounded; null when nobody answered, which is a gap and not a zero. */
  score: number | null;
  interval: Interval | null;
  responses: number;
}

export interface Trend {
  step: Step;
  points: TrendPoint[];
}

/** The step in which a period is best read. */
export function stepOf({ from, to }: Period): Step {
  if (addDays(from, MOST_DAYS) > to) return "day";
  return addDays(from, MOST_WEEK_DAYS) > to ? "week" : "month";
}

/** The days, weeks or months of a period, oldest first; the oldest week, and months at both ends, may be short. */
export function spansOf({ from, to }: Period, step: Step): Period[] {
  if (step === "day") return daysBetween(from, to).map((day) => ({ from: day, to: day }));
  const spans: Period[] = [];
  if (step === "week") {
    // Counted back from the last day, so that the newest week is whole and only the oldest may be shorter.
    for (let last = to; last >= from; last = addDays(last, -WEEK_DAYS)) {
      const first = addDays(last, 1 - WEEK_DAYS);
      spans.unshift({ from: first < from ? from : first, to: last });
    }
    return spans;
  }
  for (let first = from; first <= to;) {
    const last = lastDayOf(first.slice(0, 7));
    spans.push({ from: first, to: last < to ? last : to });
    first = addDays(last, 1);
  }
  return spans;
}

/**
 * The score of each span, computed from its summed counts and never from scores of days. A roll-up of a month belongs
 * to the span that begins in it: months are only handed over where spans are months.
 */
export function trendOf(
  metric: Metric,
  rollups: readonly CountedRollup[],
  spans: readonly Period[],
): TrendPoint[] {
  const within = spans.map((): CountedRollup[] => []);
  for (const rollup of rollups) {
    const place = placeOf(rollup, spans);
    if (place >= 0) within[place]!.push(rollup);
  }
  return spans.map((span, index) => {
    const counts = sumCounts(within[index]!, scoresOf(metric).length);
    const inCategories = categoryCounts(metric, counts);
    return {
      from: span.from,
      to: span.to,
      score: scoreOf(metric, inCategories),
      interval: intervalOf(metric, inCategories),
      responses: counts.reduce((total, one) => total + one, 0),
    };
  });
}

/** By halves: a year of days of many touchpoints is looked up in a year of spans. */
function placeOf({ unit, span }: CountedRollup, spans: readonly Period[]): number {
  const day = unit === "day" ? span : `${span}-01`;
  let [low, high] = [0, spans.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (spans[middle]!.to < day) low = middle + 1;
    else if (spans[middle]!.from > day) high = middle - 1;
    else return middle;
  }
  return -1;
}
