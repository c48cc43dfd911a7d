import { model } from "mongoose";
import { NotFound } from "../lib/errors.js";
import type { Role, User } from "../records/user.js";
import { insertOnce, recordSchema, toDocument, toRecord, type Stored } from "./document.js";

const schema = recordSchema<Stored<User, "id">>("users", {
  email: String,
  name: String,
  role: String,
  passwordHash: String,
  sessionsValidFrom: Date,
  isActive: Boolean,
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

/** Sets a new password and ends all sessions that began before `now`. */
export async function setPassword(id: string, passwordHash: string, now: Date): Promise<void> {
  await Users.updateOne({ _id: id }, { $set: { passwordHash, sessionsValidFrom: now } });
}

/** Sets the role of a user. */
export async function setRole(id: string, role: Role): Promise<void> {
  await Users.updateOne({ _id: id }, { $set: { role } });
}

/** Lets a user in or keeps them out; keeping out ends their sessions. */
export async function setActive(id: string, isActive: boolean, now: Date): Promise<void> {
  await Users.updateOne({ _id: id }, { $set: { isActive, sessionsValidFrom: now } });
}
