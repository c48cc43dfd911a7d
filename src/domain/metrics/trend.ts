import { addDays, daysBetween } from "../../lib/timeZone.js";
import type { Metric } from "../../records/metric.js";
import type { TouchpointDay } from "../../records/touchpointDay.js";
import { categoryCounts, scoreOf } from "./formulas.js";
import { scoresOf } from "./rules.js";

/** Up to two months a line of days can be read; beyond that it is noise, and weeks are shown. */
const MOST_DAYS = 62;

const WEEK_DAYS = 7;

/** A day or a week: its first and last reporting day, both included. */
export interface Span {
  from: string;
  to: string;
}

export interface TrendPoint extends Span {
  /** Unrounded; null when nobody answered, which is a gap and not a zero. */
  score: number | null;
  responses: number;
}

export interface Trend {
  step: "day" | "week";
  points: TrendPoint[];
}

/** The days of a period, or its weeks when it is long; oldest first. */
export function spansOf({ from, to }: Span): { step: Trend["step"]; spans: Span[] } {
  if (addDays(from, MOST_DAYS) > to) {
    return { step: "day", spans: daysBetween(from, to).map((day) => ({ from: day, to: day })) };
  }
  // Counted back from the last day, so that the newest week is whole and only the oldest may be shorter.
  const spans: Span[] = [];
  for (let last = to; last >= from; last = addDays(last, -WEEK_DAYS)) {
    const first = addDays(last, 1 - WEEK_DAYS);
    spans.unshift({ from: first < from ? from : first, to: last });
  }
  return { step: "week", spans };
}

/** The score of each span, computed from its summed counts and never from scores of days. */
export function trendOf(
  metric: Metric,
  days: readonly TouchpointDay[],
  spans: readonly Span[],
): TrendPoint[] {
  return spans.map((span) => {
    const within = days.filter(({ day, counts }) => counts && day >= span.from && day <= span.to);
    const counts = scoresOf(metric).map((_, index) => sum(within.map((day) => day.counts?.[index] ?? 0)));
    return { ...span, score: scoreOf(metric, categoryCounts(metric, counts)), responses: sum(counts) };
  });
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
