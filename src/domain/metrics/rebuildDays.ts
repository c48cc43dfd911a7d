import type { DayKey, RollupKey } from "../../records/rollup.js";
import { mapAtOnce } from "../../lib/mapAtOnce.js";
import * as rollupParts from "../../store/rollupParts.js";
import type { RebuiltParts } from "../../store/rollupParts.js";
import * as rollups from "../../store/rollups.js";
import type { RebuiltRollup } from "../../store/rollups.js";
import { countAnswers } from "./countAnswers.js";
import { countAsks } from "./countAsks.js";
import { readReportSettings } from "./readReportSettings.js";
import { rebuildMonths } from "./rebuildMonths.js";

const AT_ONCE = 500;

/** While one is counted here the database looks for the next. */
const QUERIES_AT_ONCE = 4;

/** The one text that names a day's counts. */
export function nameOf({ kind, touchpoint, metric, day }: DayKey): string {
  return `${kind}|${touchpoint}|${metric}|${day}`;
}

/**
 * Recomputes days from their records, and the months that they belong to from their days, with a few commands for many
 * days. One that a later rebuild overtook is not written: that one began after whatever made us begin, so it sees at
 * least as much and we need not try again.
 */
export async function rebuildDays(keys: readonly DayKey[]): Promise<void> {
  for (let start = 0; start < keys.length; start += AT_ONCE) {
    const days = keys.slice(start, start + AT_ONCE);
    await countDays(days);
    await rebuildMonths(monthsOf(days.map(toRollupKey))); // begun after the days were written: the last to begin sees all of them
  }
}

/** Recomputes days, and leaves their months to the caller. */
export async function countDays(days: readonly DayKey[]): Promise<void> {
  const keys = days.map(toRollupKey);
  const [started, startedParts] = await Promise.all([
    rollups.startRebuilds(keys),
    rollupParts.startRebuilds(keys),
  ]);
  const settings = await readReportSettings(); // after the start: whoever changes them afterwards overtakes us
  const rebuilt: RebuiltRollup[] = [];
  const rebuiltParts: RebuiltParts[] = [];
  const groups = groupPlaces(days);
  const counts = await mapAtOnce(groups, QUERIES_AT_ONCE, async (places) => {
    const { kind, touchpoint, metric } = days[places[0]!]!;
    const of = { touchpoint, metric, days: places.map((place) => days[place]!.day) };
    return kind === "answers" ? countAnswers(of, settings.properties) : countAsks(of);
  });
  for (const [index, counted] of counts.entries()) {
    for (const place of groups[index]!) {
      const { columns, breakdowns, ...result } = counted.get(days[place]!.day)!;
      rebuilt.push({ ...started[place]!, result });
      rebuiltParts.push({ ...startedParts[place]!, result: { columns, breakdowns } });
    }
  }
  await Promise.all([rollups.endRebuilds(rebuilt), rollupParts.endRebuilds(rebuiltParts)]);
}

/** Days of the same kind, touchpoint and metric are counted by one query. */
function groupPlaces(days: readonly DayKey[]): number[][] {
  const groups = new Map<string, number[]>();
  days.forEach((day, place) => {
    const name = nameOf({ ...day, day: "" });
    groups.set(name, [...(groups.get(name) ?? []), place]);
  });
  return [...groups.values()];
}

function toRollupKey({ kind, touchpoint, metric, day }: DayKey): RollupKey {
  return { kind, touchpoint, metric, unit: "day", span: day };
}

/** The months of some days, each once. */
export function monthsOf(days: readonly RollupKey[]): RollupKey[] {
  const months = new Map<string, RollupKey>();
  for (const { kind, touchpoint, metric, span } of days) {
    const month: RollupKey = { kind, touchpoint, metric, unit: "month", span: span.slice(0, 7) };
    months.set(nameOf({ kind, touchpoint, metric, day: month.span }), month);
  }
  return [...months.values()];
}
