import { listDaysByRow, scoreDays, type TouchpointScore } from "./readScores.js";
import { spansOf, trendOf, type Trend } from "./trend.js";

export interface TouchpointTrend extends TouchpointScore {
  trend: Trend;
}

/** The rows of `readScores`, each with its line over the period. The roll-ups are read once for all of them. */
export async function readTrends(period: { from: string; to: string }): Promise<TouchpointTrend[]> {
  const { step, spans } = spansOf(period);
  return (await listDaysByRow(period)).map(({ touchpoint, metric, days }) => ({
    ...scoreDays(touchpoint, metric, days),
    trend: { step, points: trendOf(metric, days, spans) },
  }));
}
