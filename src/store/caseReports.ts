import type { Metric } from "../records/metric.js";
import { Cases } from "./caseSchema.js";

export const REPORT_GROUPS = ["team", "cause", "touchpoint"] as const;

/** By what the cases of a report are told apart. */
export type ReportGroup = (typeof REPORT_GROUPS)[number];

/** How many cases are alike in all of this; what a case has not yet is absent. */
export interface CaseCount {
  group: string | null;
  isActive: boolean;
  isContactInTime?: boolean;
  isResolvedInTime?: boolean;
  cameBack?: boolean;
  isAskedAgain?: boolean;
  isRecovered?: boolean;
  count: number;
}

/** How many cases took so long, in business minutes. */
export interface DurationCount {
  group: string | null;
  minutes: number;
  count: number;
}

/** How many cases went from one score to another. */
export interface RecoveryCount {
  group: string | null;
  metric: Metric;
  score: number;
  again: number;
  count: number;
}

export interface ReportQuery {
  /** Reporting days of the opening, both included. */
  from: string;
  to: string;
  by: ReportGroup;
}

/** The cases opened in a period, counted by what they have in common. */
export async function countAlike({ from, to, by }: ReportQuery): Promise<CaseCount[]> {
  const fields = [
    "isActive",
    "isContactInTime",
    "isResolvedInTime",
    "cameBack",
    "isAskedAgain",
    "isRecovered",
  ];
  return group(
    { openedDay: { $gte: from, $lte: to } },
    { group: by, ...Object.fromEntries(fields.map((one) => [one, one])) },
  );
}

/** How long they took to the first contact, or to be resolved; those that have not come so far are left out. */
export async function countDurations(
  { from, to, by }: ReportQuery,
  field: "contactMinutes" | "resolveMinutes",
): Promise<DurationCount[]> {
  const match = { openedDay: { $gte: from, $lte: to }, [field]: { $exists: true } };
  return group(match, { group: by, minutes: field });
}

/** First score and the score when asked again, where both are of one metric. */
export async function countRecoveries({ from, to, by }: ReportQuery): Promise<RecoveryCount[]> {
  const match = { openedDay: { $gte: from, $lte: to }, recoveryScore: { $exists: true } };
  const keys = {
    group: by,
    metric: "metric",
    score: "score",
    again: "recoveryScore",
    against: "recoveryMetric",
  };
  const found = await group<RecoveryCount & { against: Metric }>(match, keys);
  return found.filter(({ metric, against }) => metric === against);
}

async function group<T extends { count: number }>(match: object, keys: Record<string, string>): Promise<T[]> {
  const id = Object.fromEntries(Object.entries(keys).map(([name, field]) => [name, `$${field}`]));
  const groups = await Cases.aggregate<{ _id: Omit<T, "count">; count: number }>([
    { $match: match },
    { $group: { _id: id, count: { $sum: 1 } } },
  ]);
  return groups.map(({ _id, count }) => ({ ..._id, count }) as unknown as T);
}
