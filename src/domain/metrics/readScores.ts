import type { Category, Metric } from "../../records/metric.js";
import type { AskCounts, TouchpointDay } from "../../records/touchpointDay.js";
import * as surveys from "../../store/surveys.js";
import * as touchpointDays from "../../store/touchpointDays.js";
import * as triggers from "../../store/triggers.js";
import {
  categoryCounts,
  intervalOf,
  meanOf,
  METHODS,
  rateOf,
  scoreOf,
  type Interval,
  type Method,
} from "./formulas.js";
import { categoriesOf, scoresOf } from "./rules.js";

/** Everything that is said about one touchpoint and metric in a period. Unrounded; null without answers. */
export interface TouchpointScore {
  touchpoint: string;
  metric: Metric;
  method: Method;
  responses: number;
  counts: number[];
  /** Lowest, middle, highest category with its number of answers. */
  categories: { category: Category; count: number }[];
  score: number | null;
  interval: Interval | null;
  /** Mean of the raw scores, for CES only: beside the headline, never instead of it. */
  mean: number | null;
  eligible: number;
  asked: number;
  delivered: number;
  responseRate: number | null;
  coverage: number | null;
}

/**
 * One row per touchpoint and metric from one reporting day to another, both included, by touchpoint and metric.
 * A touchpoint that is configured to be asked has a row before its first answer.
 */
export async function readScores(query: ScoreQuery): Promise<TouchpointScore[]> {
  return (await listDaysByRow(query)).map(({ touchpoint, metric, days }) =>
    scoreDays(touchpoint, metric, days),
  );
}

export interface ScoreQuery {
  from: string;
  to: string;
  touchpoint?: string;
}

export interface RowDays {
  touchpoint: string;
  metric: Metric;
  days: TouchpointDay[];
}

/** The roll-ups of a period by touchpoint and metric, in that order, read once; see `readScores`. */
export async function listDaysByRow(query: ScoreQuery): Promise<RowDays[]> {
  const [days, pairs] = await Promise.all([touchpointDays.listBetween(query), listConfiguredPairs()]);
  const rows = new Map<string, RowDays>();
  const rowOf = ({ touchpoint, metric }: Pick<RowDays, "touchpoint" | "metric">) => {
    const id = `${touchpoint}|${metric}`;
    if (!rows.has(id)) rows.set(id, { touchpoint, metric, days: [] });
    return rows.get(id)!;
  };
  pairs.filter((pair) => !query.touchpoint || pair.touchpoint === query.touchpoint).forEach(rowOf);
  for (const day of days) rowOf(day).days.push(day);
  return [...rows.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}

/** The score over some days of one touchpoint and metric. */
export function scoreDays(
  touchpoint: string,
  metric: Metric,
  days: readonly TouchpointDay[],
): TouchpointScore {
  const counts = scoresOf(metric).map((_, index) => sum(days.map((day) => day.counts?.[index] ?? 0)));
  const asks = (name: keyof AskCounts) => sum(days.map((day) => day.asks?.[name] ?? 0));
  const inCategories = categoryCounts(metric, counts);
  const [low, mid, high] = categoriesOf(metric);
  return {
    touchpoint,
    metric,
    method: METHODS[metric],
    responses: sum(counts),
    counts,
    categories: [
      { category: low, count: inCategories.low },
      { category: mid, count: inCategories.mid },
      { category: high, count: inCategories.high },
    ],
    score: scoreOf(metric, inCategories),
    interval: intervalOf(metric, inCategories),
    mean: metric === "ces" ? meanOf(metric, counts) : null,
    eligible: asks("eligible"),
    asked: asks("asked"),
    delivered: asks("delivered"),
    responseRate: rateOf(asks("answered"), asks("delivered")),
    coverage: rateOf(asks("asked"), asks("eligible")),
  };
}

async function listConfiguredPairs(): Promise<{ touchpoint: string; metric: Metric }[]> {
  const [allTriggers, allSurveys] = await Promise.all([triggers.list(), surveys.list()]);
  const metrics = new Map(allSurveys.map((survey) => [survey.key, survey.metric]));
  return allTriggers
    .filter((trigger) => trigger.active && metrics.has(trigger.survey))
    .map((trigger) => ({ touchpoint: trigger.touchpoint, metric: metrics.get(trigger.survey)! }));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
