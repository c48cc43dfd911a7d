import { model } from "mongoose";
import type { AskCounts, DayKey, TouchpointDay } from "../records/touchpointDay.js";
import { isDuplicate, part, recordSchema, type Stored } from "./document.js";

// The key is "kind|touchpoint|metric|day". Shard key when there are many: { _id: "hashed" }.
const schema = recordSchema<Stored<TouchpointDay, never>>("touchpointDays", {
  kind: String,
  touchpoint: String,
  metric: String,
  day: String,
  gen: Number,
  isDirty: Boolean,
  counts: { type: [Number], default: undefined },
  asks: part({ eligible: Number, asked: Number, delivered: Number, answered: Number }),
});
schema.index({ day: 1, touchpoint: 1 }); // the dashboard's range
schema.index({ isDirty: 1 }, { partialFilterExpression: { isDirty: true } }); // what a dead process left behind

const TouchpointDays = model("TouchpointDay", schema);

/** A rebuild that has begun: what it writes counts only while no later one has begun. */
export interface Rebuild {
  key: DayKey;
  gen: number;
}

/** Marks days dirty and begins their rebuilds. */
export async function startRebuilds(keys: readonly DayKey[]): Promise<Rebuild[]> {
  const writes = keys.map((key) => {
    const { kind, touchpoint, metric, day } = key;
    const update = {
      $inc: { gen: 1 },
      $set: { isDirty: true },
      $setOnInsert: { kind, touchpoint, metric, day },
    };
    return { updateOne: { filter: { _id: idOf(key) }, update, upsert: true } };
  });
  const write = () => TouchpointDays.bulkWrite(writes as never[], { ordered: false });
  await write().catch((error: unknown) => {
    if (!isDuplicate(error)) throw error; // two first rebuilds at once; beginning a second time does no harm
    return write();
  });
  // Another rebuild may have begun since: then both compute what is there from now on, and may write under its number.
  const found = await TouchpointDays.find({ _id: { $in: keys.map(idOf) } }, { gen: 1 }).lean();
  const gens = new Map(found.map(({ _id, gen }) => [_id, gen]));
  return keys.map((key) => ({ key, gen: gens.get(idOf(key))! }));
}

export type RebuiltDay = Rebuild & ({ counts: number[] } | { asks: AskCounts });

/** Writes recomputed counts. Returns how many stood: not those of which a later rebuild has begun, which writes newer ones. */
export async function endRebuilds(rebuilt: readonly RebuiltDay[]): Promise<number> {
  const writes = rebuilt.map(({ key, gen, ...result }) => ({
    updateOne: { filter: { _id: idOf(key), gen }, update: { $set: { ...result, isDirty: false } } },
  }));
  const result = await TouchpointDays.bulkWrite(writes as never[], { ordered: false });
  return result.matchedCount;
}

/** The days whose rebuild began and did not end. */
export async function listDirty(limit: number): Promise<DayKey[]> {
  return TouchpointDays.find({ isDirty: true }, { kind: 1, touchpoint: 1, metric: 1, day: 1 })
    .limit(limit)
    .lean();
}

/** All roll-ups from one day to another, both included, by day. */
export async function listBetween(query: {
  from: string;
  to: string;
  touchpoint?: string;
}): Promise<TouchpointDay[]> {
  const { from, to, touchpoint } = query;
  return TouchpointDays.find({ day: { $gte: from, $lte: to }, ...(touchpoint && { touchpoint }) })
    .sort({ day: 1 })
    .lean();
}

/** By which rebuild the answers of some days were counted; its number grows with every change of an answer. */
export async function listGens({
  from,
  to,
  touchpoints,
}: {
  from: string;
  to: string;
  touchpoints?: readonly string[];
}): Promise<{ day: string; gen: number }[]> {
  const among = touchpoints && { touchpoint: { $in: touchpoints } };
  return TouchpointDays.find(
    { day: { $gte: from, $lte: to }, ...among, kind: "answers" },
    { day: 1, gen: 1 },
  ).lean();
}

function idOf(key: DayKey): string {
  return `${key.kind}|${key.touchpoint}|${key.metric}|${key.day}`;
}
