import type { Category, Metric } from "../../records/metric.js";
import * as surveys from "../../store/surveys.js";
import type { CountedRollup } from "../../store/rollups.js";
import * as triggers from "../../store/triggers.js";
import {
  categoryCounts,
  intervalOf,
  meanOf,
  METHODS,
  namedCounts,
  rateOf,
  scoreOf,
  type CategoryCounts,
  type Interval,
  type Method,
} from "./formulas.js";
import { readRollups } from "./readRollups.js";
import { scoresOf } from "./rules.js";
import type { Period } from "./spanRules.js";
import { sumAsks, sumCounts } from "./sumRules.js";

/** Everything that is said about one touchpoint and metric in a period. Unrounded; null without answers. */
export interface TouchpointScore {
  touchpoint: string;
  metric: Metric;
  method: Method;
  responses: number;
  counts: number[];
  inCategories: CategoryCounts;
  /** Lowest, middle, highest category with its number of answers. */
  categories: { category: Category; count: number }[];
  score: number | null;
  interval: Interval | null;
  /** Mean of the raw scores, for CES only: beside the headline, never instead of it. */
  mean: number | null;
  eligible: number;
  asked: number;
  delivered: number;
  /** Of those delivered; an answer counts on the day of its event here, so it need not equal `responses`. */
  answered: number;
  responseRate: number | null;
  coverage: number | null;
}

export interface ScoreQuery extends Period {
  touchpoint?: string;
}

/**
 * One row per touchpoint and metric from one reporting day to another, both included, by touchpoint and metric.
 * A touchpoint that is configured to be asked has a row before its first answer.
 */
export async function readScores(query: ScoreQuery): Promise<TouchpointScore[]> {
  const [rows, pairs] = await Promise.all([readRows(query), listConfiguredPairs()]);
  return arrangeRows(rows, pairs, query).map(({ touchpoint, metric, rollups }) =>
    scoreRollups(touchpoint, metric, rollups),
  );
}

export interface RowPlace {
  touchpoint: string;
  metric: Metric;
}

export interface Row extends RowPlace {
  rollups: CountedRollup[];
}

async function readRows({ touchpoint, ...period }: ScoreQuery): Promise<CountedRollup[]> {
  const of = touchpoint === undefined ? {} : { touchpoint };
  const kinds = ["answers", "asks"] as const;
  return (await Promise.all(kinds.map((kind) => readRollups(period, { kind, ...of })))).flat();
}

/** Roll-ups by touchpoint and metric, with an empty row for each place that is asked about but has none. */
export function arrangeRows(
  rollups: readonly CountedRollup[],
  places: readonly RowPlace[],
  { touchpoint }: Pick<ScoreQuery, "touchpoint">,
): Row[] {
  const rows = new Map<string, Row>();
  const rowOf = (place: RowPlace) => {
    const id = `${place.touchpoint}|${place.metric}`;
    let row = rows.get(id);
    if (!row) rows.set(id, (row = { touchpoint: place.touchpoint, metric: place.metric, rollups: [] }));
    return row;
  };
  for (const place of places) if (!touchpoint || place.touchpoint === touchpoint) rowOf(place);
  for (const rollup of rollups) rowOf(rollup).rollups.push(rollup);
  return [...rows.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}

/** The score over some roll-ups of one touchpoint and metric. */
export function scoreRollups(
  touchpoint: string,
  metric: Metric,
  rollups: readonly CountedRollup[],
): TouchpointScore {
  const counts = sumCounts(rollups, scoresOf(metric).length);
  const asks = sumAsks(rollups);
  const inCategories = categoryCounts(metric, counts);
  return {
    touchpoint,
    metric,
    method: METHODS[metric],
    responses: counts.reduce((total, one) => total + one, 0),
    counts,
    inCategories,
    categories: namedCounts(metric, inCategories),
    score: scoreOf(metric, inCategories),
    interval: intervalOf(metric, inCategories),
    mean: metric === "ces" ? meanOf(metric, counts) : null,
    ...asks,
    responseRate: rateOf(asks.answered, asks.delivered),
    coverage: rateOf(asks.asked, asks.eligible),
  };
}

/** The touchpoints and metrics that an active trigger asks about. */
export async function listConfiguredPairs(): Promise<RowPlace[]> {
  const [allTriggers, allSurveys] = await Promise.all([triggers.list(), surveys.list()]);
  const metrics = new Map(allSurveys.map((survey) => [survey.key, survey.metric]));
  return allTriggers
    .filter((trigger) => trigger.active && metrics.has(trigger.survey))
    .map((trigger) => ({ touchpoint: trigger.touchpoint, metric: metrics.get(trigger.survey)! }));
}
