import type { Metric } from "./metric.js";

/** `answers` are counted on the day of the first answer, `asks` on the day of the event. */
export type DayKind = "answers" | "asks";

export interface DayKey {
  kind: DayKind;
  touchpoint: string;
  metric: Metric;
  day: string;
}

export interface AskCounts {
  eligible: number;
  asked: number;
  delivered: number;
  answered: number;
}

/** The roll-up of one touchpoint, metric and reporting day. Recomputed from the records, never incremented. */
export interface TouchpointDay extends DayKey {
  /** Rises with each rebuild that begins: a rebuild that was overtaken does not write. */
  gen: number;
  isDirty: boolean;
  /** One count per score of the scale, for kind `answers`. */
  counts?: number[];
  /** For kind `asks`. */
  asks?: AskCounts;
}
