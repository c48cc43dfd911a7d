import { model } from "mongoose";
import { NotFound } from "../lib/errors.js";
import type { ResponseFilter } from "../records/responseFilter.js";
import type { View } from "../records/view.js";
import { insertOnce, part, recordSchema, toDocument, toRecord, type Stored } from "./document.js";

const texts = { type: [String], default: undefined };

/** A filter as views and alerts keep it. */
export const filterPart = part({
  touchpoints: texts,
  metric: String,
  categories: texts,
  teams: texts,
  agents: texts,
  channels: texts,
  languages: texts,
  tags: texts,
  sentiments: texts,
  properties: { type: [part({ of: String, name: String, values: [String] })], default: undefined },
  text: String,
  hasComment: Boolean,
  customer: String,
});

const schema = recordSchema<Stored<View, "key">>("views", {
  name: String,
  filter: filterPart,
  owner: String,
  isShared: Boolean,
  createdAt: Date,
  updatedAt: Date,
});

const Views = model("View", schema);

/** All of them, by name. */
export async function list(): Promise<View[]> {
  const found = await Views.find().lean();
  const views = found.map((one) => toRecord<View>(one, "key"));
  return views.sort((a, b) => a.name.localeCompare(b.name, "en") || (a.key < b.key ? -1 : 1));
}

/** The view, or null. */
export async function find(key: string): Promise<View | null> {
  const found = await Views.findById(key).lean();
  return found && toRecord<View>(found, "key");
}

/** The view; throws NotFound. */
export async function get(key: string): Promise<View> {
  const view = await find(key);
  if (!view) throw new NotFound("This view does not exist.");
  return view;
}

/** False when the key is taken. */
export async function insert(view: View): Promise<boolean> {
  return insertOnce(() => Views.create([toDocument(view, "key")]));
}

/** Changes what is given of a view; false when there is none any more. */
export async function set(
  key: string,
  change: { name?: string; filter?: ResponseFilter; isShared?: boolean },
  now: Date,
): Promise<boolean> {
  const result = await Views.updateOne({ _id: key }, { $set: { ...change, updatedAt: now } });
  return result.matchedCount === 1;
}

/** False when there is none. */
export async function remove(key: string): Promise<boolean> {
  return (await Views.deleteOne({ _id: key })).deletedCount === 1;
}
