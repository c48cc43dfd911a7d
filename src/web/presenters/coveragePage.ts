import type { Coverage, Covered, CoveredGroup } from "../../domain/integrity/readCoverage.js";
import type { Interval } from "../../domain/metrics/formulas.js";
import { SKIP_REASONS } from "../../records/invitation.js";
import type { Touchpoint } from "../../records/touchpoint.js";
import type { CoverageQuery } from "../forms/coverageForm.js";
import { presentPeriodTabs } from "./periodTabs.js";
import { addressOf } from "./address.js";
import { presentPeriod, zoneName } from "./dates.js";
import type { PresentedForm } from "./form.js";
import { countOf, presentCount, presentShare } from "./numbers.js";
import { ODDITY_SIGNS, presentChecked, presentOddity } from "./oddityWords.js";
import { presentOptions } from "./options.js";
import { REASONS } from "./reasons.js";

export interface CoverageFacts {
  query: CoverageQuery;
  coverage: Coverage;
  touchpoints: Touchpoint[];
  zone: string;
}

/** Who was asked and who was not, by team and agent; above it what looks odd, in words. */
export function presentCoverage({ query, coverage, touchpoints, zone }: CoverageFacts, form: PresentedForm) {
  const { from, to, name, touchpoint } = query;
  const names = new Map(touchpoints.map((one) => [one.key, one.name]));
  const nameOf = (key: string) => names.get(key) ?? key;
  const where = { from, to, touchpoint };
  const { teams, agents, oddities } = coverage;
  return {
    title: "Who was asked, and who was not",
    when: `Events of ${presentPeriod(from, to)}, ${zoneName(zone)}${touchpoint ? `, ${nameOf(touchpoint)}` : ""}`,
    periods: presentPeriodTabs(name, (one) => addressOf("/coverage", { period: one, touchpoint })),
    range: presentRange(query, form),
    touchpoint,
    touchpoints: presentOptions(
      touchpoints.map(({ key, name: label }) => ({ value: key, label })),
      touchpoint ?? form.values["touchpoint"],
    ),
    oddities: oddities.found.map((one) =>
      presentOddity(one, { from, to, nameOf, ...(touchpoint !== undefined && { touchpoint }) }),
    ),
    checked: presentChecked(oddities),
    groups: [
      { id: "agents", heading: "Agents", one: "Agent", ...presentGroup(agents, "agent", where) },
      { id: "teams", heading: "Teams", one: "Team", ...presentGroup(teams, "team", where) },
    ].filter(({ rows, hidden }) => rows.length > 0 || hidden !== null),
    csvHref: addressOf("/coverage.csv", where),
    isEmpty: agents.shown.length + teams.shown.length + agents.hidden + teams.hidden === 0,
  };
}

function presentRange({ from, to, name }: CoverageQuery, { values, errors }: PresentedForm) {
  const isWrong = Object.keys(errors).length > 0;
  return { ...(isWrong ? values : { from, to }), errors, isOpen: isWrong || name === null };
}

type Where = Record<"from" | "to" | "touchpoint", string | undefined>;

function presentGroup({ shown, hidden }: CoveredGroup, of: "agent" | "team", where: Where) {
  return {
    rows: shown.map((one) => presentRow(one, of, where)),
    hidden:
      hidden === 0
        ? null
        : `${countOf(hidden, of)} ${hidden === 1 ? "is" : "are"} not shown: with fewer than five events each, that would say more about persons than about asking.`,
  };
}

function presentRow(one: Covered, of: "agent" | "team", where: Where) {
  const { value, label, team, eligible, asked, delivered, answered, undelivered, isFew, odd } = one;
  const listHref = (more: object) => addressOf("/invitations", { ...more, [of]: value, ...where });
  return {
    name: label,
    team: of === "agent" ? team : undefined,
    href: listHref({}),
    isFew,
    signs: odd.map((kind) => ODDITY_SIGNS[kind]),
    eligible: presentCount(eligible),
    asked: presentCount(asked),
    delivered: presentCount(delivered),
    answered: presentCount(answered),
    coverage: presentRate(one.coverage, one.coverageInterval),
    response: presentRate(one.responseRate, one.responseInterval),
    bounces: presentRate(one.bounceRate, one.bounceInterval),
    undelivered: presentCount(undelivered),
    undeliveredHref: undelivered > 0 ? listHref({ sign: "undelivered" }) : null,
    width: Math.round((1000 * asked) / eligible) / 10,
    reasons: reasonsOf(one).map(({ reason, label: word, count }) => ({
      label: word,
      count: presentCount(count),
      href: listHref(
        reason === null ? {} : reason === "failed" ? { state: "failed" } : { state: "skipped", reason },
      ),
    })),
  };
}

function presentRate(rate: number | null, interval: Interval | null) {
  if (rate === null || !interval) return null;
  const percent = (share: number) => `${Math.round(100 * share)}`;
  return {
    share: presentShare(rate),
    interval: `${percent(interval.low)} to ${percent(interval.high)}\u00a0%`,
  };
}

/** Why not asked, the most frequent first; what is planned, or was tried in vain, stands last. */
function reasonsOf({ skipped, failed, eligible, asked }: Covered) {
  const known = SKIP_REASONS.filter((reason) => skipped[reason])
    .map((reason) => ({ reason: reason as string, label: REASONS[reason].short, count: skipped[reason]! }))
    .sort((a, b) => b.count - a.count);
  const told = known.reduce((total, { count }) => total + count, 0);
  // Some of those that failed had been taken by a provider first: these count as asked, and did not arrive.
  const refused = Math.max(0, Math.min(failed, eligible - asked - told));
  const planned = eligible - asked - told - refused;
  return [
    ...known,
    ...(refused > 0 ? [{ reason: "failed", label: "Tried in vain", count: refused }] : []),
    ...(planned > 0 ? [{ reason: null, label: "Planned", count: planned }] : []),
  ];
}
