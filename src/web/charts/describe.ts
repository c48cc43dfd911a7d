import { categoriesOf, categoryOf } from "../../domain/metrics/rules.js";
import { presentPeriod } from "../presenters/dates.js";
import { categoryWord } from "../presenters/metricWords.js";
import { countOf, presentCount, presentScoreNumber, presentShare } from "../presenters/numbers.js";
import type { BreakdownInput, ChartGroup, ChartPoint, DistributionInput, TrendInput } from "./chartInputs.js";

type Known<T> = T & { score: number };

/** What somebody would say who looks at the line: where it begins and ends, its ends, and what is missing. */
export function describeTrend({ points, events, step }: TrendInput): string {
  const known = points.filter((point): point is Known<ChartPoint> => point.score !== null);
  const [first, last] = [known.at(0), known.at(-1)];
  if (!first || !last) return "Nobody answered.";
  const [lowest, highest] = endsOf(known);
  const said = (point: Known<ChartPoint>) =>
    `${presentScoreNumber(point.score)} (${presentPeriod(point.from, point.to)})`;
  const gaps = points.length - known.length;
  return [
    `First ${said(first)}, last ${said(last)}, lowest ${said(lowest)}, highest ${said(highest)}.`,
    gaps > 0 && `${countOf(gaps, step)} without answers.`,
    events.length > 0 && `${countOf(events.length, "event")} marked.`,
  ]
    .filter(Boolean)
    .join(" ");
}

/** The share of each category, highest first, and the score that was given most often. */
export function describeDistribution({ metric, bars }: DistributionInput): string {
  const all = sum(bars);
  if (all === 0) return "Nobody answered.";
  const shares = categoriesOf(metric)
    .toReversed()
    .map((category) => {
      const count = sum(bars.filter(({ score }) => categoryOf(metric, score) === category));
      return `${presentCount(count)} ${categoryWord(category, count)} (${presentShare(count / all)})`;
    });
  const [most] = bars.toSorted((a, b) => b.count - a.count);
  return `${countOf(all, "answer")}: ${shares.join(", ")}. Most often ${most!.score}, ${countOf(most!.count, "time")}.`;
}

export function describeBreakdown({ groups, overall }: BreakdownInput): string {
  const known = groups.filter((group): group is Known<ChartGroup> => group.score !== null);
  if (known.length === 0) return "Nothing to compare.";
  const [lowest, highest] = endsOf(known);
  const said = ({ label, score }: Known<ChartGroup>) => `${label} with ${presentScoreNumber(score)}`;
  return (
    `${countOf(known.length, "group")}, highest ${said(highest)}, lowest ${said(lowest)}` +
    (overall === null ? "." : `; all answers together ${presentScoreNumber(overall)}.`)
  );
}

function endsOf<T extends { score: number }>(known: readonly T[]): [T, T] {
  const sorted = known.toSorted((a, b) => a.score - b.score);
  return [sorted[0]!, sorted.at(-1)!];
}

function sum(bars: readonly { count: number }[]): number {
  return bars.reduce((total, { count }) => total + count, 0);
}
