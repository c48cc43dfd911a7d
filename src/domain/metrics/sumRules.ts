import type { AskCounts, Breakdown, Rollup, RollupParts } from "../../records/rollup.js";
import { emptyTally, numbersOf, toBreakdown, type Tally } from "./tallyRules.js";

/** What roll-ups have in common that are added up. */
export type Counted = Pick<Rollup, "counts" | "asks">;

export type Broken = Pick<RollupParts, "columns" | "breakdowns">;

export const NO_ASKS: AskCounts = { eligible: 0, asked: 0, delivered: 0, answered: 0 };

/** Answers per score, added up; as many numbers as the scale has scores. */
export function sumCounts(rollups: readonly Counted[], scores: number): number[] {
  const total = Array<number>(scores).fill(0);
  for (const { counts } of rollups) counts?.forEach((count, index) => (total[index]! += count));
  return total;
}

/** Asks, added up. */
export function sumAsks(rollups: readonly Counted[]): AskCounts {
  const total = { ...NO_ASKS };
  for (const { asks } of rollups) {
    if (!asks) continue;
    total.eligible += asks.eligible;
    total.asked += asks.asked;
    total.delivered += asks.delivered;
    total.answered += asks.answered;
  }
  return total;
}

/** Breakdowns, added up by the names of their columns: those of earlier versions may have fewer. */
export function sumBreakdowns(parts: readonly Broken[], columns: readonly string[]): Breakdown[] {
  const tallies = new Map<string, Tally>();
  for (const part of parts) {
    const places = (part.columns ?? []).map((column) => columns.indexOf(column));
    for (const { dimension, values, labels, teams, isCut, counts } of part.breakdowns ?? []) {
      if (!tallies.has(dimension)) tallies.set(dimension, emptyTally(columns.length));
      const tally = tallies.get(dimension)!;
      if (isCut) tally.isCut = true;
      values.forEach((value, index) => {
        const total = numbersOf(tally, value, { label: labels?.[index], team: teams?.[index] });
        places.forEach((place, column) => {
          if (place >= 0) total[place]! += counts[index * places.length + column] ?? 0;
        });
      });
    }
  }
  return [...tallies].map(([dimension, tally]) => toBreakdown(dimension, tally));
}
