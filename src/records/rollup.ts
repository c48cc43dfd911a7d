import type { Metric } from "./metric.js";

/** `answers` are counted on the day of the first answer, `asks` on the day of the event. */
export type RollupKind = "answers" | "asks";

/** What is counted at once: answers or asks of one touchpoint, metric and reporting day. */
export interface DayKey {
  kind: RollupKind;
  touchpoint: string;
  metric: Metric;
  day: string;
}

/** A reporting day ("2026-09-01") or a month of them ("2026-09"). */
export type RollupUnit = "day" | "month";

export interface RollupKey {
  kind: RollupKind;
  touchpoint: string;
  metric: Metric;
  unit: RollupUnit;
  /** The day or the month. */
  span: string;
}

export interface AskCounts {
  eligible: number;
  asked: number;
  delivered: number;
  answered: number;
}

/** One way of breaking counts down: the values that occurred, and for each the numbers named by `columns`. */
export interface Breakdown {
  /** "team", "agent", "channel", "language", or a property as "event.region" or "customer.plan". */
  dimension: string;
  values: string[];
  /** What the values are called, where that is known: an agent's name. */
  labels?: string[];
  /** The team that each was last seen in, where that is known: of agents who were asked about. */
  teams?: string[];
  /** There were more values than are kept: those with the fewest answers are left out. */
  isCut?: boolean;
  /** The columns of the first value, then those of the second, and so on. */
  counts: number[];
}

/** The counts of one touchpoint, metric and day or month. Recomputed from the records, never incremented. */
export interface Rollup extends RollupKey {
  /** Rises with each rebuild that begins: a rebuild that was overtaken does not write. */
  gen: number;
  isDirty: boolean;
  /** One count per score of the scale, for kind `answers`. */
  counts?: number[];
  /** For kind `asks`. */
  asks?: AskCounts;
}

/** What a roll-up counts, broken down; apart from it, because it is much larger and needed on few pages. */
export interface RollupParts extends RollupKey {
  gen: number;
  isDirty: boolean;
  /** What each number of a breakdown means, in order. */
  columns?: string[];
  breakdowns?: Breakdown[];
}
