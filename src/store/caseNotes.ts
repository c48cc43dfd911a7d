import { model } from "mongoose";
import type { CaseNote } from "../records/case.js";
import { insertOnce, recordSchema, toDocument, toRecord, type Stored } from "./document.js";

const schema = recordSchema<Stored<CaseNote, "id">>("caseNotes", {
  case: String,
  by: String,
  text: String,
  mentions: [String],
  at: Date,
  isOpen: Boolean,
});
schema.index({ case: 1, at: 1, _id: 1 }); // what was found out about a case, in order
schema.index({ isOpen: 1, at: 1 }, { partialFilterExpression: { isOpen: true } }); // who has to be told

export const CaseNotes = model("CaseNote", schema);

/** False when it is written down already. */
export async function insert(note: CaseNote): Promise<boolean> {
  return insertOnce(() => CaseNotes.create([toDocument(note, "id")]));
}

/** The note, or null. */
export async function find(id: string): Promise<CaseNote | null> {
  const found = await CaseNotes.findById(id).lean();
  return found && toRecord<CaseNote>(found, "id");
}

/** What was found out about a case, oldest first. */
export async function list(theCase: string): Promise<CaseNote[]> {
  const found = await CaseNotes.find({ case: theCase }).sort({ at: 1, _id: 1 }).lean();
  return found.map((one) => toRecord<CaseNote>(one, "id"));
}

/** Notes of before an instant that name somebody who may not have been told, oldest first. */
export async function listOpen(before: Date, limit: number): Promise<CaseNote[]> {
  const found = await CaseNotes.find({ isOpen: true, at: { $lte: before } })
    .sort({ at: 1 })
    .limit(limit)
    .lean();
  return found.map((one) => toRecord<CaseNote>(one, "id"));
}

/** Everybody who is named in it has been told. */
export async function moveToTold(id: string): Promise<void> {
  await CaseNotes.updateOne({ _id: id }, { $set: { isOpen: false } });
}
