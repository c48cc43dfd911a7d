import type { Metric } from "../../records/metric.js";

/** One day, week or month of a trend. Scores are unrounded; null is a gap, never a zero. */
export interface ChartPoint {
  /** First and last reporting day, both included. */
  from: string;
  to: string;
  /** As it stands at the axis: short. */
  label: string;
  score: number | null;
  low: number | null;
  high: number | null;
  responses: number;
  /** Where the answers behind it are; absent for those who may not read them. */
  href?: string;
}

/** Something to know when reading the line, such as a new survey version. */
export interface ChartEvent {
  day: string;
  label: string;
}

export interface TrendInput {
  title: string;
  metric: Metric;
  step: "day" | "week" | "month";
  points: readonly ChartPoint[];
  events: readonly ChartEvent[];
}

/** One score of the scale. */
export interface ChartBar {
  score: number;
  count: number;
  href?: string;
}

export interface DistributionInput {
  title: string;
  metric: Metric;
  bars: readonly ChartBar[];
}

export interface ChartGroup {
  label: string;
  score: number | null;
  low: number | null;
  high: number | null;
  responses: number;
  href?: string;
}

export interface BreakdownInput {
  title: string;
  metric: Metric;
  /** What the groups are: "Team". */
  dimension: string;
  /** The score of all answers, drawn as a line to compare with. */
  overall: number | null;
  groups: readonly ChartGroup[];
}
