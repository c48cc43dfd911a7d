import { model } from "mongoose";
import { isDuplicate, recordSchema } from "./document.js";

interface DayMark {
  /** A reporting day. */
  _id: string;
  /** Grows with each change of tags or sentiments of its answers, of which roll-ups know nothing. */
  gen: number;
}

const schema = recordSchema<DayMark>("dayMarks", { gen: Number });

const DayMarks = model("DayMark", schema);

/** Says that tags or sentiments of answers of these days have changed. Call it after they have. */
export async function add(days: readonly string[]): Promise<void> {
  if (days.length === 0) return;
  const writes = [...new Set(days)].map((day) => ({
    updateOne: { filter: { _id: day }, update: { $inc: { gen: 1 } }, upsert: true },
  }));
  const write = () => DayMarks.bulkWrite(writes as never[], { ordered: false });
  await write().catch((error: unknown) => {
    if (!isDuplicate(error)) throw error; // two marked a day first; to mark it twice does no harm
    return write();
  });
}

/** How often the days of a period were marked; only those that were. */
export async function listGens({
  from,
  to,
}: {
  from: string;
  to: string;
}): Promise<{ day: string; gen: number }[]> {
  const found = await DayMarks.find({ _id: { $gte: from, $lte: to } }).lean();
  return found.map(({ _id: day, gen }) => ({ day, gen }));
}
