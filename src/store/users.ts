import { model } from "mongoose";
import { decodeCursor, encodeCursor, type Page } from "../lib/cursor.js";
import { NotFound } from "../lib/errors.js";
import type { DigestChoice } from "../records/digest.js";
import type { NotificationPreferences } from "../records/notification.js";
import type { Role, User } from "../records/user.js";
import { insertOnce, part, recordSchema, toDocument, toRecord, type Stored } from "./document.js";

const schema = recordSchema<Stored<User, "id">>("users", {
  email: String,
  name: String,
  role: String,
  passwordHash: String,
  sessionsValidFrom: Date,
  isActive: Boolean,
  countedOn: Number,
  notifications: part({
    email: [String],
    chat: [String],
    chatUrl: String,
    isCommentInChat: Boolean,
    digest: part({ hour: Number, zone: String }),
  }),
  scoreDigest: part({
    cadences: [String],
    hour: Number,
    zone: String,
    language: String,
    view: String,
    since: Date,
    stopToken: String,
  }),
  createdAt: Date,
});
schema.index({ email: 1 }, { unique: true }); // one person per address

const Users = model("User", schema);

/** The user, or null. */
export async function find(id: string): Promise<User | null> {
  const found = await Users.findById(id).lean();
  return found && toRecord<User>(found, "id");
}

/** The user; throws NotFound. */
export async function get(id: string): Promise<User> {
  const user = await find(id);
  if (!user) throw new NotFound("This user does not exist.");
  return user;
}

/** The user with this address (lower case), or null. */
export async function findByEmail(email: string): Promise<User | null> {
  const found = await Users.findOne({ email }).lean();
  return found && toRecord<User>(found, "id");
}

/** All users, by name. */
export async function list(): Promise<User[]> {
  const found = await Users.find().sort({ name: 1, _id: 1 }).lean();
  return found.map((one) => toRecord<User>(one, "id"));
}

/** How many users there are, of all roles or of one. */
export async function count(filter: { role?: Role; isActive?: boolean } = {}): Promise<number> {
  return Users.countDocuments(filter);
}

/** False when the address (or the id) is taken. */
export async function insert(user: User): Promise<boolean> {
  return insertOnce(() => Users.create([toDocument(user, "id")]));
}

/** One page of all users, by name. */
export async function listPage({ cursor, limit }: { cursor?: string; limit: number }): Promise<Page<User>> {
  const after = cursor ? decodeCursor(cursor) : null;
  const filter = after
    ? { $or: [{ name: { $gt: after.sortKey } }, { name: after.sortKey, _id: { $gt: after.id } }] }
    : {};
  const found = await Users.find(filter)
    .sort({ name: 1, _id: 1 })
    .limit(limit + 1)
    .lean();
  const items = found.slice(0, limit).map((one) => toRecord<User>(one, "id"));
  const last = items.at(-1);
  return { items, next: found.length > limit && last ? encodeCursor(last.name, last.id) : null };
}

/** Sets a new password and ends all sessions; false when the person is kept out (or unknown). */
export async function setPassword(id: string, passwordHash: string, now: Date): Promise<boolean> {
  const change = { $set: { passwordHash, sessionsValidFrom: now } };
  return (await Users.updateOne({ _id: id, isActive: true }, change)).matchedCount === 1;
}

/** Sets another password in place of the one that was read; false when it has changed meanwhile. */
export async function movePassword(user: User, passwordHash: string, now: Date): Promise<boolean> {
  const expected = { _id: user.id, isActive: true, passwordHash: user.passwordHash ?? null };
  const change = { $set: { passwordHash, sessionsValidFrom: now } };
  return (await Users.updateOne(expected, change)).matchedCount === 1;
}

/** Ends all sessions of a user. */
export async function setSessionsEnded(id: string, now: Date): Promise<void> {
  await Users.updateOne({ _id: id }, { $set: { sessionsValidFrom: now } });
}

/** Gives another role to a user who is still as read; false when they have changed meanwhile. */
export async function moveRole(user: User, role: Role): Promise<boolean> {
  return (await Users.updateOne(asRead(user), { $set: { role } })).matchedCount === 1;
}

/** Lets in or keeps out a user who is still as read, ending their sessions; false when they have changed meanwhile. */
export async function moveAccess(user: User, isActive: boolean, now: Date): Promise<boolean> {
  const change = { $set: { isActive, sessionsValidFrom: now } };
  return (await Users.updateOne(asRead(user), change)).matchedCount === 1;
}

/** Sets what a user is told, and how. */
export async function setNotifications(id: string, notifications: NotificationPreferences): Promise<void> {
  await Users.updateOne({ _id: id }, { $set: { notifications } });
}

/** Sets which scores a user gets by mail. */
export async function setScoreDigest(id: string, scoreDigest: DigestChoice): Promise<void> {
  await Users.updateOne({ _id: id }, { $set: { scoreDigest } });
}

/** No scores by mail any more to a user who has this token; false when nobody has it. May be repeated. */
export async function setScoreDigestStopped(id: string, stopToken: string): Promise<boolean> {
  const change = { $set: { "scoreDigest.cadences": [] } };
  return (await Users.updateOne({ _id: id, "scoreDigest.stopToken": stopToken }, change)).matchedCount === 1;
}

/** Marks one active admin other than `leaver` as counted on; false when there is none. */
export async function claimOtherAdmin(leaver: string): Promise<boolean> {
  const other = {
    _id: { $ne: leaver },
    role: "admin" as const,
    isActive: true,
    passwordHash: { $exists: true },
  };
  return (await Users.updateOne(other, { $inc: { countedOn: 1 } })).matchedCount === 1;
}

function asRead({ id, role, isActive, countedOn }: User) {
  return { _id: id, role, isActive, countedOn: countedOn ?? null };
}
