import { model } from "mongoose";
import type { TagRule } from "../records/tagRule.js";
import { insertOnce, recordSchema, toDocument, toRecord, type Stored } from "./document.js";

const texts = { type: [String], default: undefined };

const schema = recordSchema<Stored<TagRule, "key">>("tagRules", {
  tag: String,
  words: [String],
  touchpoints: texts,
  categories: texts,
  active: Boolean,
  createdAt: Date,
  updatedAt: Date,
});

const TagRules = model("TagRule", schema);

/** All of them, by tag. */
export async function list(): Promise<TagRule[]> {
  const found = await TagRules.find().sort({ tag: 1, _id: 1 }).lean();
  return found.map((one) => toRecord<TagRule>(one, "key"));
}

/** The rule, or null. */
export async function find(key: string): Promise<TagRule | null> {
  const found = await TagRules.findById(key).lean();
  return found && toRecord<TagRule>(found, "key");
}

/** False when it is there already. */
export async function insert(rule: TagRule): Promise<boolean> {
  return insertOnce(() => TagRules.create([toDocument(rule, "key")]));
}

export type TagRuleChange = Pick<TagRule, "tag" | "words" | "active"> &
  Partial<Pick<TagRule, "touchpoints" | "categories">>;

/** Replaces what a rule says; what is absent does not matter from now on. */
export async function set(
  key: string,
  { touchpoints, categories, ...change }: TagRuleChange,
  now: Date,
): Promise<void> {
  const gone = { ...(!touchpoints && { touchpoints: 1 }), ...(!categories && { categories: 1 }) };
  const given = { ...(touchpoints && { touchpoints }), ...(categories && { categories }) };
  await TagRules.updateOne({ _id: key }, {
    $set: { ...change, ...given, updatedAt: now },
    ...(Object.keys(gone).length > 0 && { $unset: gone }),
  } as object);
}

/** Switches a rule on or off. */
export async function setActive(key: string, active: boolean, now: Date): Promise<void> {
  await TagRules.updateOne({ _id: key }, { $set: { active, updatedAt: now } });
}
