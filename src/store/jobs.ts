import { model } from "mongoose";
import { insertOnce, recordSchema } from "./document.js";

interface JobDocument {
  _id: string;
  nextRunAt: Date;
  /** Up to this instant the job's work is done; for jobs that go through what changed. */
  doneUntil?: Date;
}

const schema = recordSchema<JobDocument>("jobs", { nextRunAt: Date, doneUntil: Date });

const Jobs = model("Job", schema);

/** Claims a recurring job for this process until `nextRunAt`; false when another has run it since. */
export async function claim(name: string, now: Date, nextRunAt: Date): Promise<boolean> {
  const claimed = await Jobs.updateOne({ _id: name, nextRunAt: { $lte: now } }, { $set: { nextRunAt } });
  if (claimed.matchedCount === 1) return true;
  if (await Jobs.findById(name, { _id: 1 }).lean()) return false;
  return insertOnce(() => Jobs.create([{ _id: name, nextRunAt }]));
}

/** Up to which instant a job's work is done; null before its first end. */
export async function findDoneUntil(name: string): Promise<Date | null> {
  return (await Jobs.findById(name).lean())?.doneUntil ?? null;
}

/** Notes up to which instant the work is done; never goes back. */
export async function setDoneUntil(name: string, doneUntil: Date): Promise<void> {
  await Jobs.updateOne({ _id: name }, { $max: { doneUntil } });
}
