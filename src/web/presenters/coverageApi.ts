import type { Coverage, Covered, CoveredGroup } from "../../domain/integrity/readCoverage.js";
import type { Oddity } from "../../domain/integrity/findOddities.js";
import { SKIP_REASONS } from "../../records/invitation.js";
import { toCsv, type CsvValue } from "../../lib/csv.js";
import type { CoverageQuery } from "../forms/coverageForm.js";

/** As programs read it: unrounded, null where there is nothing to divide by. */
export function presentCoverageForApi({ from, to, touchpoint }: CoverageQuery, coverage: Coverage) {
  const { teams, agents, oddities } = coverage;
  return {
    from,
    to,
    touchpoint: touchpoint ?? null,
    teams: presentGroup(teams),
    agents: presentGroup(agents),
    oddities: oddities.found.map(presentOddity),
  };
}

function presentGroup({ shown, hidden }: CoveredGroup) {
  return {
    items: shown.map(({ value, label, ...rest }) => ({ key: value, name: label, ...rest })),
    hidden,
  };
}

function presentOddity({ of, id, name, kind, seen, rest, against, difference }: Oddity) {
  return { kind, of, key: id, name, seen, rest, against, difference };
}

const FIGURES: [string, (one: Covered) => CsvValue][] = [
  ["eligible", ({ eligible }) => eligible],
  ["asked", ({ asked }) => asked],
  ["delivered", ({ delivered }) => delivered],
  ["answered", ({ answered }) => answered],
  ["coverage", ({ coverage }) => coverage],
  ["coverage_low", ({ coverageInterval }) => coverageInterval?.low],
  ["coverage_high", ({ coverageInterval }) => coverageInterval?.high],
  ["response_rate", ({ responseRate }) => responseRate],
  ["response_rate_low", ({ responseInterval }) => responseInterval?.low],
  ["response_rate_high", ({ responseInterval }) => responseInterval?.high],
  ["undelivered", ({ undelivered }) => undelivered],
  ["bounce_rate", ({ bounceRate }) => bounceRate],
  ["bounce_rate_low", ({ bounceInterval }) => bounceInterval?.low],
  ["bounce_rate_high", ({ bounceInterval }) => bounceInterval?.high],
  ["readdressed", ({ readdressed }) => readdressed],
  ["failed", ({ failed }) => failed],
  ...SKIP_REASONS.map((reason): [string, (one: Covered) => CsvValue] => [
    `not_asked_${reason}`,
    ({ skipped }) => skipped[reason] ?? 0,
  ]),
  ["looks_odd", ({ odd }) => odd.join(" ")],
];

/** One row for each team and agent that the page shows, with the same figures. */
export function toCoverageCsv({ teams, agents }: Coverage): string {
  const rowsOf = (of: string, { shown }: CoveredGroup) =>
    shown.map((one) => [
      of,
      one.value,
      one.label,
      of === "agent" ? one.team : one.value,
      ...FIGURES.map(([, read]) => read(one)),
    ]);
  return toCsv(
    ["of", "key", "name", "team", ...FIGURES.map(([name]) => name)],
    [...rowsOf("team", teams), ...rowsOf("agent", agents)],
  );
}
