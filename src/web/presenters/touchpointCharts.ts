import type { Publication } from "../../domain/metrics/listPublications.js";
import type { BrokenDown } from "../../domain/metrics/readBreakdowns.js";
import type { TouchpointScore } from "../../domain/metrics/readScores.js";
import { scoresOf, categoryOf } from "../../domain/metrics/rules.js";
import type { Period } from "../../domain/metrics/spanRules.js";
import type { Step, Trend } from "../../domain/metrics/trend.js";
import type { Metric } from "../../records/metric.js";
import type { Team } from "../../records/team.js";
import { breakdownChart, distributionChart, trendChart, type Chart } from "../charts/charts.js";
import { addressOf } from "./address.js";
import { presentDay } from "./dates.js";
import { dimensionWord, groupQuery, groupWord } from "./dimensionWords.js";
import { METRIC_WORDS } from "./metricWords.js";

/** More groups than these are no picture; the file has all of them. */
export const MOST_DRAWN = 25;

/** What all pictures of a touchpoint have in common. */
export interface ChartScope extends Period {
  touchpoint: string;
  name: string;
  metric: Metric;
  mayReadResponses: boolean;
}

/** The score over time, with its interval, its answers, and what was published in between. */
export function touchpointTrend(
  scope: ChartScope,
  trend: Trend,
  publications: readonly Publication[],
): Chart {
  return trendChart({
    title: `${METRIC_WORDS[scope.metric].name} by ${trend.step}`,
    metric: scope.metric,
    step: trend.step,
    points: trend.points.map(({ from, to, score, interval, responses }) => ({
      from,
      to,
      label: axisLabel(from, trend.step),
      score,
      low: interval?.low ?? null,
      high: interval?.high ?? null,
      responses,
      ...linkTo(scope, { from, to }),
    })),
    events: publications.map(({ day, name, version }) => ({
      day,
      label: `version ${version} of “${name}”`,
    })),
  });
}

/** How often each score was given; the answers of its category stand behind each. */
export function touchpointDistribution(
  scope: ChartScope,
  { counts }: Pick<TouchpointScore, "counts">,
): Chart {
  return distributionChart({
    title: "Answers per score",
    metric: scope.metric,
    bars: scoresOf(scope.metric).map((score, index) => ({
      score,
      count: counts[index] ?? 0,
      ...linkTo(scope, { category: categoryOf(scope.metric, score) }),
    })),
  });
}

/** The largest groups of one dimension, the lowest score first: where to look. */
export function touchpointBreakdown(
  scope: ChartScope,
  { dimension, groups }: BrokenDown,
  { overall, teams }: { overall: number | null; teams: readonly Team[] },
): Chart {
  return breakdownChart({
    title: `${METRIC_WORDS[scope.metric].name} by ${lowered(dimensionWord(dimension))}`,
    metric: scope.metric,
    dimension: dimensionWord(dimension),
    overall,
    groups: groups
      .slice(0, MOST_DRAWN)
      .toSorted((a, b) => (a.score ?? 0) - (b.score ?? 0))
      .map((group) => ({
        label: groupWord(dimension, group, teams),
        score: group.score,
        low: group.interval?.low ?? null,
        high: group.interval?.high ?? null,
        responses: group.responses,
        ...linkTo(scope, groupQuery(dimension, group.value)),
      })),
  });
}

function linkTo(
  { touchpoint, metric, from, to, mayReadResponses }: ChartScope,
  query: Record<string, string>,
): { href?: string } {
  return mayReadResponses
    ? { href: addressOf("/responses", { touchpoint, metric, from, to, ...query }) }
    : {};
}

/** Within a sentence: "team", but a property keeps the name that it has. */
function lowered(word: string): string {
  return word.includes(" ") ? word : word.toLowerCase();
}

/** "5 Sep", "Sep 2026" */
function axisLabel(from: string, step: Step): string {
  const [day, month, year] = presentDay(from).split(" ");
  return step === "month" ? `${month} ${year}` : `${day} ${month}`;
}
