import { model } from "mongoose";
import type { TagRun } from "../records/tagRun.js";
import { insertOnce, part, recordSchema, toDocument, toRecord, type Stored } from "./document.js";

const schema = recordSchema<Stored<TagRun, "id">>("tagRuns", {
  startedAt: Date,
  place: part({ day: String, id: String }),
  looked: Number,
  changed: Number,
  total: Number,
  isOpen: Boolean,
});

const TagRuns = model("TagRun", schema);

/** All of them, by id: there is one for each rule at most. */
export async function list(): Promise<TagRun[]> {
  const found = await TagRuns.find().sort({ _id: 1 }).lean();
  return found.map((one) => toRecord<TagRun>(one, "id"));
}

/** False when there was such a run before. */
export async function insert(run: TagRun): Promise<boolean> {
  return insertOnce(() => TagRuns.create([toDocument(run, "id")]));
}

/** Begins one that has ended once more; false while it is under way. */
export async function moveToStart({ id, ...run }: TagRun): Promise<boolean> {
  return (await TagRuns.updateOne({ _id: id, isOpen: false }, { $set: run })).matchedCount === 1;
}

/** Notes a step; false when another process took it. */
export async function move(
  { id, looked }: TagRun,
  step: Pick<TagRun, "place" | "looked" | "changed" | "isOpen">,
): Promise<boolean> {
  return (await TagRuns.updateOne({ _id: id, isOpen: true, looked }, { $set: step })).matchedCount === 1;
}
