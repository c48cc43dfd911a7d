import { categoriesOf, scoresOf } from "../../domain/metrics/rules.js";
import type { Category, Metric } from "../../records/metric.js";

export const METRIC_WORDS: Record<Metric, { name: string; method: string }> = {
  nps: { name: "NPS", method: "promoters minus detractors" },
  csat: { name: "CSAT", method: "share of 4 and 5" },
  ces: { name: "CES", method: "share of 5 to 7, who agree it was easy" },
};

const PLURALS: Partial<Record<Category, string>> = {
  promoter: "promoters",
  passive: "passives",
  detractor: "detractors",
};

/** "1 detractor", "3 detractors", "3 satisfied": the word that follows a number. */
export function categoryWord(category: Category, count: number): string {
  return count === 1 ? category : (PLURALS[category] ?? category);
}

/** How a category is drawn: the highest good, the lowest bad, the middle neither. A word always stands beside it. */
export function toneOf(metric: Metric, category: Category): "good" | "bad" | "" {
  const [low, , high] = categoriesOf(metric);
  if (category === high) return "good";
  return category === low ? "bad" : "";
}

/** "3 of 10", for people who do not see the square. */
export function scoreInWords(metric: Metric, score: number): string {
  return `Score ${score} of ${scoresOf(metric).at(-1)}`;
}

/** A score as it is drawn in lists. */
export function presentFace({
  metric,
  score,
  category,
}: {
  metric: Metric;
  score: number;
  category: Category;
}) {
  return { score, tone: toneOf(metric, category), label: scoreInWords(metric, score), category };
}
