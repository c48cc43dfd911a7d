import type { TouchpointTrend } from "../../domain/metrics/readTrends.js";
import type { Period } from "../../domain/metrics/spanRules.js";
import { toCsv } from "../../lib/csv.js";

const COLUMNS = [
  ...["touchpoint", "metric", "method", "from", "to", "answers", "lowest", "middle", "highest"],
  ...["score", "interval_low", "interval_high", "mean"],
  ...["eligible", "asked", "delivered", "answered", "response_rate", "coverage"],
  ...["compared_from", "compared_to", "compared_answers", "compared_score"],
  ...["difference", "p_value", "change"],
];

/** The scores of a period as a file, a line for each touchpoint and metric; unrounded, empty where there is nothing to say. */
export function toScoreCsv(
  rows: readonly TouchpointTrend[],
  { from, to, compareWith }: Period & { compareWith: Period | null },
): string {
  return toCsv(
    COLUMNS,
    rows.map((row) => [
      ...[row.touchpoint, row.metric, row.method, from, to, row.responses],
      ...row.categories.map(({ count }) => count),
      ...[row.score, row.interval?.low, row.interval?.high, row.mean],
      ...[row.eligible, row.asked, row.delivered, row.answered, row.responseRate, row.coverage],
      ...[compareWith?.from, compareWith?.to, row.before?.responses, row.before?.score],
      ...[row.change?.difference, row.change?.pValue, row.change?.verdict],
    ]),
  );
}
