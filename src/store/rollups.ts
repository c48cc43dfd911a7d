import { model } from "mongoose";
import type { AskCounts, Rollup, RollupKey, RollupKind, RollupUnit } from "../records/rollup.js";
import { part, recordSchema, type Stored } from "./document.js";
import * as rebuilding from "./rebuilding.js";
import type { Rebuild, Rebuildable } from "./rebuilding.js";

// Shard key when there are many: { _id: "hashed" }.
const schema = recordSchema<Stored<Rollup, never>>("rollups", {
  ...rebuilding.ROLLUP_FIELDS,
  counts: { type: [Number], default: undefined },
  asks: part({ eligible: Number, asked: Number, delivered: Number, answered: Number }),
});
schema.index({ unit: 1, kind: 1, span: 1, touchpoint: 1 }); // a period of all touchpoints
schema.index({ unit: 1, kind: 1, touchpoint: 1, span: 1 }); // a period of one
schema.index({ isDirty: 1, unit: 1, span: -1 }, { partialFilterExpression: { isDirty: true } }); // what has to be rebuilt

const Rollups = model("Rollup", schema);
const rebuildable = Rollups as unknown as Rebuildable;

/** Marks roll-ups dirty and begins their rebuilds. */
export async function startRebuilds(keys: readonly RollupKey[]): Promise<Rebuild[]> {
  return rebuilding.startRebuilds(rebuildable, keys);
}

/** Says that these have to be rebuilt, also when they do not exist yet. */
export async function markDirty(keys: readonly RollupKey[]): Promise<void> {
  await rebuilding.markDirty(rebuildable, keys);
}

export type RebuiltRollup = Rebuild & { result: { counts: number[] } | { asks: AskCounts } };

/** Writes recomputed counts. Returns how many stood: not those of which a later rebuild has begun, which writes newer ones. */
export async function endRebuilds(rebuilt: readonly RebuiltRollup[]): Promise<number> {
  return rebuilding.endRebuilds(rebuildable, rebuilt);
}

/** The days or months whose rebuild was asked for or began, and did not end; the newest first. */
export async function listDirty(unit: RollupUnit, limit: number): Promise<RollupKey[]> {
  return rebuilding.listDirty(rebuildable, unit, limit);
}

/** How many have to be rebuilt, and how many there are. */
export async function countDirty(): Promise<{ dirty: number; all: number }> {
  const [dirty, all] = await Promise.all([
    Rollups.countDocuments({ isDirty: true }),
    Rollups.countDocuments({}),
  ]);
  return { dirty, all };
}

/** A stretch of days or of months, both ends included. */
export interface SpanRange {
  unit: RollupUnit;
  from: string;
  to: string;
}

/** What a page adds up: without its bookkeeping. */
export type CountedRollup = Pick<
  Rollup,
  "kind" | "touchpoint" | "metric" | "unit" | "span" | "counts" | "asks"
>;

/** Without what the query knows: a page reads thousands of them. */
const FIELDS = { _id: 0, touchpoint: 1, metric: 1, span: 1, counts: 1, asks: 1 } as const;

/** All roll-ups of a kind in a stretch, in no order. */
export async function listWithin(
  { unit, from, to }: SpanRange,
  of: { kind: RollupKind; touchpoint?: string },
): Promise<CountedRollup[]> {
  const found = await Rollups.find({ unit, ...of, span: { $gte: from, $lte: to } } as object, FIELDS).lean();
  return found.map((one) => Object.assign(one, { unit, kind: of.kind }));
}

/** By which rebuild the answers of some days were counted; its number grows with every change of an answer. */
export async function listGens(
  { from, to }: Omit<SpanRange, "unit">,
  touchpoints?: readonly string[],
): Promise<Pick<Rollup, "span" | "gen">[]> {
  const among = touchpoints && { touchpoint: { $in: touchpoints } };
  const range = { unit: "day", kind: "answers", span: { $gte: from, $lte: to } };
  return Rollups.find({ ...range, ...among } as object, { _id: 0, span: 1, gen: 1 }).lean();
}
