import type { Oddities } from "../../domain/integrity/findOddities.js";
import { reasonToLook, sortByAttention } from "../../domain/metrics/attentionRules.js";
import type { TouchpointTrend } from "../../domain/metrics/readTrends.js";
import { STAGES, type Touchpoint } from "../../records/touchpoint.js";
import type { User } from "../../records/user.js";
import { periodQuery, type Period } from "../forms/periodForm.js";
import { may } from "../permissions.js";
import { addressOf } from "./address.js";
import { presentAttention } from "./attention.js";
import type { PresentedForm } from "./form.js";
import { presentCount } from "./numbers.js";
import { presentOddityLine } from "./oddityWords.js";
import { presentPeriodHead } from "./periodHead.js";
import { presentOverviewRow, type RowFacts } from "./overviewRow.js";

export interface OverviewFacts {
  period: Period;
  rows: TouchpointTrend[];
  touchpoints: Touchpoint[];
  /** Null for whoever may not see who was asked. */
  oddities: Oddities | null;
  waitingCases: number;
  user: User;
  zone: string;
  baseUrl: string;
}

/** What the overview shows: every touchpoint in the order of the journey, and above it what deserves attention. */
export function presentOverview(facts: OverviewFacts, form: PresentedForm) {
  const { period, rows, touchpoints, oddities, user, zone, baseUrl, waitingCases } = facts;
  const names = new Map(touchpoints.map(({ key, name }) => [key, name]));
  const nameOf = (key: string) => names.get(key) ?? key;
  const mayRead = {
    mayReadInvitations: may(user.role, "invitations.read"),
    mayReadResponses: may(user.role, "responses.read"),
  };
  const { from, to } = period;
  const head = presentPeriodHead(period, zone, form, { path: "/" });
  return {
    ...head,
    title: `Overview, ${head.days}`,
    attention: [
      ...presentAttention({ rows, nameOf, from, to, waitingCases, ...mayRead }),
      ...(oddities ? [presentOddityLine(oddities, { from, to, nameOf })] : []),
    ].filter((one) => one !== null),
    fileHref: addressOf("/scores.csv", periodQuery(period)),
    first: presentFirst(facts, nameOf, mayRead),
    stages: presentStages(facts, nameOf, mayRead),
    ...presentEmptiness(facts),
    mayConfigure: may(user.role, "configuration.write"),
    ...mayRead,
    baseUrl,
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
