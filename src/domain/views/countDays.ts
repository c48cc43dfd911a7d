import type { ResponseFilter } from "../../records/responseFilter.js";
import type { MetricCounts } from "../../records/viewDay.js";
import * as viewDays from "../../store/viewDays.js";
import { daysBetween } from "../../lib/timeZone.js";
import type { Period } from "../metrics/spanRules.js";
import { walkResponses } from "../responses/walkResponses.js";
import { countIn, KEPT_MS, stretchesLeft, type Stamps } from "./countRules.js";
import { hashOf } from "./rules.js";

/** So many answers are read at once; after each such step the time is looked at. */
const BATCH = 1_000;

/**
 * Counts the days of a period that have no count that is believed, the newest first, and keeps what it has counted.
 * False when `mostMs` were over before all was counted. Done twice, or by two at once, it keeps the same.
 */
export async function countDays(
  filter: ResponseFilter,
  { days, believed, stamps }: { days: Period; believed: { has(day: string): boolean }; stamps: Stamps },
  { now, mostMs }: { now: Date; mostMs: number },
): Promise<boolean> {
  const began = performance.now();
  const isOver = () => performance.now() - began >= mostMs;
  for (const stretch of stretchesLeft(days, believed)) {
    if (isOver()) return false;
    if (!(await countStretch(filter, { stretch, stamps }, { now, isOver }))) return false;
  }
  return true;
}

async function countStretch(
  filter: ResponseFilter,
  { stretch, stamps }: { stretch: Period; stamps: Stamps },
  { now, isOver }: { now: Date; isOver: () => boolean },
): Promise<boolean> {
  const open = new Map(daysBetween(stretch.from, stretch.to).map((day): [string, MetricCounts] => [day, {}]));
  const keep = async (isCounted: (day: string) => boolean) => {
    const counted = [...open].filter(([day]) => isCounted(day));
    counted.forEach(([day]) => open.delete(day));
    await viewDays.setMany(
      counted.map(([day, counts]) => ({
        hash: hashOf(filter),
        day,
        counts,
        stamp: stamps.get(day) ?? 0,
        countedAt: now,
        removeAt: new Date(now.getTime() + KEPT_MS),
      })),
    );
  };
  for await (const { items, place } of walkResponses(filter, stretch, { batch: BATCH })) {
    for (const one of items) countIn(open.get(one.day)!, one);
    // with an id the place is within its day, without one behind it
    await keep((day) => day > place.day || (place.id === "" && day === place.day));
    if (isOver() && open.size > 0) return false;
  }
  await keep(() => true);
  return true;
}
