import type { Metric } from "../../records/metric.js";

export interface ValueRange {
  min: number;
  max: number;
  step: number;
}

/** The least that the height of a line stands for: smaller moves must not look like large ones. */
const LEAST_SPAN: Record<Metric, number> = { nps: 40, csat: 20, ces: 20 };

const STEPS = [5, 10, 20, 25, 50];

const MOST_STEPS = 5;

/** Round ends and steps that hold all values and stay within what the metric can be; the whole of it without values. */
export function rangeOf(metric: Metric, values: readonly (number | null)[]): ValueRange {
  const [least, most] = metric === "nps" ? [-100, 100] : [0, 100];
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return { min: least, max: most, step: metric === "nps" ? 50 : 25 };
  const low = Math.min(...known);
  const high = Math.max(...known);
  const spare = Math.max(0, LEAST_SPAN[metric] - (high - low)) / 2;
  // What does not fit above the highest possible value is added below, and the other way round.
  const bottom = Math.max(least, Math.min(low - spare, most - LEAST_SPAN[metric]));
  const top = Math.min(most, Math.max(high + spare, least + LEAST_SPAN[metric]));
  const ranges = STEPS.map((step) => ({
    min: Math.max(least, Math.floor(bottom / step) * step),
    max: Math.min(most, Math.ceil(top / step) * step),
    step,
  }));
  return ranges.find(({ min, max, step }) => (max - min) / step <= MOST_STEPS) ?? ranges.at(-1)!;
}

/** Every value at which the range is marked. */
export function marksOf({ min, max, step }: ValueRange): number[] {
  return Array.from({ length: Math.round((max - min) / step) + 1 }, (_, index) => min + index * step);
}
