import type { Metric } from "../../records/metric.js";
import type { ResponseFilter } from "../../records/responseFilter.js";
import type { MetricCounts } from "../../records/viewDay.js";
import type { Context } from "../context.js";
import { judgeChanges, type Change, type Verdict } from "../metrics/compareRules.js";
import {
  categoryCounts,
  intervalOf,
  meanOf,
  METHODS,
  scoreOf,
  type CategoryCounts,
  type Interval,
  type Method,
} from "../metrics/formulas.js";
import { readScores } from "../metrics/readScores.js";
import { scoresOf } from "../metrics/rules.js";
import { periodBefore, type Period } from "../metrics/spanRules.js";
import { readDayCounts } from "./readDayCounts.js";
import { isInRollups, isScored } from "./rules.js";

const METRICS: Metric[] = ["nps", "csat", "ces"];

/** What the answers of a filter come to in a period. Unrounded; null without answers. */
export interface FilterScore {
  responses: number;
  counts: number[];
  categories: CategoryCounts;
  score: number | null;
  interval: Interval | null;
  /** For CES only. */
  mean: number | null;
}

export interface ViewScore {
  metric: Metric;
  method: Method;
  /** False where the filter names categories: then there are numbers of answers and no score. */
  isScored: boolean;
  current: FilterScore;
  previous: FilterScore;
  change: Change & { verdict: Verdict };
}

export interface ViewScores {
  /** Of metrics that were answered in either period. */
  rows: ViewScore[];
  previousPeriod: Period;
  /** While not all days are counted yet: how many are. The newest are counted first. */
  counting: { counted: number; of: number } | null;
}

/**
 * A filter's score for each metric in a period, compared with the days before, as many as it has. Read from the
 * roll-ups where they know enough, else counted and kept; see `readDayCounts`.
 */
export async function readViewScores(
  context: Context,
  filter: ResponseFilter,
  period: Period,
  now: Date,
): Promise<ViewScores> {
  const previousPeriod = periodBefore(period);
  const { current, previous, counting } = isInRollups(filter)
    ? await sumRollups(filter, period, previousPeriod)
    : await sumDays(context, filter, period, now);
  const metrics = METRICS.filter((metric) => current[metric] ?? previous[metric]);
  const pairs = metrics.map((metric) => ({
    metric,
    current: scoreCounts(metric, current[metric]),
    previous: scoreCounts(metric, previous[metric]),
  }));
  const changes = judgeChanges(
    pairs.map((one) => ({
      metric: one.metric,
      current: one.current.categories,
      previous: one.previous.categories,
    })),
  );
  const rows = pairs.map((one, place) => ({
    ...one,
    method: METHODS[one.metric],
    isScored: isScored(filter),
    change: changes[place]!,
  }));
  return { rows, previousPeriod, counting };
}

/** Score, interval and the rest of what was counted; of nothing, zeros and null. */
export function scoreCounts(metric: Metric, counted: readonly number[] = []): FilterScore {
  const counts = scoresOf(metric).map((_, place) => counted[place] ?? 0);
  const categories = categoryCounts(metric, counts);
  return {
    responses: counts.reduce((total, one) => total + one, 0),
    counts,
    categories,
    score: scoreOf(metric, categories),
    interval: intervalOf(metric, categories),
    mean: metric === "ces" ? meanOf(metric, counts) : null,
  };
}

type Sums = { current: MetricCounts; previous: MetricCounts; counting: ViewScores["counting"] };

async function sumRollups(
  { touchpoints, metric }: ResponseFilter,
  period: Period,
  before: Period,
): Promise<Sums> {
  const sum = async (days: Period) => {
    const rows = await readScores(days);
    const meant = rows.filter(
      (row) =>
        row.responses > 0 &&
        (!touchpoints || touchpoints.includes(row.touchpoint)) &&
        (!metric || metric === row.metric),
    );
    return addUp(meant.map((row) => ({ [row.metric]: row.counts })));
  };
  const [current, previous] = await Promise.all([sum(period), sum(before)]);
  return { current, previous, counting: null };
}

async function sumDays(context: Context, filter: ResponseFilter, period: Period, now: Date): Promise<Sums> {
  const all = { from: periodBefore(period).from, to: period.to };
  const { days, of } = await readDayCounts(context, filter, all, { now });
  const within = (isMeant: (day: string) => boolean) =>
    addUp(days.filter(({ day }) => isMeant(day)).map(({ counts }) => counts));
  return {
    current: within((day) => day >= period.from),
    previous: within((day) => day < period.from),
    counting: days.length === of ? null : { counted: days.length, of },
  };
}

function addUp(parts: readonly MetricCounts[]): MetricCounts {
  const sums: MetricCounts = {};
  for (const part of parts)
    for (const metric of METRICS) {
      const counts = part[metric];
      if (!counts) continue;
      const sum = (sums[metric] ??= counts.map(() => 0));
      counts.forEach((count, place) => (sum[place]! += count));
    }
  return sums;
}
