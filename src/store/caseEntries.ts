import { model } from "mongoose";
import type { CaseEntry } from "../records/case.js";
import { insertOnce, recordSchema, toDocument, toRecord, type Stored } from "./document.js";

const schema = recordSchema<Stored<CaseEntry, "id">>("caseEntries", {
  case: String,
  kind: String,
  at: Date,
  by: String,
  text: String,
  result: String,
  about: String,
});
schema.index({ case: 1, at: 1, _id: 1 }); // what happened to a case, in order

const CaseEntries = model("CaseEntry", schema);

/** False when it is written down already: an entry that may be repeated has an id that says what it is about. */
export async function insert(entry: CaseEntry): Promise<boolean> {
  return insertOnce(() => CaseEntries.create([toDocument(entry, "id")]));
}

/** What happened to a case, oldest first. */
export async function list(theCase: string): Promise<CaseEntry[]> {
  const found = await CaseEntries.find({ case: theCase }).sort({ at: 1, _id: 1 }).lean();
  return found.map((one) => toRecord<CaseEntry>(one, "id"));
}
