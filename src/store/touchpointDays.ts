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

/** Marks a day dirty and returns the generation of the rebuild that begins now. */
export async function startRebuild(key: DayKey): Promise<number> {
  const { kind, touchpoint, metric, day } = key;
  const write = () =>
    TouchpointDays.findOneAndUpdate(
      { _id: idOf(key) },
      { $inc: { gen: 1 }, $set: { isDirty: true }, $setOnInsert: { kind, touchpoint, metric, day } },
      { upsert: true, returnDocument: "after" },
    ).lean();
  try {
    return (await write())!.gen;
  } catch (error) {
    if (!isDuplicate(error)) throw error; // two first rebuilds at once
    return (await write())!.gen;
  }
}

/** Writes the recomputed counts; false when a later rebuild has begun, which will write newer ones. */
export async function endRebuild(
  key: DayKey,
  gen: number,
  result: { counts?: number[]; asks?: AskCounts },
): Promise<boolean> {
  const written = await TouchpointDays.updateOne(
    { _id: idOf(key), gen },
    { $set: { ...result, isDirty: false } },
  );
  return written.matchedCount === 1;
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

function idOf(key: DayKey): string {
  return `${key.kind}|${key.touchpoint}|${key.metric}|${key.day}`;
}
