import { categoryOf } from "../../domain/metrics/rules.js";
import type { CsvValue } from "../../lib/csv.js";
import { presentPeriod } from "../presenters/dates.js";
import { presentCount, presentScoreNumber } from "../presenters/numbers.js";
import type { BreakdownInput, DistributionInput, TrendInput } from "./chartInputs.js";

/** The figures of a picture, for those who read them and for those whose programs do. */
export interface ChartTable {
  columns: string[];
  rows: { lead: string; href?: string; cells: string[] }[];
  /** Unrounded, with names that do not change. */
  csv: { columns: string[]; rows: CsvValue[][] };
}

const NO_INTERVAL = "–";

export function trendTable({ step, points }: TrendInput): ChartTable {
  return {
    columns: [`${step[0]!.toUpperCase()}${step.slice(1)}`, "Score", "Interval", "Answers"],
    rows: points.map((point) => ({
      lead: presentPeriod(point.from, point.to),
      ...linkOf(point),
      cells: [presentScoreNumber(point.score), interval(point), presentCount(point.responses)],
    })),
    csv: {
      columns: ["from", "to", "score", "interval_low", "interval_high", "answers"],
      rows: points.map(({ from, to, score, low, high, responses }) => [
        from,
        to,
        score,
        low,
        high,
        responses,
      ]),
    },
  };
}

export function distributionTable({ metric, bars }: DistributionInput): ChartTable {
  return {
    columns: ["Score", "Category", "Answers"],
    rows: bars.map(({ score, count, href }) => ({
      lead: String(score),
      ...linkOf({ href, responses: count }),
      cells: [categoryOf(metric, score), presentCount(count)],
    })),
    csv: {
      columns: ["score", "category", "answers"],
      rows: bars.map(({ score, count }) => [score, categoryOf(metric, score), count]),
    },
  };
}

export function breakdownTable({ dimension, groups }: BreakdownInput): ChartTable {
  return {
    columns: [dimension, "Score", "Interval", "Answers"],
    rows: groups.map((group) => ({
      lead: group.label,
      ...linkOf(group),
      cells: [presentScoreNumber(group.score), interval(group), presentCount(group.responses)],
    })),
    csv: {
      columns: ["dimension", "group", "score", "interval_low", "interval_high", "answers"],
      rows: groups.map(({ label, score, low, high, responses }) => [
        dimension,
        label,
        score,
        low,
        high,
        responses,
      ]),
    },
  };
}

function linkOf({ href, responses }: { href?: string; responses: number }): { href?: string } {
  return href && responses > 0 ? { href } : {};
}

function interval({ low, high }: { low: number | null; high: number | null }): string {
  return low === null || high === null
    ? NO_INTERVAL
    : `${presentScoreNumber(low)} to ${presentScoreNumber(high)}`;
}
