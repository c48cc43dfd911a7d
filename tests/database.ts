import { randomBytes } from "node:crypto";
import mongoose from "mongoose";
import * as connection from "../src/store/connection.js";

const WRITES = new Set(["insert", "update", "findAndModify"]);

/** Collections that were written to since they were emptied: they are few, and each costs a write to the disk. */
const written = new Set<string>(["sessions", "rateLimits"]);

/**
 * The database of this worker of the run, which its test files use one after the other: to build all indexes for each
 * of them took longer than most of their tests. What the last one left is still in it: empty it first.
 */
export async function openDatabase(): Promise<void> {
  const uri = new URL(uriOf(`${process.env["TEST_RUN"]}_${process.env["JEST_WORKER_ID"]}`));
  uri.searchParams.set("monitorCommands", "true");
  await connection.connect(uri.href);
  connection.driverClient().on("commandStarted", ({ commandName, command }) => {
    if (WRITES.has(commandName)) written.add(command[commandName]);
  });
  await ensureIndexes(uri.href);
  for (const { name } of Object.values(mongoose.connection.collections)) written.add(name);
}

/** Which indexes this worker has built in its database: kept beyond a test file, whose modules are its own. */
const HAS_BUILT = Symbol.for("indexes built for the tests");
const kept = globalThis as { [HAS_BUILT]?: Set<string> };

/** Builds what no test file before has: to ask for each one again took longer than many a test. */
async function ensureIndexes(uri: string): Promise<void> {
  const built = (kept[HAS_BUILT] ??= new Set());
  for (const model of Object.values(mongoose.models)) {
    const wanted = JSON.stringify([uri, model.collection.name, model.schema.indexes()]);
    if (built.has(wanted)) continue;
    await model.createIndexes();
    built.add(wanted);
  }
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

/** Disconnects; the run's end drops the database. */
export async function closeDatabase(): Promise<void> {
  await connection.disconnect();
}

/** Empties every collection that may hold something, so that each test begins with nothing. */
export async function emptyDatabase(): Promise<void> {
  const names = [...written];
  written.clear();
  await Promise.all(names.map((name) => mongoose.connection.collection(name).deleteMany({})));
}
