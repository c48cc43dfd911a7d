import { model } from "mongoose";
import type { Reply } from "../records/reply.js";
import { insertOnce, recordSchema, toDocument, toRecord, type Stored } from "./document.js";

const schema = recordSchema<Stored<Reply, "id">>("replies", {
  invitation: String,
  customer: String,
  subject: String,
  text: String,
  at: Date,
});
schema.index({ customer: 1, at: -1 }); // a customer's story

export const Replies = model("Reply", schema);

/** False when this mail is there already. */
export async function insert(reply: Reply): Promise<boolean> {
  return insertOnce(() => Replies.create([toDocument(reply, "id")]));
}

/** What a customer wrote back, newest first. */
export async function listByCustomer(customer: string, limit: number): Promise<Reply[]> {
  const found = await Replies.find({ customer }).sort({ at: -1 }).limit(limit).lean();
  return found.map((one) => toRecord<Reply>(one, "id"));
}
