import { model } from "mongoose";
import { insertOnce, recordSchema, toRecord } from "./document.js";

/** Long enough for any receipt to be written; a message of somebody else's is forgotten then. */
const KEPT_SECONDS = 24 * 60 * 60;

/** What a provider told about a message before its own receipt was written down. */
export interface EarlyStatus {
  /** "provider's id/status": told twice it is kept once. */
  id: string;
  providerId: string;
  status: string;
  code?: string;
  at: Date;
}

const schema = recordSchema<Omit<EarlyStatus, "id"> & { _id: string }>("earlyStatuses", {
  providerId: String,
  status: String,
  code: String,
  at: Date,
});
schema.index({ providerId: 1 }); // when the receipt is there
schema.index({ at: 1 }, { expireAfterSeconds: KEPT_SECONDS }); // what never found its message

const EarlyStatuses = model("EarlyStatus", schema);

/** False when it was told before. */
export async function insert({ id, ...status }: EarlyStatus): Promise<boolean> {
  return insertOnce(() => EarlyStatuses.create([{ _id: id, ...status }]));
}

/** What was told about a message too early, in the order in which it came. */
export async function listByProviderId(providerId: string): Promise<EarlyStatus[]> {
  const found = await EarlyStatuses.find({ providerId }).sort({ at: 1 }).lean();
  return found.map((one) => toRecord<EarlyStatus>(one, "id"));
}
