import type { TouchpointTrend } from "../../domain/metrics/readTrends.js";
import { STAGES, type Touchpoint } from "../../records/touchpoint.js";
import type { User } from "../../records/user.js";
import { PERIODS, type Period, type PeriodName } from "../forms/periodForm.js";
import { may } from "../permissions.js";
import { addressOf } from "./address.js";
import { presentAttention } from "./attention.js";
import { presentPeriod, zoneName } from "./dates.js";
import type { PresentedForm } from "./form.js";
import { presentCount } from "./numbers.js";
import { presentOverviewRow, type RowFacts } from "./overviewRow.js";

const PERIOD_LABELS: Record<PeriodName, string> = {
  "7d": "7 days",
  "28d": "28 days",
  "90d": "Quarter",
  "12m": "12 months",
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
  const { from, to } = period;
  const when = `${presentPeriod(from, to)}, ${zoneName(zone)}`;
  return {
    title: `Overview, ${when}`,
    when,
    periods: presentPeriods(period),
    range: presentRange(period, form),
    attention: presentAttention({ rows, nameOf, from, to, waitingCases, ...mayRead }),
    stages: presentStages(facts, nameOf, mayRead),
    ...presentEmptiness(facts),
    mayConfigure: may(user.role, "configuration.write"),
    ...mayRead,
    baseUrl,
  };
}

function presentPeriods({ name }: Period) {
  return (Object.keys(PERIODS) as PeriodName[]).map((one) => ({
    label: PERIOD_LABELS[one],
    href: addressOf("/", { period: one }),
    isCurrent: one === name,
  }));
}

/** The fields of an own range: what was typed if it was wrong, else the days that are shown. */
function presentRange({ from, to, name }: Period, { values, errors }: PresentedForm) {
  const isWrong = Object.keys(errors).length > 0;
  return { ...(isWrong ? values : { from, to }), errors, isOpen: isWrong || name === null };
}

/** Stages in the order of the journey, only those with touchpoints; a touchpoint that nobody is asked about says so. */
function presentStages(
  { rows, touchpoints, period }: OverviewFacts,
  nameOf: (key: string) => string,
  mayRead: Pick<RowFacts, "mayReadInvitations" | "mayReadResponses">,
) {
  const { from, to } = period;
  const stageOf = new Map(touchpoints.map(({ key, stage }) => [key, stage]));
  const measured = new Set(rows.map(({ touchpoint }) => touchpoint));
  const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name, "en");
  return [...STAGES, undefined].flatMap((stage) => {
    const shown = rows
      .filter(({ touchpoint }) => stageOf.get(touchpoint) === stage)
      .map((row) => presentOverviewRow({ row, name: nameOf(row.touchpoint), from, to, ...mayRead }))
      .sort(byName);
    const unasked = touchpoints.filter((one) => one.stage === stage && !measured.has(one.key)).sort(byName);
    if (shown.length + unasked.length === 0) return [];
    return [{ name: stage ? stage[0]!.toUpperCase() + stage.slice(1) : "Elsewhere", rows: shown, unasked }];
  });
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
