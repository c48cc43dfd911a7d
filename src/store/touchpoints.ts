import { model } from "mongoose";
import { NotFound } from "../lib/errors.js";
import type { Touchpoint } from "../records/touchpoint.js";
import { insertOnce, recordSchema, toDocument, toRecord, type Stored } from "./document.js";

const schema = recordSchema<Stored<Touchpoint, "key">>("touchpoints", {
  name: String,
  stage: String,
  brand: String,
  createdAt: Date,
  updatedAt: Date,
});

const Touchpoints = model("Touchpoint", schema);

/** The touchpoint, or null. */
export async function find(key: string): Promise<Touchpoint | null> {
  const found = await Touchpoints.findById(key).lean();
  return found && toRecord<Touchpoint>(found, "key");
}

/** The touchpoint; throws NotFound. */
export async function get(key: string): Promise<Touchpoint> {
  const touchpoint = await find(key);
  if (!touchpoint) throw new NotFound(`No touchpoint has the key "${key}".`);
  return touchpoint;
}

/** All of them, by key: an installation has dozens, not thousands. */
export async function list(): Promise<Touchpoint[]> {
  const found = await Touchpoints.find().sort({ _id: 1 }).lean();
  return found.map((one) => toRecord<Touchpoint>(one, "key"));
}

/** False when the key is taken. */
export async function insert(touchpoint: Touchpoint): Promise<boolean> {
  return insertOnce(() => Touchpoints.create([toDocument(touchpoint, "key")]));
}

/** Creates or replaces; true when it was created. */
export async function set(
  touchpoint: Pick<Touchpoint, "key" | "name" | "stage" | "brand">,
  now: Date,
): Promise<boolean> {
  const { key, name, stage, brand } = touchpoint;
  const result = await Touchpoints.updateOne(
    { _id: key },
    {
      $set: { name, stage, updatedAt: now, ...(brand && { brand }) },
      ...(!brand && { $unset: { brand: 1 } }),
      $setOnInsert: { createdAt: now },
    },
    { upsert: true },
  );
  return result.upsertedCount === 1;
}
