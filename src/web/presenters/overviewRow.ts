import { reasonToLook } from "../../domain/metrics/attentionRules.js";
import type { TouchpointTrend } from "../../domain/metrics/readTrends.js";
import type { Metric } from "../../records/metric.js";
import { periodQuery, type Period } from "../forms/periodForm.js";
import { presentBand } from "./band.js";
import { addressOf } from "./address.js";
import { presentChange, unitOf } from "./change.js";
import { FEW_ANSWERS } from "../../domain/metrics/compareRules.js";
import { presentPeriod } from "./dates.js";
import { explainScore } from "./explainScore.js";
import { categoryWord, METRIC_WORDS, toneOf } from "./metricWords.js";
import { countOf, presentCount, presentScoreNumber, presentShare } from "./numbers.js";
import { sparkline } from "./sparkline.js";

/** The least that the height of a trend line stands for: smaller moves must not look like large ones. */
const TREND_SPAN: Record<Metric, number> = { nps: 40, csat: 20, ces: 20 };

export interface RowFacts {
  row: TouchpointTrend;
  name: string;
  /** Named where the row does not stand under its stage. */
  stage?: string;
  period: Period;
  /** How many scores the page compares. */
  compared: number;
  mayReadInvitations: boolean;
  mayReadResponses: boolean;
}

/** One touchpoint and metric as a row of the overview. */
export function presentOverviewRow({ row, name, stage, period, compared, ...may }: RowFacts) {
  const { touchpoint, metric, responses, mean } = row;
  const { from, to, compareWith } = period;
  const words = METRIC_WORDS[metric];
  return {
    id: `${touchpoint}-${metric}`,
    name,
    stage,
    href: addressOf(`/touchpoints/${touchpoint}/scores`, { metric, ...periodQuery(period) }),
    answersHref: may.mayReadResponses && addressOf("/responses", { touchpoint, metric, from, to }),
    metric: words.name,
    method: words.method,
    mean: mean === null ? null : mean.toFixed(1),
    score: presentScoreNumber(row.score),
    unit: row.score === null ? "" : unitOf(metric),
    hasAnswers: responses > 0,
    answers: countOf(responses, "answer"),
    isFew: responses > 0 && responses < FEW_ANSWERS,
    band: presentBand(metric, row),
    categories: presentCategories(row, { from, to, ...may }),
    trend: presentTrend(row),
    change: responses > 0 ? presentChange(row) : null,
    isAskedLess: reasonToLook(row) === "low_coverage",
    explained: explainScore(row, { compareWith, compared }),
    responseRate: presentShare(row.responseRate),
    coverage: presentShare(row.coverage),
    asked: `${presentCount(row.asked)} of ${presentCount(row.eligible)}`,
    coverageHref: may.mayReadInvitations && addressOf("/invitations", { touchpoint }),
  };
}

/** Highest first, as the bar is drawn. */
function presentCategories(
  { touchpoint, metric, responses, categories }: TouchpointTrend,
  { from, to, mayReadResponses }: { from: string; to: string; mayReadResponses: boolean },
) {
  return categories.toReversed().map(({ category, count }) => ({
    count: presentCount(count),
    word: categoryWord(category, count),
    tone: toneOf(metric, category) || "mid",
    width: responses === 0 ? 0 : round((100 * count) / responses),
    href: mayReadResponses && addressOf("/responses", { touchpoint, metric, category, from, to }),
  }));
}

/** The line with its words; null when nobody answered. */
function presentTrend({ metric, trend }: TouchpointTrend) {
  const scores = trend.points.map(({ score }) => score);
  const known = trend.points.filter(({ score }) => score !== null);
  const [first, last] = [known.at(0), known.at(-1)];
  if (!first || !last) return null;
  const gaps = scores.length - known.length;
  const values = known.map(({ score }) => score!);
  const inSpan = (point: typeof first) =>
    `${presentScoreNumber(point.score)} (${presentPeriod(point.from, point.to)})`;
  return {
    ...sparkline(scores, TREND_SPAN[metric]),
    title: `${METRIC_WORDS[metric].name} by ${trend.step}`,
    description:
      `First ${inSpan(first)}, last ${inSpan(last)}, lowest ${presentScoreNumber(Math.min(...values))}, ` +
      `highest ${presentScoreNumber(Math.max(...values))}` +
      (gaps > 0 ? `; ${countOf(gaps, trend.step)} without answers.` : "."),
    step: trend.step,
  };
}

function round(number: number): number {
  return Math.round(number * 10) / 10;
}
