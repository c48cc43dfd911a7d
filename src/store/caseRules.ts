import { model, Schema } from "mongoose";
import type { CaseRule } from "../records/caseRule.js";
import { insertOnce, part, recordSchema, toDocument, toRecord, type Stored } from "./document.js";

const texts = { type: [String], default: undefined };

const schema = recordSchema<Stored<CaseRule, "key">>("caseRules", {
  name: String,
  order: Number,
  when: part({
    metrics: texts,
    categories: texts,
    scores: part({ from: Number, to: Number }),
    touchpoints: texts,
    words: texts,
    answer: part({ question: String, options: [String] }),
    where: [part({ field: String, op: String, value: Schema.Types.Mixed })],
  }),
  priority: String,
  team: String,
  contactMinutes: Number,
  resolveMinutes: Number,
  assignment: String,
  active: Boolean,
  createdAt: Date,
  updatedAt: Date,
});

const CaseRules = model("CaseRule", schema);

/** All of them, by key; none until somebody has made one. */
export async function list(): Promise<CaseRule[]> {
  const found = await CaseRules.find().sort({ _id: 1 }).lean();
  return found.map((one) => toRecord<CaseRule>(one, "key"));
}

/** Creates or replaces; true when it was created. */
export async function set(rule: Omit<CaseRule, "createdAt" | "updatedAt">, now: Date): Promise<boolean> {
  const { key, ...fields } = rule;
  const result = await CaseRules.updateOne(
    { _id: key },
    { $set: { ...fields, updatedAt: now }, $setOnInsert: { createdAt: now } },
    { upsert: true },
  );
  return result.upsertedCount === 1;
}

/** False when the key is taken. */
export async function insert(rule: CaseRule): Promise<boolean> {
  return insertOnce(() => CaseRules.create([toDocument(rule, "key")]));
}

/** Puts these in this order; nothing else of them changes. */
export async function setOrder(keys: readonly string[], now: Date): Promise<void> {
  await CaseRules.bulkWrite(
    keys.map((key, order) => ({
      updateOne: { filter: { _id: key }, update: { $set: { order, updatedAt: now } } },
    })),
  );
}

/** Switches a rule on or off. */
export async function setActive(key: string, active: boolean, now: Date): Promise<void> {
  await CaseRules.updateOne({ _id: key }, { $set: { active, updatedAt: now } });
}
