import { randomBytes } from "node:crypto";
import mongoose from "mongoose";
import * as connection from "../src/store/connection.js";

/** A fresh database of its own for one test file, on the server of the tests. */
export async function openDatabase(): Promise<void> {
  await connection.connect(freshUri());
  await connection.ensureIndexes();
}

/** The server of the tests: a real MongoDB, or the embedded one that globalSetup has started. */
function serverUri(): string {
  return process.env["TEST_MONGODB_URI"] ?? process.env["TEST_EMBEDDED_URI"]!;
}

/** The address of a database that nobody else uses, for tests that start processes. */
export function freshUri(): string {
  return uriOf(`afterword_test_${randomBytes(6).toString("hex")}`);
}

/** The address of a database on the server of the tests. */
export function uriOf(name: string): string {
  return serverUri().replace(/^(mongodb(?:\+srv)?:\/\/[^/?]+)\/?[^?]*/, `$1/${name}`);
}

/** Drops the database and disconnects. */
export async function closeDatabase(): Promise<void> {
  await mongoose.connection.dropDatabase();
  await connection.disconnect();
}

/** Empties every collection, so that each test begins with nothing. */
export async function emptyDatabase(): Promise<void> {
  const own = Object.values(mongoose.connection.collections).map((collection) => collection.name);
  const names = ["sessions", "rateLimits", ...own];
  await Promise.all(names.map((name) => mongoose.connection.collection(name).deleteMany({})));
}
