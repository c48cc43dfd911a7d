import { reasonToLook, sortByAttention } from "../../domain/metrics/attentionRules.js";
import type { TouchpointTrend } from "../../domain/metrics/readTrends.js";
import { STAGES, type Touchpoint } from "../../records/touchpoint.js";
import type { User } from "../../records/user.js";
import {
  COMPARISONS,
  PERIODS,
  periodQuery,
  type Comparison,
  type Period,
  type PeriodName,
} from "../forms/periodForm.js";
import { may } from "../permissions.js";
import { addressOf } from "./address.js";
import { presentAttention } from "./attention.js";
import { presentPeriod, zoneName } from "./dates.js";
import type { PresentedForm } from "./form.js";
import { presentCount } from "./numbers.js";
import { presentOptions } from "./options.js";
import { presentOverviewRow, type RowFacts } from "./overviewRow.js";

const PERIOD_LABELS: Record<PeriodName, string> = {
  "7d": "7 days",
  "28d": "28 days",
  "90d": "Quarter",
  "12m": "12 months",
};

const COMPARISON_LABELS: Record<Comparison, string> = {
  previous: "as many days before",
  year: "the same days a year before",
  own: "days of my own",
  none: "nothing",
};

export interface OverviewFacts {
  period: Period;
  rows: TouchpointTrend[];
  touchpoints: Touchpoint[];
  waitingCases: number;
  user: User;
  zone: string;
  baseUrl: string;
}

/** What the overview shows: every touchpoint in the order of the journey, and above it what deserves attention. */
export function presentOverview(facts: OverviewFacts, form: PresentedForm) {
  const { period, rows, touchpoints, user, zone, baseUrl, waitingCases } = facts;
  const names = new Map(touchpoints.map(({ key, name }) => [key, name]));
  const nameOf = (key: string) => names.get(key) ?? key;
  const mayRead = {
    mayReadInvitations: may(user.role, "invitations.read"),
    mayReadResponses: may(user.role, "responses.read"),
  };
  const { from, to, compareWith } = period;
  const when = `${presentPeriod(from, to)}, ${zoneName(zone)}`;
  const than = compareWith && presentPeriod(compareWith.from, compareWith.to);
  return {
    title: `Overview, ${when}`,
    when: than ? `${when}, compared with ${than}` : when,
    periods: presentPeriods(period),
    range: presentRange(period, form),
    attention: presentAttention({ rows, nameOf, from, to, waitingCases, ...mayRead }),
    first: presentFirst(facts, nameOf, mayRead),
    stages: presentStages(facts, nameOf, mayRead),
    ...presentEmptiness(facts),
    mayConfigure: may(user.role, "configuration.write"),
    ...mayRead,
    baseUrl,
  };
}

function presentPeriods(period: Period) {
  return (Object.keys(PERIODS) as PeriodName[]).map((one) => ({
    label: PERIOD_LABELS[one],
    href: addressOf("/", periodQuery({ ...period, name: one })),
    isCurrent: one === period.name,
  }));
}

/** The fields of an own range: what was typed if it was wrong, else the days that are shown. */
function presentRange(
  { from, to, name, comparison, compareWith }: Period,
  { values, errors }: PresentedForm,
) {
  const isWrong = Object.keys(errors).length > 0;
  const own = comparison === "own" ? compareWith : null;
  const shown = { from, to, compareFrom: own?.from, compareTo: own?.to };
  return {
    ...(isWrong ? values : shown),
    errors,
    comparisons: presentOptions(
      COMPARISONS.map((value) => ({ value, label: COMPARISON_LABELS[value] })),
      isWrong ? values["compare"] : comparison,
    ),
    isOpen: isWrong || name === null || comparison !== "previous",
  };
}

type MayRead = Pick<RowFacts, "mayReadInvitations" | "mayReadResponses">;

/** Those that deserve attention, above all others and in no stage of their own. */
function presentFirst(facts: OverviewFacts, nameOf: (key: string) => string, mayRead: MayRead) {
  const { rows, touchpoints, period } = facts;
  const stageOf = new Map(touchpoints.map(({ key, stage }) => [key, stage]));
  return sortByAttention(rows).map((row) =>
    presentOverviewRow({
      row,
      name: nameOf(row.touchpoint),
      stage: stageOf.get(row.touchpoint),
      period,
      compared: countCompared(rows),
      ...mayRead,
    }),
  );
}

/** Stages in the order of the journey, only those with touchpoints; a touchpoint that nobody is asked about says so. */
function presentStages(facts: OverviewFacts, nameOf: (key: string) => string, mayRead: MayRead) {
  const { rows, touchpoints, period } = facts;
  const compared = countCompared(rows);
  const stageOf = new Map(touchpoints.map(({ key, stage }) => [key, stage]));
  const measured = new Set(rows.map(({ touchpoint }) => touchpoint));
  const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name, "en");
  return [...STAGES, undefined].flatMap((stage) => {
    const shown = rows
      .filter((row) => stageOf.get(row.touchpoint) === stage && reasonToLook(row) === null)
      .map((row) => presentOverviewRow({ row, name: nameOf(row.touchpoint), period, compared, ...mayRead }))
      .sort(byName);
    const unasked = touchpoints.filter((one) => one.stage === stage && !measured.has(one.key)).sort(byName);
    if (shown.length + unasked.length === 0) return [];
    return [{ name: stage ? stage[0]!.toUpperCase() + stage.slice(1) : "Elsewhere", rows: shown, unasked }];
  });
}

/** How many changes were tested together. */
function countCompared(rows: readonly TouchpointTrend[]): number {
  return rows.filter(({ change }) => change && change.verdict !== "few_answers").length;
}

/** Which of the empty states applies, if any. */
function presentEmptiness({ rows, touchpoints }: OverviewFacts) {
  const asked = rows.reduce((total, row) => total + row.asked, 0);
  const hasAnswers = rows.some((row) => row.responses > 0);
  return {
    isUnconfigured: touchpoints.length === 0 && rows.length === 0,
    isUnanswered: !hasAnswers,
    asked: asked > 0 ? presentCount(asked) : null,
  };
}
