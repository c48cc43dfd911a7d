import type { Model } from "mongoose";
import type { RollupKey, RollupUnit } from "../records/rollup.js";
import { isDuplicate } from "./document.js";

/** A collection of roll-ups, whatever it counts. */
export type Rebuildable = Model<{ _id: string; gen: number; isDirty: boolean } & RollupKey>;

/** A rebuild that has begun: what it writes counts only while no later one has begun. */
export interface Rebuild {
  key: RollupKey;
  gen: number;
}

/** The fields that every collection of roll-ups has; the key is "kind|touchpoint|metric|span". */
export const ROLLUP_FIELDS = {
  kind: String,
  touchpoint: String,
  metric: String,
  unit: String,
  span: String,
  gen: Number,
  isDirty: Boolean,
};

const KEY = { _id: 0, kind: 1, touchpoint: 1, metric: 1, unit: 1, span: 1 } as const;

/** Marks roll-ups dirty and begins their rebuilds. */
export async function startRebuilds(rollups: Rebuildable, keys: readonly RollupKey[]): Promise<Rebuild[]> {
  const ids = keys.map(idOf);
  const begin = { $inc: { gen: 1 }, $set: { isDirty: true } };
  const { matchedCount } = await rollups.updateMany({ _id: { $in: ids } }, begin);
  const known = await findGens(rollups, ids);
  // Whatever others insert meanwhile has begun later than we: it sees all that made us begin.
  if (matchedCount < keys.length)
    await markDirty(
      rollups,
      keys.filter((key) => !known.has(idOf(key))),
    );
  // Another rebuild may have begun since: then both compute what is there from now on, and may write under its number.
  const gens = matchedCount < keys.length ? await findGens(rollups, ids) : known;
  return keys.map((key) => ({ key, gen: gens.get(idOf(key))! }));
}

async function findGens(rollups: Rebuildable, ids: readonly string[]): Promise<Map<string, number>> {
  const found = await rollups.find({ _id: { $in: ids } }, { gen: 1 }).lean();
  return new Map(found.map(({ _id, gen }) => [_id, gen]));
}

/** Says that these have to be rebuilt; a rebuild that is under way will not write any more. */
export async function markDirty(rollups: Rebuildable, keys: readonly RollupKey[]): Promise<void> {
  const writes = keys.map((key) => {
    const { kind, touchpoint, metric, unit, span } = key;
    const update = {
      $inc: { gen: 1 },
      $set: { isDirty: true },
      $setOnInsert: { kind, touchpoint, metric, unit, span },
    };
    return { updateOne: { filter: { _id: idOf(key) }, update, upsert: true } };
  });
  if (writes.length === 0) return;
  const write = () => rollups.bulkWrite(writes as never[], { ordered: false });
  await write().catch((error: unknown) => {
    if (!isDuplicate(error)) throw error; // two first rebuilds at once; beginning a second time does no harm
    return write();
  });
}

/** Writes what was recomputed. Returns how many stood: not those of which a later rebuild has begun, which writes newer ones. */
export async function endRebuilds(
  rollups: Rebuildable,
  rebuilt: readonly (Rebuild & { result: object })[],
): Promise<number> {
  const writes = rebuilt.map(({ key, gen, result }) => ({
    updateOne: { filter: { _id: idOf(key), gen }, update: { $set: { ...result, isDirty: false } } },
  }));
  if (writes.length === 0) return 0;
  return (await rollups.bulkWrite(writes as never[], { ordered: false })).matchedCount;
}

/** The days or months whose rebuild was asked for or began, and did not end; the newest first. */
export async function listDirty(rollups: Rebuildable, unit: RollupUnit, limit: number): Promise<RollupKey[]> {
  return rollups.find({ isDirty: true, unit }, KEY).sort({ span: -1 }).limit(limit).lean();
}

function idOf({ kind, touchpoint, metric, span }: RollupKey): string {
  return `${kind}|${touchpoint}|${metric}|${span}`;
}
