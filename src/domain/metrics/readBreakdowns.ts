import type { Category, Metric } from "../../records/metric.js";
import type { Breakdown } from "../../records/rollup.js";
import { ANSWER_COLUMNS, dimensionOf } from "./countAnswers.js";
import { intervalOf, namedCounts, scoreOf, type CategoryCounts, type Interval } from "./formulas.js";
import { readParts } from "./readRollups.js";
import { readReportSettings } from "./readReportSettings.js";
import type { Period } from "./spanRules.js";
import { sumBreakdowns } from "./sumRules.js";

/** Fewer answers than this say something about persons and nothing about a group. */
export const LEAST_SHOWN = 5;

/** What every answer is broken down by, whatever else is chosen. */
const COMMON_DIMENSIONS = ["team", "agent", "channel", "language"];

export interface Group {
  value: string;
  /** What the value is called, where events said so; else the value. */
  label: string;
  responses: number;
  inCategories: CategoryCounts;
  /** Lowest, middle, highest category with its number of answers. */
  categories: { category: Category; count: number }[];
  score: number | null;
  interval: Interval | null;
  /** Mean of the raw scores, for CES only. */
  mean: number | null;
}

export interface BrokenDown {
  /** "team", "agent", "channel", "language", "event.NAME" or "customer.NAME". */
  dimension: string;
  /** The largest first. */
  groups: Group[];
  /** How many groups have too few answers to be shown. */
  hidden: number;
  /** The property has more values than are counted: only those with the most answers are here. */
  isCut?: boolean;
}

/**
 * The score of one touchpoint and metric by team, agent, channel, language and the chosen properties, in that order.
 * A dimension without any value is there, empty. Groups below five answers are counted and not shown.
 */
export async function readBreakdowns({
  touchpoint,
  metric,
  ...period
}: Period & { touchpoint: string; metric: Metric }): Promise<BrokenDown[]> {
  const [parts, settings] = await Promise.all([
    readParts(period, { kind: "answers", touchpoint }),
    readReportSettings(),
  ]);
  const own = parts.filter((one) => one.metric === metric);
  const sums = new Map(sumBreakdowns(own, ANSWER_COLUMNS).map((one) => [one.dimension, one]));
  return [...COMMON_DIMENSIONS, ...settings.properties.map(dimensionOf)].map((dimension) =>
    showGroups(metric, sums.get(dimension) ?? { dimension, values: [], counts: [] }),
  );
}

function showGroups(metric: Metric, { dimension, values, labels, counts, isCut }: Breakdown): BrokenDown {
  const groups = values.map((value, index) => {
    const [low, mid, high, total] = counts.slice(index * ANSWER_COLUMNS.length) as [
      number,
      number,
      number,
      number,
    ];
    return groupOf(metric, {
      value,
      label: labels?.[index] || value,
      inCategories: { low, mid, high },
      total,
    });
  });
  const shown = groups.filter(({ responses }) => responses >= LEAST_SHOWN);
  return {
    dimension,
    groups: shown.sort((a, b) => b.responses - a.responses || (a.value < b.value ? -1 : 1)),
    // A value that had answers once and lost them all is no group.
    hidden: groups.filter(({ responses }) => responses > 0).length - shown.length,
    ...(isCut && { isCut }),
  };
}

function groupOf(
  metric: Metric,
  of: { value: string; label: string; inCategories: CategoryCounts; total: number },
): Group {
  const { value, label, inCategories, total } = of;
  const responses = inCategories.low + inCategories.mid + inCategories.high;
  return {
    value,
    label,
    responses,
    inCategories,
    categories: namedCounts(metric, inCategories),
    score: scoreOf(metric, inCategories),
    interval: intervalOf(metric, inCategories),
    mean: metric === "ces" && responses > 0 ? total / responses : null,
  };
}
