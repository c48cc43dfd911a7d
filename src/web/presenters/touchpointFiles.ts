import type { BrokenDown } from "../../domain/metrics/readBreakdowns.js";
import { toCsv } from "../../lib/csv.js";
import type { Team } from "../../records/team.js";
import { addressOf } from "./address.js";
import { groupWord } from "./dimensionWords.js";
import type { ChartScope } from "./touchpointCharts.js";
import { pageQuery, scoresPath, type ScoresPageFacts } from "./touchpointScoresPage.js";

/** The files that hold what the figures of the page show. */
export function fileLinks(facts: Pick<ScoresPageFacts, "query" | "scope" | "rows">) {
  const query = pageQuery(facts);
  const link = (label: string, file: string) => ({
    label,
    href: addressOf(`${scoresPath(facts.scope.touchpoint)}/${file}`, query),
  });
  return {
    trend: [link("SVG", "trend.svg"), link("CSV", "trend.csv")],
    distribution: [link("SVG", "distribution.svg"), link("CSV", "distribution.csv")],
    breakdown: [link("SVG", "breakdown.svg"), link("CSV of all groups", "breakdown.csv")],
  };
}

/** "support-call-nps-trend-2026-09-01-2026-09-28.svg" */
export function fileName({ touchpoint, metric, from, to }: ChartScope, what: string, kind: string): string {
  return `${touchpoint}-${metric}-${what}-${from}-${to}.${kind}`;
}

/** Every shown group of every dimension, with the names of parameters and of people; scores are unrounded. */
export function toBreakdownCsv(breakdowns: readonly BrokenDown[], teams: readonly Team[]): string {
  const columns = ["dimension", "group", "name", "score", "interval_low", "interval_high", "answers"];
  const rows = breakdowns.flatMap(({ dimension, groups }) =>
    groups.map((group) => [
      dimension,
      group.value,
      groupWord(dimension, group, teams),
      group.score,
      group.interval?.low,
      group.interval?.high,
      group.responses,
    ]),
  );
  return toCsv(columns, rows);
}
