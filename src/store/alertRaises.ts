import { model } from "mongoose";
import type { AlertRaise } from "../records/alert.js";
import { insertOnce, part, recordSchema, toDocument, toRecord, type Stored } from "./document.js";

const side = part({
  from: String,
  to: String,
  counts: part({ low: Number, mid: Number, high: Number }),
  share: part({ part: Number, whole: Number }),
});

/** What an alert saw, as alerts and their raises keep it. */
export const alertMeasurePart = part({
  current: side,
  previous: side,
  difference: Number,
  pValue: Number,
  fault: String,
});

const schema = recordSchema<Stored<AlertRaise, "id">>("alertRaises", {
  alert: String,
  at: Date,
  response: String,
  measure: alertMeasurePart,
  isUntold: Boolean,
  isHeld: Boolean,
});
schema.index({ alert: 1, at: -1 }); // what an alert has told, and how much of it lately
schema.index({ isUntold: 1 }, { partialFilterExpression: { isUntold: true } }); // what a dead process left behind

const AlertRaises = model("AlertRaise", schema);

/** False when it was raised before. */
export async function insert(raise: AlertRaise): Promise<boolean> {
  return insertOnce(() => AlertRaises.create([toDocument(raise, "id")]));
}

/** The raise, or null. */
export async function find(id: string): Promise<AlertRaise | null> {
  const found = await AlertRaises.findById(id).lean();
  return found && toRecord<AlertRaise>(found, "id");
}

/** The newest of an alert. */
export async function listByAlert(alert: string, limit: number): Promise<AlertRaise[]> {
  const found = await AlertRaises.find({ alert }).sort({ at: -1 }).limit(limit).lean();
  return found.map((one) => toRecord<AlertRaise>(one, "id"));
}

/** How many an alert raised since an instant. */
export async function countSince(alert: string, since: Date): Promise<number> {
  return AlertRaises.countDocuments({ alert, at: { $gte: since } });
}

/** What was raised and perhaps not told to everybody. */
export async function listUntold(limit: number): Promise<AlertRaise[]> {
  const found = await AlertRaises.find({ isUntold: true }).limit(limit).lean();
  return found.map((one) => toRecord<AlertRaise>(one, "id"));
}

/** Everybody is told, or will be; `isHeld`: nobody is, there were too many. */
export async function setTold(id: string, { isHeld = false } = {}): Promise<void> {
  await AlertRaises.updateOne({ _id: id }, { $unset: { isUntold: 1 }, ...(isHeld && { $set: { isHeld } }) });
}

/** Removes everything that an alert raised. */
export async function removeOf(alert: string): Promise<void> {
  await AlertRaises.deleteMany({ alert });
}
