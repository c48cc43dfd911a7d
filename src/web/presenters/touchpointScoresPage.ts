import type { BrokenDown } from "../../domain/metrics/readBreakdowns.js";
import { LEAST_SHOWN } from "../../domain/metrics/readBreakdowns.js";
import type { TouchpointTrend } from "../../domain/metrics/readTrends.js";
import { STEPS } from "../../domain/metrics/trend.js";
import type { Metric } from "../../records/metric.js";
import type { TouchpointScoresQuery } from "../forms/touchpointScoresForm.js";
import { periodQuery } from "../forms/periodForm.js";
import { addressOf } from "./address.js";
import { dimensionWord } from "./dimensionWords.js";
import type { PresentedForm } from "./form.js";
import { METRIC_WORDS } from "./metricWords.js";
import { countOf, presentCount } from "./numbers.js";
import { presentOverviewRow } from "./overviewRow.js";
import { presentPeriodHead } from "./periodHead.js";
import { MOST_DRAWN, type ChartScope } from "./touchpointCharts.js";

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
  const path = scoresPath(scope.touchpoint);
  const here = pageQuery(facts);
  const to = (change: Record<string, unknown>) => addressOf(path, { ...here, ...change });
  const head = presentPeriodHead(query, zone, form, { path, kept: metricQuery(facts) });
  return {
    ...head,
    title: `${scope.name}, ${head.days}`,
    name: scope.name,
    overviewHref: addressOf("/", periodQuery(query)),
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
    longer: addressOf(path, { ...metricQuery(facts), period: "12m" }),
    invitationsHref: facts.mayReadInvitations && addressOf("/invitations", { touchpoint: scope.touchpoint }),
  };
}

export function scoresPath(touchpoint: string): string {
  return `/touchpoints/${encodeURIComponent(touchpoint)}/scores`;
}

/** What the address of this page carries, and that of its files. */
export function pageQuery({ query, scope, rows }: Pick<ScoresPageFacts, "query" | "scope" | "rows">) {
  return {
    ...metricQuery({ scope, rows }),
    ...periodQuery(query),
    ...(query.step && { step: query.step }),
    ...(query.by && { by: query.by }),
  };
}

/** Only needed where there are several. */
function metricQuery({ scope, rows }: Pick<ScoresPageFacts, "scope" | "rows">): Record<string, string> {
  return rows.length > 1 ? { metric: scope.metric } : {};
}

function presentMetric(metric: Metric, current: Metric, to: (change: Record<string, unknown>) => string) {
  return { label: METRIC_WORDS[metric].name, href: to({ metric, by: "" }), isCurrent: metric === current };
}

/** The score as on the overview. */
function presentHeadline({ scope, query, rows, mayReadInvitations }: ScoresPageFacts, row: TouchpointTrend) {
  const { name, mayReadResponses } = scope;
  const compared = rows.filter(({ change }) => change && change.verdict !== "few_answers").length;
  return presentOverviewRow({ row, name, period: query, compared, mayReadInvitations, mayReadResponses });
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
