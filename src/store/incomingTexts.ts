import { model } from "mongoose";
import type { IncomingText, TextDecision } from "../records/incomingText.js";
import { insertOnce, recordSchema, toDocument, toRecord, type Stored } from "./document.js";

// Shard key when there are many: { from: "hashed" }.
const schema = recordSchema<Stored<IncomingText, "id">>("incomingTexts", {
  from: String,
  text: String,
  at: Date,
  meaning: String,
  score: Number,
  isComment: Boolean,
  invitation: String,
  caseMessage: String,
  customer: String,
  reply: String,
  handledAs: String,
  isOpen: Boolean,
});
schema.index({ from: 1, at: -1 }); // a number's conversation
schema.index({ invitation: 1 }, { sparse: true }); // an ask's conversation
schema.index({ customer: 1 }, { sparse: true }); // a customer's story
schema.index({ isOpen: 1 }, { sparse: true }); // what a killed process has left

export const IncomingTexts = model("IncomingText", schema);

/** Keeps the text before anything else happens. False for a repeat: the first one stands. */
export async function insert(text: IncomingText): Promise<boolean> {
  return insertOnce(() => IncomingTexts.create([toDocument(text, "id")]));
}

/** The text, or null. */
export async function find(id: string): Promise<IncomingText | null> {
  const found = await IncomingTexts.findById(id).lean();
  return found && toRecord<IncomingText>(found, "id");
}

/** Notes what the text means and what we answer, unless that is decided already. Returns the decision that stands. */
export async function setDecision(id: string, decision: TextDecision): Promise<IncomingText> {
  await IncomingTexts.updateOne({ _id: id, meaning: { $exists: false } }, { $set: decision });
  return (await find(id))!;
}

/** Everything that follows from the text is done. */
export async function moveToDone(id: string): Promise<void> {
  await IncomingTexts.updateOne({ _id: id }, { $unset: { isOpen: 1 } });
}

/** The oldest texts that came before an instant and were not finished, in order: their process was killed. */
export async function listLeftBefore(before: Date, limit: number): Promise<IncomingText[]> {
  const found = await IncomingTexts.find({ isOpen: true, at: { $lt: before } })
    .sort({ at: 1, _id: 1 })
    .limit(limit)
    .lean();
  return inOrder(found);
}

/** What was said about these invitations, in order. */
export async function listByInvitations(invitations: readonly string[]): Promise<IncomingText[]> {
  return inOrder(await IncomingTexts.find({ invitation: { $in: invitations } }).lean());
}

/** What came from a number since an instant, in order. */
export async function listFrom(from: string, since: Date, limit: number): Promise<IncomingText[]> {
  const found = await IncomingTexts.find({ from, at: { $gte: since } })
    .sort({ from: 1, at: -1 })
    .limit(limit)
    .lean();
  return inOrder(found);
}

/** What a customer wrote, and what came from their number and belongs to nobody; newest first. */
export async function listByCustomer(
  customer: string,
  phone: string | undefined,
  limit: number,
): Promise<IncomingText[]> {
  const own = await IncomingTexts.find({ customer }).sort({ at: -1 }).limit(limit).lean();
  const nobodys = phone
    ? await IncomingTexts.find({ from: phone, customer: { $exists: false } })
        .sort({ at: -1 })
        .limit(limit)
        .lean()
    : [];
  return inOrder([...own, ...nobodys])
    .reverse()
    .slice(0, limit);
}

function inOrder(found: object[]): IncomingText[] {
  return found
    .map((one) => toRecord<IncomingText>(one, "id"))
    .sort((a, b) => a.at.getTime() - b.at.getTime() || (a.id < b.id ? -1 : 1));
}
