import { model, Schema } from "mongoose";
import { NotFound } from "../lib/errors.js";
import type { Trigger } from "../records/trigger.js";
import { reminderPart } from "./reminderPart.js";
import { insertOnce, part, recordSchema, toDocument, toRecord, type Stored } from "./document.js";

const schema = recordSchema<Stored<Trigger, "key">>("triggers", {
  event: part({
    type: { type: String },
    where: [part({ field: String, op: String, value: Schema.Types.Mixed })],
  }),
  touchpoint: String,
  survey: String,
  delay: String,
  channels: [String],
  sample: Number,
  quietPeriod: String,
  unless: [String],
  expiresAfter: String,
  reminders: { type: [reminderPart], default: undefined },
  active: Boolean,
  createdAt: Date,
  updatedAt: Date,
});
schema.index({ "event.type": 1 }); // read for every event

const Triggers = model("Trigger", schema);

/** The trigger, or null. */
export async function find(key: string): Promise<Trigger | null> {
  const found = await Triggers.findById(key).lean();
  return found && toRecord<Trigger>(found, "key");
}

/** The trigger; throws NotFound. */
export async function get(key: string): Promise<Trigger> {
  const trigger = await find(key);
  if (!trigger) throw new NotFound(`No trigger has the key "${key}".`);
  return trigger;
}

/** All of them, by key. */
export async function list(): Promise<Trigger[]> {
  const found = await Triggers.find().sort({ _id: 1 }).lean();
  return found.map((one) => toRecord<Trigger>(one, "key"));
}

/** The active triggers of an event type, by key: the order in which they decide. */
export async function listActive(eventType: string): Promise<Trigger[]> {
  const found = await Triggers.find({ "event.type": eventType, active: true }).sort({ _id: 1 }).lean();
  return found.map((one) => toRecord<Trigger>(one, "key"));
}

/** False when the key is taken. */
export async function insert(trigger: Trigger): Promise<boolean> {
  return insertOnce(() => Triggers.create([toDocument(trigger, "key")]));
}

/** Creates or replaces; true when it was created. */
export async function set(trigger: Omit<Trigger, "createdAt" | "updatedAt">, now: Date): Promise<boolean> {
  const { key, ...fields } = trigger;
  const result = await Triggers.updateOne(
    { _id: key },
    { $set: { ...fields, updatedAt: now }, $setOnInsert: { createdAt: now } },
    { upsert: true },
  );
  return result.upsertedCount === 1;
}
