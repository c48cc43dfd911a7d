import type { Category, Metric } from "../../records/metric.js";

interface Scale {
  min: number;
  max: number;
  /** From the lowest to the highest; `from` is the first score of the category. */
  categories: readonly [Band, Band, Band];
}

interface Band {
  category: Category;
  from: number;
}

/** NPS: Reichheld, HBR 2003. CSAT: share of 4-5. CES 2.0: agreement, 5-7 is easy. */
const SCALES: Record<Metric, Scale> = {
  nps: {
    min: 0,
    max: 10,
    categories: [
      { category: "detractor", from: 0 },
      { category: "passive", from: 7 },
      { category: "promoter", from: 9 },
    ],
  },
  csat: {
    min: 1,
    max: 5,
    categories: [
      { category: "dissatisfied", from: 1 },
      { category: "neutral", from: 3 },
      { category: "satisfied", from: 4 },
    ],
  },
  ces: {
    min: 1,
    max: 7,
    categories: [
      { category: "hard", from: 1 },
      { category: "neutral", from: 4 },
      { category: "easy", from: 5 },
    ],
  },
};

/** Every score of a metric's scale, from the lowest. */
export function scoresOf(metric: Metric): number[] {
  const { min, max } = SCALES[metric];
  return Array.from({ length: max - min + 1 }, (_, index) => min + index);
}

/** Whether the number is a score of the scale. */
export function isScore(metric: Metric, score: number): boolean {
  const { min, max } = SCALES[metric];
  return Number.isInteger(score) && score >= min && score <= max;
}

/** The category of a score on the scale. */
export function categoryOf(metric: Metric, score: number): Category {
  const [low, mid, high] = SCALES[metric].categories;
  if (score >= high.from) return high.category;
  return score >= mid.from ? mid.category : low.category;
}

/** The metric's categories: lowest, middle, highest. */
export function categoriesOf(metric: Metric): [Category, Category, Category] {
  const [low, mid, high] = SCALES[metric].categories;
  return [low.category, mid.category, high.category];
}

/** Whether the category is the one that somebody should call about: detractor, dissatisfied, hard. */
export function isLowest(metric: Metric, category: Category): boolean {
  return categoriesOf(metric)[0] === category;
}
