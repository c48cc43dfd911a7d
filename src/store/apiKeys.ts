import { model } from "mongoose";
import type { ApiKey } from "../records/apiKey.js";
import { insertOnce, recordSchema, toDocument, toRecord, type Stored } from "./document.js";

const schema = recordSchema<Stored<ApiKey, "id">>("apiKeys", {
  name: String,
  prefix: String,
  hash: String,
  scopes: [String],
  createdBy: String,
  createdAt: Date,
  lastUsedAt: Date,
  revokedAt: Date,
});
schema.index({ hash: 1 }, { unique: true }); // read on every API request

const ApiKeys = model("ApiKey", schema);

/** The key with this hash that is not revoked, or null. */
export async function findByHash(hash: string): Promise<ApiKey | null> {
  const found = await ApiKeys.findOne({ hash, revokedAt: { $exists: false } }).lean();
  return found && toRecord<ApiKey>(found, "id");
}

/** All keys, newest first, revoked ones included. */
export async function list(): Promise<ApiKey[]> {
  const found = await ApiKeys.find().sort({ _id: -1 }).lean();
  return found.map((one) => toRecord<ApiKey>(one, "id"));
}

/** False when the same secret is known already. */
export async function insert(key: ApiKey): Promise<boolean> {
  return insertOnce(() => ApiKeys.create([toDocument(key, "id")]));
}

/** Ends a key; false when it is unknown or ended already. */
export async function setRevoked(id: string, now: Date): Promise<boolean> {
  const result = await ApiKeys.updateOne({ _id: id, revokedAt: { $exists: false } }, { $set: { revokedAt: now } });
  return result.modifiedCount === 1;
}

/** Notes a use. */
export async function setUsed(id: string, now: Date): Promise<void> {
  await ApiKeys.updateOne({ _id: id }, { $max: { lastUsedAt: now } });
}
