import { model, Schema } from "mongoose";
import type { Breakdown, RollupKey, RollupKind, RollupParts, RollupUnit } from "../records/rollup.js";
import { recordSchema, type Stored } from "./document.js";
import * as rebuilding from "./rebuilding.js";
import type { Rebuild, Rebuildable } from "./rebuilding.js";
import type { SpanRange } from "./rollups.js";

// Shard key when there are many: { _id: "hashed" }.
const schema = recordSchema<Stored<RollupParts, never>>("rollupParts", {
  ...rebuilding.ROLLUP_FIELDS,
  columns: { type: [String], default: undefined },
  breakdowns: Schema.Types.Mixed, // in the shape of Breakdown; large, and never changed in part
});
schema.index({ unit: 1, kind: 1, touchpoint: 1, span: 1 }); // a period of one touchpoint
schema.index({ unit: 1, kind: 1, span: 1 }); // a period of all
schema.index({ isDirty: 1, unit: 1, span: -1 }, { partialFilterExpression: { isDirty: true } }); // what has to be rebuilt

const Parts = model("RollupParts", schema);
const rebuildable = Parts as unknown as Rebuildable;

/** Marks breakdowns dirty and begins their rebuilds. */
export async function startRebuilds(keys: readonly RollupKey[]): Promise<Rebuild[]> {
  return rebuilding.startRebuilds(rebuildable, keys);
}

export type RebuiltParts = Rebuild & { result: { columns: string[]; breakdowns: Breakdown[] } };

/** Writes recomputed breakdowns. Returns how many stood: not those of which a later rebuild has begun. */
export async function endRebuilds(rebuilt: readonly RebuiltParts[]): Promise<number> {
  return rebuilding.endRebuilds(rebuildable, rebuilt);
}

/** Says that every day of a kind has to be broken down anew; a rebuild that is under way will not write any more. */
export async function markAllDays(kind: RollupKind): Promise<void> {
  await Parts.updateMany({ kind, unit: "day" }, { $inc: { gen: 1 }, $set: { isDirty: true } });
}

/** How many days of a kind have to be broken down anew, and how many there are. */
export async function countDirtyDays(kind: RollupKind): Promise<{ dirty: number; all: number }> {
  const [dirty, all] = await Promise.all([
    Parts.countDocuments({ isDirty: true, kind, unit: "day" }),
    Parts.countDocuments({ kind, unit: "day" }),
  ]);
  return { dirty, all };
}

/** The days or months whose rebuild was asked for or began, and did not end; the newest first. */
export async function listDirty(unit: RollupUnit, limit: number): Promise<RollupKey[]> {
  return rebuilding.listDirty(rebuildable, unit, limit);
}

export type CountedParts = Pick<
  RollupParts,
  "kind" | "touchpoint" | "metric" | "unit" | "span" | "columns" | "breakdowns"
>;

const FIELDS = {
  _id: 0,
  kind: 1,
  touchpoint: 1,
  metric: 1,
  unit: 1,
  span: 1,
  columns: 1,
  breakdowns: 1,
} as const;

/** All breakdowns of a kind in a stretch, in no order. */
export async function listWithin(
  { unit, from, to }: SpanRange,
  of: { kind: RollupKind; touchpoint?: string },
): Promise<CountedParts[]> {
  return Parts.find({ unit, ...of, span: { $gte: from, $lte: to } } as object, FIELDS).lean();
}
