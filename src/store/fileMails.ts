import { model } from "mongoose";
import type { FileMail } from "../records/fileMail.js";
import { recordSchema, toRecord, type Stored } from "./document.js";

const schema = recordSchema<Stored<FileMail, "id">>("fileMails", {
  user: String,
  view: String,
  cadence: String,
  since: Date,
  stopToken: String,
});
schema.index({ user: 1 }); // what somebody gets

const FileMails = model("FileMail", schema);

/** All that somebody wants. */
export async function listWanted(): Promise<FileMail[]> {
  const found = await FileMails.find({ cadence: { $ne: null } }).lean();
  return found.map((one) => toRecord<FileMail>(one, "id"));
}

/** Those that a user wants. */
export async function listOf(user: string): Promise<FileMail[]> {
  const found = await FileMails.find({ user, cadence: { $ne: null } }).lean();
  return found.map((one) => toRecord<FileMail>(one, "id"));
}

/** The file by mail, also one that was stopped; null when there never was one. */
export async function find(id: string): Promise<FileMail | null> {
  const found = await FileMails.findById(id).lean();
  return found && toRecord<FileMail>(found, "id");
}

/** Makes it or changes it; the token of an earlier one stays. */
export async function set({ id, stopToken, ...rest }: FileMail): Promise<void> {
  await FileMails.updateOne({ _id: id }, { $set: rest, $setOnInsert: { stopToken } }, { upsert: true });
}

/** No more of it, for who has its token; false when nobody has. May be repeated. */
export async function setStopped(id: string, stopToken: string): Promise<boolean> {
  const stopped = await FileMails.updateOne({ _id: id, stopToken }, { $set: { cadence: null } });
  return stopped.matchedCount === 1;
}
