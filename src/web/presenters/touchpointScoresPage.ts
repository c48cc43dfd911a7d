import type { BrokenDown } from "../../domain/metrics/readBreakdowns.js";
import { LEAST_SHOWN } from "../../domain/metrics/readBreakdowns.js";
import type { TouchpointTrend } from "../../domain/metrics/readTrends.js";
import { STEPS } from "../../domain/metrics/trend.js";
import type { Metric } from "../../records/metric.js";
import type { TouchpointScoresQuery } from "../forms/touchpointScoresForm.js";
import { PERIODS, periodQuery, type Comparison, type PeriodName } from "../forms/periodForm.js";
import { addressOf } from "./address.js";
import { presentChange, unitOf } from "./change.js";
import { presentPeriod, zoneName } from "./dates.js";
import { dimensionWord } from "./dimensionWords.js";
import { explainScore } from "./explainScore.js";
import type { PresentedForm } from "./form.js";
import { METRIC_WORDS } from "./metricWords.js";
import { countOf, presentCount } from "./numbers.js";
import { presentOverviewRow } from "./overviewRow.js";
import { MOST_DRAWN, type ChartScope } from "./touchpointCharts.js";

const PERIOD_LABELS: Record<PeriodName, string> = {
  "7d": "7 days",
  "28d": "28 days",
  "90d": "Quarter",
  "12m": "12 months",
};

const COMPARISON_LABELS: Partial<Record<Comparison, string>> = {
  previous: "the days before",
  year: "a year before",
  none: "nothing",
};

const STEP_LABELS = { day: "Days", week: "Weeks", month: "Months" };

export interface ScoresPageFacts {
  scope: ChartScope;
  query: TouchpointScoresQuery;
  rows: readonly TouchpointTrend[];
  row: TouchpointTrend | null;
  breakdowns: readonly BrokenDown[];
  shown: BrokenDown | null;
  zone: string;
  mayReadInvitations: boolean;
}

/** The page of one touchpoint's figures, without its pictures. */
export function presentTouchpointScores(facts: ScoresPageFacts, form: PresentedForm) {
  const { scope, query, rows, row, zone } = facts;
  const when = `${presentPeriod(query.from, query.to)}, ${zoneName(zone)}`;
  const path = scoresPath(scope.touchpoint);
  const here = pageQuery(facts);
  const to = (change: Record<string, unknown>) => addressOf(path, { ...here, ...change });
  return {
    title: `${scope.name}, ${when}`,
    name: scope.name,
    when,
    compared: query.compareWith && presentPeriod(query.compareWith.from, query.compareWith.to),
    periods: (Object.keys(PERIODS) as PeriodName[]).map((one) => ({
      label: PERIOD_LABELS[one],
      href: to({ period: one, from: "", to: "", step: "" }),
      isCurrent: one === query.name,
    })),
    comparisons: (Object.keys(COMPARISON_LABELS) as Comparison[]).map((one) => ({
      label: COMPARISON_LABELS[one],
      href: to({ compare: one === "previous" ? "" : one, compareFrom: "", compareTo: "" }),
      isCurrent: one === query.comparison,
    })),
    range: presentRange(facts, form, path),
    metrics: rows.length > 1 ? rows.map((one) => presentMetric(one.metric, scope.metric, to)) : null,
    isUnasked: rows.length === 0,
    hasAnswers: row !== null && row.responses > 0,
    headline: row && row.responses > 0 ? presentHeadline(facts, row) : null,
    steps: STEPS.map((one) => ({
      label: STEP_LABELS[one],
      href: to({ step: one }),
      isCurrent: one === row?.trend.step,
    })),
    breakdown: presentBreakdown(facts, to),
    longer: to({ period: "12m", from: "", to: "", step: "" }),
    invitationsHref: facts.mayReadInvitations && addressOf("/invitations", { touchpoint: scope.touchpoint }),
  };
}

export function scoresPath(touchpoint: string): string {
  return `/touchpoints/${encodeURIComponent(touchpoint)}/scores`;
}

/** What the address of this page carries, and that of its files. */
export function pageQuery({ query, scope, rows }: Pick<ScoresPageFacts, "query" | "scope" | "rows">) {
  return {
    ...(rows.length > 1 && { metric: scope.metric }),
    ...periodQuery(query),
    ...(query.step && { step: query.step }),
    ...(query.by && { by: query.by }),
  };
}

function presentMetric(metric: Metric, current: Metric, to: (change: Record<string, unknown>) => string) {
  return { label: METRIC_WORDS[metric].name, href: to({ metric, by: "" }), isCurrent: metric === current };
}

/** The score as on the overview, with its change and how it is worked out. */
function presentHeadline({ scope, query, rows, mayReadInvitations }: ScoresPageFacts, row: TouchpointTrend) {
  const { from, to, name, mayReadResponses } = scope;
  return {
    ...presentOverviewRow({ row, name, from, to, mayReadInvitations, mayReadResponses }),
    answersHref:
      mayReadResponses &&
      addressOf("/responses", { touchpoint: scope.touchpoint, metric: row.metric, from, to }),
    unit: unitOf(row.metric),
    change: presentChange(row),
    explained: explainScore(row, { compareWith: query.compareWith, compared: rows.length }),
  };
}

/** The fields of an own range: what was typed if it was wrong, else the days that are shown. */
function presentRange(
  { query, scope, rows }: ScoresPageFacts,
  { values, errors }: PresentedForm,
  action: string,
) {
  const isWrong = Object.keys(errors).length > 0;
  return {
    action,
    ...(isWrong ? values : { from: query.from, to: query.to }),
    errors,
    isOpen: isWrong || query.name === null,
    kept: Object.entries({
      ...(rows.length > 1 && { metric: scope.metric }),
      ...(query.comparison === "year" || query.comparison === "none" ? { compare: query.comparison } : {}),
    }).map(([name, value]) => ({ name, value })),
  };
}

function presentBreakdown(
  { breakdowns, shown }: ScoresPageFacts,
  to: (change: Record<string, unknown>) => string,
) {
  if (!shown) return null;
  const { groups, hidden, dimension } = shown;
  return {
    dimensions: breakdowns.map((one) => ({
      label: dimensionWord(one.dimension),
      href: `${to({ by: one.dimension })}#breakdown`,
      isCurrent: one.dimension === dimension,
    })),
    isUnknown: groups.length === 0 && hidden === 0,
    word: dimensionWord(dimension).toLowerCase(),
    hidden:
      hidden === 0
        ? null
        : `${countOf(hidden, "group")} with fewer than ${LEAST_SHOWN} answers ${hidden === 1 ? "is" : "are"} not shown.`,
    cut:
      groups.length > MOST_DRAWN
        ? `The ${MOST_DRAWN} largest of ${presentCount(groups.length)} are drawn; the CSV has all of them.`
        : null,
  };
}
