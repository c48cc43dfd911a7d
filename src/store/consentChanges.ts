import { model } from "mongoose";
import type { ConsentChange } from "../records/consentChange.js";
import { insertOnce, recordSchema, toDocument, toRecord, type Stored } from "./document.js";

// Shard key when there are many: { customer: "hashed" }.
const schema = recordSchema<Stored<ConsentChange, "id">>("consentChanges", {
  customer: String,
  channel: String,
  change: String,
  address: String,
  at: Date,
  source: String,
  by: String,
});
schema.index({ customer: 1, at: -1 }); // a customer's history
schema.index({ address: 1, at: -1 }, { sparse: true }); // that of their address, by whomever
schema.index({ at: 1 }); // opt-outs that perhaps were not announced

export const ConsentChanges = model("ConsentChange", schema);

/** False when this very change is known already. */
export async function insert(change: ConsentChange): Promise<boolean> {
  return insertOnce(() => ConsentChanges.create([toDocument(change, "id")]));
}

/** What a customer, or somebody with one of these addresses, has decided, newest first. */
export async function listOf(
  customer: string,
  addresses: readonly string[],
  limit: number,
): Promise<ConsentChange[]> {
  const found = await ConsentChanges.find({ $or: [{ customer }, { address: { $in: addresses } }] })
    .sort({ at: -1 })
    .limit(limit)
    .lean();
  return found.map((one) => toRecord<ConsentChange>(one, "id"));
}

/** The opt-outs since an instant, oldest first. */
export async function listOptOutsSince(since: Date): Promise<ConsentChange[]> {
  const found = await ConsentChanges.find({ at: { $gte: since }, change: "opted_out" })
    .sort({ at: 1 })
    .lean();
  return found.map((one) => toRecord<ConsentChange>(one, "id"));
}
