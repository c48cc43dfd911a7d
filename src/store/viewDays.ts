import { model } from "mongoose";
import type { ViewDay } from "../records/viewDay.js";
import { isDuplicate, part, recordSchema, type Stored } from "./document.js";

const numbers = { type: [Number], default: undefined };

// The key is "hash|day": the days of a filter are read along it.
const schema = recordSchema<Stored<ViewDay, never>>("viewDays", {
  hash: String,
  day: String,
  counts: part({ nps: numbers, csat: numbers, ces: numbers }),
  stamp: Number,
  countedAt: Date,
  removeAt: Date,
});
schema.index({ removeAt: 1 }, { expireAfterSeconds: 0 }); // nobody has looked at it for long

const ViewDays = model("ViewDay", schema);

/** What is counted of a filter from one day to another, both included. */
export async function listBetween(
  hash: string,
  { from, to }: { from: string; to: string },
): Promise<ViewDay[]> {
  return ViewDays.find({ _id: { $gte: idOf({ hash, day: from }), $lte: idOf({ hash, day: to }) } }).lean();
}

/** Keeps what was counted, over what was counted before. */
export async function setMany(days: readonly ViewDay[]): Promise<void> {
  if (days.length === 0) return;
  const writes = days.map((one) => ({
    updateOne: { filter: { _id: idOf(one) }, update: { $set: one }, upsert: true },
  }));
  const write = () => ViewDays.bulkWrite(writes as never[], { ordered: false });
  await write().catch((error: unknown) => {
    if (!isDuplicate(error)) throw error; // two counted a day at once, and both counted what is there
    return write();
  });
}

function idOf({ hash, day }: Pick<ViewDay, "hash" | "day">): string {
  return `${hash}|${day}`;
}
