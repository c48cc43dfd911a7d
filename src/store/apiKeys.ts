import { model } from "mongoose";
import { decodeCursor, encodeCursor, type Page } from "../lib/cursor.js";
import { NotFound } from "../lib/errors.js";
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

/** The key; throws NotFound. */
export async function get(id: string): Promise<ApiKey> {
  const found = await ApiKeys.findById(id).lean();
  if (!found) throw new NotFound("This API key does not exist.");
  return toRecord<ApiKey>(found, "id");
}

/** Newest first, revoked ones included. */
export async function list({ cursor, limit }: { cursor?: string; limit: number }): Promise<Page<ApiKey>> {
  const after = cursor ? decodeCursor(cursor) : null;
  const found = await ApiKeys.find(after ? { _id: { $lt: after.id } } : {})
    .sort({ _id: -1 })
    .limit(limit + 1)
    .lean();
  const items = found.slice(0, limit).map((one) => toRecord<ApiKey>(one, "id"));
  const last = items.at(-1);
  return { items, next: found.length > limit && last ? encodeCursor("", last.id) : null };
}

/** False when the same secret is known already. */
export async function insert(key: ApiKey): Promise<boolean> {
  return insertOnce(() => ApiKeys.create([toDocument(key, "id")]));
}

/** Ends a key; false when it is unknown or ended already. */
export async function setRevoked(id: string, now: Date): Promise<boolean> {
  const result = await ApiKeys.updateOne(
    { _id: id, revokedAt: { $exists: false } },
    { $set: { revokedAt: now } },
  );
  return result.modifiedCount === 1;
}

/** Notes a use. */
export async function setUsed(id: string, now: Date): Promise<void> {
  await ApiKeys.updateOne({ _id: id }, { $max: { lastUsedAt: now } });
}
