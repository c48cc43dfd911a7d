import { judgeChanges, type Change, type Verdict } from "./compareRules.js";
import type { Interval } from "./formulas.js";
import { readDays, readRollups } from "./readRollups.js";
import {
  arrangeRows,
  listConfiguredPairs,
  scoreRollups,
  type ScoreQuery,
  type TouchpointScore,
} from "./readScores.js";
import type { Period } from "./spanRules.js";
import { spansOf, stepOf, trendOf, type Step, type Trend } from "./trend.js";

/** What a score is compared with. */
export interface Before {
  score: number | null;
  interval: Interval | null;
  responses: number;
  eligible: number;
  asked: number;
  responseRate: number | null;
  coverage: number | null;
}

export interface TouchpointTrend extends TouchpointScore {
  trend: Trend;
  before: Before | null;
  /** Judged together with all other rows that were read with it; null when there is nothing to compare with. */
  change: (Change & { verdict: Verdict }) | null;
}

export interface TrendQuery extends ScoreQuery {
  /** The step that reads best, unless one is given. */
  step?: Step;
  /** Absent or null: no comparison. */
  compareWith?: Period | null;
}

/**
 * The rows of `readScores`, each with its line over the period and its change against another. Answers are read by
 * day only where the line needs days.
 */
export async function readTrends(query: TrendQuery): Promise<TouchpointTrend[]> {
  const { touchpoint, compareWith } = query;
  const period = { from: query.from, to: query.to };
  const step = query.step ?? stepOf(period);
  const of = touchpoint === undefined ? {} : { touchpoint };
  const answers = { kind: "answers" as const, ...of };
  const asks = { kind: "asks" as const, ...of };
  const [now, nowAsks, before, beforeAsks, pairs] = await Promise.all([
    step === "month" ? readRollups(period, answers) : readDays(period, answers),
    readRollups(period, asks),
    compareWith ? readRollups(compareWith, answers) : [],
    compareWith ? readRollups(compareWith, asks) : [],
    listConfiguredPairs(),
  ]);
  const spans = spansOf(period, step);
  const earlier = new Map(
    arrangeRows([...before, ...beforeAsks], pairs, query).map((row) => [nameOf(row), scoreOver(row)]),
  );
  const rows = arrangeRows([...now, ...nowAsks], pairs, query).map((row) => ({
    ...scoreOver(row),
    trend: {
      step,
      points: trendOf(
        row.metric,
        row.rollups.filter(({ counts }) => counts),
        spans,
      ),
    },
    before: compareWith ? (earlier.get(nameOf(row)) ?? scoreRollups(row.touchpoint, row.metric, [])) : null,
  }));
  const changes = judgeChanges(
    rows.flatMap(({ metric, inCategories, before }) =>
      before ? [{ metric, current: inCategories, previous: before.inCategories }] : [],
    ),
  );
  return rows.map((row, index) => ({ ...row, change: changes[index] ?? null }));
}

function scoreOver({ touchpoint, metric, rollups }: ReturnType<typeof arrangeRows>[number]) {
  return scoreRollups(touchpoint, metric, rollups);
}

function nameOf({ touchpoint, metric }: { touchpoint: string; metric: string }): string {
  return `${touchpoint}|${metric}`;
}
