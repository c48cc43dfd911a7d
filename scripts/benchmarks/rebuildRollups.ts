/** Recomputes every roll-up of the database MONGODB_URI from its records, as the product does it, and prints how long that took. */
import { readFileSync } from "node:fs";
import mongoose from "mongoose";
import "../../src/afterword.js";
import { rebuildRecentDays } from "../../src/domain/metrics/rebuildRecentDays.js";
import * as connection from "../../src/store/connection.js";

export interface Rebuilt {
  ms: number;
  rollups: number;
  highestMb: number;
}

await connection.connect(process.env["MONGODB_URI"]!);
await connection.ensureIndexes();
const began = performance.now();
const rollups = await rebuildAll();
const ms = performance.now() - began;
const highestMb = Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync("/proc/self/status", "utf8"))![1]) / 1024;
await connection.disconnect();
console.log(JSON.stringify({ ms, rollups, highestMb } satisfies Rebuilt));
process.exit();

/** The one place that knows how the product is made to rebuild all: as if its job had never run. */
async function rebuildAll(): Promise<number> {
  const jobs = mongoose.connection.collection<{ _id: string }>("jobs");
  const forget = { $unset: { doneUntil: 1 as const }, $setOnInsert: { nextRunAt: new Date() } };
  await jobs.updateOne({ _id: "rebuildRecentDays" }, forget, { upsert: true });
  return rebuildRecentDays(new Date());
}
