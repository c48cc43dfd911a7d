import { addDays, daysBetween } from "../../lib/timeZone.js";
import type { SurveyResponse } from "../../records/response.js";
import type { MetricCounts, ViewDay } from "../../records/viewDay.js";
import { scoresOf } from "../metrics/rules.js";
import type { Period } from "../metrics/spanRules.js";

const DAY_MS = 24 * 60 * 60_000;

/**
 * A count is believed for so long though nothing says that its day changed: what a killed process changed without
 * saying so is seen by then.
 */
export const BELIEVED_MS = 7 * DAY_MS;

/** Counts that nobody has asked for so long are forgotten. */
export const KEPT_MS = 30 * DAY_MS;

/** What the answers of a day have come to, by day; a day without any has no entry. */
export type Stamps = ReadonlyMap<string, number>;

/** Whether what was counted of a day still is what there is. */
export function isBelieved({ day, stamp, countedAt }: ViewDay, stamps: Stamps, now: Date): boolean {
  return stamp === (stamps.get(day) ?? 0) && now.getTime() - countedAt.getTime() < BELIEVED_MS;
}

/** Days without a count that is believed, as stretches of days in a row: the newest first. */
export function stretchesLeft({ from, to }: Period, believed: { has(day: string): boolean }): Period[] {
  const stretches: Period[] = [];
  for (const day of daysBetween(from, to).toReversed()) {
    if (believed.has(day)) continue;
    const last = stretches.at(-1);
    if (last && addDays(day, 1) === last.from) last.from = day;
    else stretches.push({ from: day, to: day });
  }
  return stretches;
}

/** Counts one more answer. */
export function countIn(
  counts: MetricCounts,
  { metric, score }: Pick<SurveyResponse, "metric" | "score">,
): void {
  const scores = scoresOf(metric);
  const own = (counts[metric] ??= scores.map(() => 0));
  const place = scores.indexOf(score);
  if (place >= 0) own[place]! += 1;
}
