import { model } from "mongoose";
import type { ResponseNote } from "../records/responseNote.js";
import { insertOnce, recordSchema, toDocument, toRecord, type Stored } from "./document.js";

const schema = recordSchema<Stored<ResponseNote, "id">>("responseNotes", {
  response: String,
  customer: String,
  by: String,
  text: String,
  at: Date,
});
schema.index({ response: 1, at: 1, _id: 1 }); // what was noted about an answer, in order
schema.index({ customer: 1 }); // erasing a person

/** For `traces`, which removes what concerns a person. */
export const ResponseNotes = model("ResponseNote", schema);

/** False when it is written down already. */
export async function insert(note: ResponseNote): Promise<boolean> {
  return insertOnce(() => ResponseNotes.create([toDocument(note, "id")]));
}

/** What was noted about an answer, oldest first. */
export async function list(response: string): Promise<ResponseNote[]> {
  const found = await ResponseNotes.find({ response }).sort({ at: 1, _id: 1 }).lean();
  return found.map((one) => toRecord<ResponseNote>(one, "id"));
}
