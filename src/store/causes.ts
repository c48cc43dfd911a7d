import { model } from "mongoose";
import type { Cause } from "../records/cause.js";
import { insertOnce, recordSchema, toDocument, toRecord, type Stored } from "./document.js";

const schema = recordSchema<Stored<Cause, "key">>("causes", {
  name: String,
  parent: String,
  order: Number,
  active: Boolean,
  createdAt: Date,
  updatedAt: Date,
});

const Causes = model("Cause", schema);

/** The cause, or null. */
export async function find(key: string): Promise<Cause | null> {
  const found = await Causes.findById(key).lean();
  return found && toRecord<Cause>(found, "key");
}

/** All of them, by key. */
export async function list(): Promise<Cause[]> {
  const found = await Causes.find().sort({ _id: 1 }).lean();
  return found.map((one) => toRecord<Cause>(one, "key"));
}

/** False when the key is taken. */
export async function insert(cause: Cause): Promise<boolean> {
  return insertOnce(() => Causes.create([toDocument(cause, "key")]));
}

/** Creates or replaces; true when it was created. */
export async function set(cause: Omit<Cause, "createdAt" | "updatedAt">, now: Date): Promise<boolean> {
  const { key, ...fields } = cause;
  const result = await Causes.updateOne(
    { _id: key },
    { $set: { ...fields, updatedAt: now }, $setOnInsert: { createdAt: now } },
    { upsert: true },
  );
  return result.upsertedCount === 1;
}

/** Puts these in this order; nothing else of them changes. */
export async function setOrder(keys: readonly string[], now: Date): Promise<void> {
  await Causes.bulkWrite(
    keys.map((key, order) => ({
      updateOne: { filter: { _id: key }, update: { $set: { order, updatedAt: now } } },
    })),
  );
}
