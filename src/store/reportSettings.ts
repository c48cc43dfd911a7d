import { model } from "mongoose";
import type { ReportProperty, ReportSettings } from "../records/reportSettings.js";
import { part, recordSchema, toRecord } from "./document.js";

/** One organisation, one set of reports. */
const ID = "organisation";

const schema = recordSchema<ReportSettings & { _id: string }>("reportSettings", {
  properties: [part({ of: String, name: String })],
  revision: Number,
  countedRevision: Number,
  recountedRevision: Number,
  updatedAt: Date,
  updatedBy: String,
});

const Settings = model("ReportSettings", schema);

/** The settings, or none of their own yet. */
export async function find(): Promise<ReportSettings | null> {
  const found = await Settings.findById(ID).lean();
  if (!found) return null;
  const { id: _id, ...settings } = toRecord<ReportSettings & { id: string }>(found, "id");
  return settings;
}

/** Replaces the properties; of two at once the last one stands. */
export async function setProperties(
  properties: ReportProperty[],
  { by, at }: { by: string; at: Date },
): Promise<void> {
  const change = { $set: { properties, updatedAt: at, updatedBy: by }, $inc: { revision: 1 } };
  await Settings.updateOne(
    { _id: ID },
    { ...change, $setOnInsert: { countedRevision: 0 } },
    { upsert: true },
  );
}

/** Notes that every roll-up was asked to be counted again for a revision; never goes back. */
export async function setCountedRevision(revision: number): Promise<void> {
  await Settings.updateOne({ _id: ID }, { $max: { countedRevision: revision } });
}

/** Notes that every roll-up was counted again for a revision; never goes back. */
export async function setRecountedRevision(revision: number): Promise<void> {
  await Settings.updateOne({ _id: ID }, { $max: { recountedRevision: revision } });
}
