import { model } from "mongoose";
import { insertOnce, recordSchema } from "./document.js";

/** How many messages one day of the organisation has had, and when the next one may go. All workers share it. */
interface SendingDay {
  /** The organisation's calendar day. */
  _id: string;
  taken: number;
  /** When the next message may go out, and the place in time of the last one that was told to wait: in milliseconds, to be added to. */
  nextMs: number;
  queueMs: number;
}

const schema = recordSchema<SendingDay>("sendingDays", { taken: Number, nextMs: Number, queueMs: Number });

const SendingDays = model("SendingDay", schema);

/** The day's counters; the first one to ask begins the day. */
export async function get(day: string): Promise<Pick<SendingDay, "taken" | "nextMs">> {
  const found = await SendingDays.findById(day).lean();
  if (found) return found;
  await insertOnce(() => SendingDays.create([{ _id: day, taken: 0, nextMs: 0, queueMs: 0 }]));
  return get(day);
}

/** Takes the next message of the day; false when another worker has taken one since the counters were read. */
export async function take(
  day: string,
  { taken, nextMs }: Pick<SendingDay, "taken" | "nextMs">,
): Promise<boolean> {
  const result = await SendingDays.updateOne({ _id: day, taken }, { $set: { nextMs }, $inc: { taken: 1 } });
  return result.modifiedCount === 1;
}

/** Gives one back that was not needed after all. */
export async function giveBack(day: string): Promise<void> {
  await SendingDays.updateOne({ _id: day, taken: { $gt: 0 } }, { $inc: { taken: -1 } });
}

/** A place in the day's queue, `stepMs` behind the one before it and not before `fromMs`: in milliseconds. */
export async function queueUp(
  day: string,
  { fromMs, stepMs }: { fromMs: number; stepMs: number },
): Promise<number> {
  await SendingDays.updateOne({ _id: day }, { $max: { queueMs: fromMs } });
  const queued = await SendingDays.findOneAndUpdate(
    { _id: day },
    { $inc: { queueMs: stepMs } },
    { returnDocument: "after" },
  ).lean();
  return queued?.queueMs ?? fromMs + stepMs;
}
