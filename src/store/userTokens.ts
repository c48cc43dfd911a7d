import { model } from "mongoose";
import type { UserToken } from "../records/user.js";
import { recordSchema, toDocument, toRecord, type Stored } from "./document.js";

const schema = recordSchema<Stored<UserToken, "id">>("userTokens", {
  user: String,
  purpose: String,
  expiresAt: Date,
  createdAt: Date,
});
schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 }); // forgotten links remove themselves
schema.index({ user: 1 }); // a used link ends the person's other links

const UserTokens = model("UserToken", schema);

/** The link's record while it can be used, or null. */
export async function find(id: string, now: Date): Promise<UserToken | null> {
  const found = await UserTokens.findOne({ _id: id, expiresAt: { $gt: now } }).lean();
  return found && toRecord<UserToken>(found, "id");
}

/** Stores a new link. */
export async function insert(token: UserToken): Promise<void> {
  await UserTokens.create([toDocument(token, "id")]);
}

/** Uses a link up: only the first of two gets it, the second gets null. */
export async function claim(id: string, now: Date): Promise<UserToken | null> {
  const found = await UserTokens.findOneAndDelete({ _id: id, expiresAt: { $gt: now } }).lean();
  return found && toRecord<UserToken>(found, "id");
}

/** The links of these users that can still be used, the longest-lasting first. */
export async function listOpen(
  query: { users: string[]; purpose: UserToken["purpose"] },
  now: Date,
): Promise<UserToken[]> {
  const filter = { user: { $in: query.users }, purpose: query.purpose, expiresAt: { $gt: now } };
  const found = await UserTokens.find(filter).sort({ expiresAt: -1 }).lean();
  return found.map((one) => toRecord<UserToken>(one, "id"));
}

/** Removes one link. */
export async function remove(id: string): Promise<void> {
  await UserTokens.deleteOne({ _id: id });
}

/** Removes every link of a user. */
export async function removeByUser(user: string): Promise<void> {
  await UserTokens.deleteMany({ user });
}
