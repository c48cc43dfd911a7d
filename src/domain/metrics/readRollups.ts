import type { RollupKind } from "../../records/rollup.js";
import * as rollupParts from "../../store/rollupParts.js";
import type { CountedParts } from "../../store/rollupParts.js";
import * as rollups from "../../store/rollups.js";
import type { CountedRollup, SpanRange } from "../../store/rollups.js";
import { splitPeriod, type Period } from "./spanRules.js";

/** Roll-ups that cover a period without overlap: whole months where there are some, else days. In no order. */
export async function readRollups(
  period: Period,
  of: { kind: RollupKind; touchpoint?: string },
): Promise<CountedRollup[]> {
  return (await Promise.all(rangesOf(period).map((range) => rollups.listWithin(range, of)))).flat();
}

/** The roll-ups of every single day of a period. */
export async function readDays(
  { from, to }: Period,
  of: { kind: RollupKind; touchpoint?: string },
): Promise<CountedRollup[]> {
  return rollups.listWithin({ unit: "day", from, to }, of);
}

/** As `readRollups`, of breakdowns. */
export async function readParts(
  period: Period,
  of: { kind: RollupKind; touchpoint?: string },
): Promise<CountedParts[]> {
  return (await Promise.all(rangesOf(period).map((range) => rollupParts.listWithin(range, of)))).flat();
}

function rangesOf(period: Period): SpanRange[] {
  const { months, days } = splitPeriod(period);
  return [
    ...(months ? [{ unit: "month" as const, ...months }] : []),
    ...days.map((stretch) => ({ unit: "day" as const, ...stretch })),
  ];
}
