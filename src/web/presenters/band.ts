import type { Interval } from "../../domain/metrics/formulas.js";
import type { Metric } from "../../records/metric.js";
import { presentScoreNumber } from "./numbers.js";

/** The interval drawn on the whole range of the metric, and in words: it is not centred, so never "+-". Null without a score. */
export function presentBand(
  metric: Metric,
  { score, interval }: { score: number | null; interval: Interval | null },
) {
  if (score === null) return null;
  const place = (value: number) => round(metric === "nps" ? (value + 100) / 2 : value);
  return {
    dot: place(score),
    isNps: metric === "nps",
    interval: interval && {
      left: place(interval.low),
      width: round(place(interval.high) - place(interval.low)),
      text: `${presentScoreNumber(interval.low)} to ${presentScoreNumber(interval.high)}`,
    },
  };
}

function round(number: number): number {
  return Math.round(number * 10) / 10;
}
