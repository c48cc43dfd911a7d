import type { Category, Metric } from "../../records/metric.js";
import { categoryOf, categoriesOf, scoresOf } from "./rules.js";

/** 95 % two-sided. */
const Z = 1.96;

export type Method = "nps" | "csat_top2" | "ces_agree";

export const METHODS: Record<Metric, Method> = { nps: "nps", csat: "csat_top2", ces: "ces_agree" };

export interface Interval {
  low: number;
  high: number;
}

export interface CategoryCounts {
  low: number;
  mid: number;
  high: number;
}

/** How many answers fall into the lowest, middle and highest category. `counts` has one entry per score of the scale. */
export function categoryCounts(metric: Metric, counts: readonly number[]): CategoryCounts {
  const [low, mid] = categoriesOf(metric);
  const result = { low: 0, mid: 0, high: 0 };
  scoresOf(metric).forEach((score, index) => {
    const category = categoryOf(metric, score);
    const place = category === low ? "low" : category === mid ? "mid" : "high";
    result[place] += counts[index] ?? 0;
  });
  return result;
}

/** Lowest, middle, highest category with its number of answers. */
export function namedCounts(
  metric: Metric,
  { low, mid, high }: CategoryCounts,
): { category: Category; count: number }[] {
  const counts = [low, mid, high];
  return categoriesOf(metric).map((category, place) => ({ category, count: counts[place]! }));
}

/**
 * The headline, unrounded: NPS -100..100 as 100 x (promoters - detractors) / answers;
 * CSAT and CES 0..100 as the share of the highest category. Null without answers.
 */
export function scoreOf(metric: Metric, { low, mid, high }: CategoryCounts): number | null {
  const answers = low + mid + high;
  if (answers === 0) return null;
  return (100 * (metric === "nps" ? high - low : high)) / answers;
}

/** The 95 % interval of `scoreOf` on the same scale; null below two answers. */
export function intervalOf(metric: Metric, { low, mid, high }: CategoryCounts): Interval | null {
  const answers = low + mid + high;
  if (answers < 2) return null;
  if (metric === "nps") return npsInterval(high, low, answers);
  const share = wilsonInterval(high, answers)!;
  return { low: 100 * share.low, high: 100 * share.high };
}

/**
 * Adjusted Wald interval of an NPS (Rocks 2016, The American Statistician): three answers are added,
 * 3/4 of one to each end. Not centred on the NPS. Clamped to -100..100.
 */
function npsInterval(promoters: number, detractors: number, answers: number): Interval {
  const n = answers + 3;
  const p = (promoters + 0.75) / n;
  const d = (detractors + 0.75) / n;
  const half = Z * Math.sqrt((p + d - (p - d) ** 2) / n);
  return { low: Math.max(-100, 100 * (p - d - half)), high: Math.min(100, 100 * (p - d + half)) };
}

/** Wilson's score interval of a share, 0..1; null without trials. */
export function wilsonInterval(successes: number, trials: number): Interval | null {
  if (trials === 0) return null;
  const share = successes / trials;
  const centre = share + Z ** 2 / (2 * trials);
  const half = Z * Math.sqrt((share * (1 - share)) / trials + Z ** 2 / (4 * trials ** 2));
  const scale = 1 + Z ** 2 / trials;
  return { low: Math.max(0, (centre - half) / scale), high: Math.min(1, (centre + half) / scale) };
}

/** The mean score; null without answers. */
export function meanOf(metric: Metric, counts: readonly number[]): number | null {
  let answers = 0;
  let total = 0;
  scoresOf(metric).forEach((score, index) => {
    answers += counts[index] ?? 0;
    total += score * (counts[index] ?? 0);
  });
  return answers === 0 ? null : total / answers;
}

/** A share 0..1; null when there is nothing to divide by. */
export function rateOf(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}
