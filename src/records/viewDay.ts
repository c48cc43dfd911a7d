import type { Metric } from "./metric.js";
import type { ResponseFilter } from "./responseFilter.js";

/** How often each score of a metric's scale was given; a metric that nobody answered is absent. */
export type MetricCounts = Partial<Record<Metric, number[]>>;

/** What was counted for a filter on one reporting day: kept, because the roll-ups do not know every property. */
export interface ViewDay {
  /** Of the filter; see domain/views/rules. */
  hash: string;
  day: string;
  counts: MetricCounts;
  /** What the day's answers had come to when the counting began: another number since then means to count again. */
  stamp: number;
  countedAt: Date;
  removeAt: Date;
}

/** Days of a filter that somebody wants to see and that are not all counted yet. */
export interface ViewCounting {
  hash: string;
  filter: ResponseFilter;
  /** Reporting days, both included. */
  from: string;
  to: string;
  /** When a process may go on with it: while one does, the end of its lease. */
  dueAt: Date;
  lease?: string;
  removeAt: Date;
}
