import { model } from "mongoose";
import { NotFound } from "../lib/errors.js";
import type { Collector } from "../records/collector.js";
import { insertOnce, recordSchema, toDocument, toRecord, type Stored } from "./document.js";
import { gatherFinds } from "./gather.js";

const schema = recordSchema<Stored<Collector, "key">>("collectors", {
  token: String,
  touchpoint: String,
  survey: String,
  kind: String,
  name: String,
  origins: [String],
  isActive: Boolean,
  createdAt: Date,
  updatedAt: Date,
});
schema.index({ token: 1 }, { unique: true }); // the address that people open

const Collectors = model("Collector", schema);

const findOne = gatherFinds(Collectors);
const findOneByToken = gatherFinds(Collectors, "token");

/** The collector, or null. */
export async function find(key: string): Promise<Collector | null> {
  const found = await findOne(key);
  return found && toRecord<Collector>(found, "key");
}

/** The collector; throws NotFound. */
export async function get(key: string): Promise<Collector> {
  const collector = await find(key);
  if (!collector) throw new NotFound(`No collector has the key "${key}".`);
  return collector;
}

/** The collector that an address opens, or null. */
export async function findByToken(token: string): Promise<Collector | null> {
  const found = await findOneByToken(token);
  return found && toRecord<Collector>(found, "key");
}

/** All of them, or those of a touchpoint, by key: an installation has dozens. */
export async function list(of: { touchpoint?: string } = {}): Promise<Collector[]> {
  const found = await Collectors.find(of).sort({ _id: 1 }).lean();
  return found.map((one) => toRecord<Collector>(one, "key"));
}

/** False when the key is taken. */
export async function insert(collector: Collector): Promise<boolean> {
  return insertOnce(() => Collectors.create([toDocument(collector, "key")]));
}

/**
 * Creates or replaces; true when it was created. The token of one that exists stays: it hangs on walls. So does
 * whether it is active, unless that is said: somebody may switch it meanwhile.
 */
export async function set(
  {
    key,
    token,
    isActive,
    ...fields
  }: Omit<Collector, "isActive" | "createdAt" | "updatedAt"> & {
    isActive?: boolean;
  },
  now: Date,
): Promise<boolean> {
  const [told, onInsert] = isActive === undefined ? [{}, { isActive: true }] : [{ isActive }, {}];
  const result = await Collectors.updateOne(
    { _id: key },
    {
      $set: { ...fields, ...told, updatedAt: now },
      $setOnInsert: { ...onInsert, token, createdAt: now },
    },
    { upsert: true },
  );
  return result.upsertedCount === 1;
}

/** Switches it on or off. */
export async function setActive(key: string, isActive: boolean, now: Date): Promise<void> {
  await Collectors.updateOne({ _id: key }, { $set: { isActive, updatedAt: now } });
}
