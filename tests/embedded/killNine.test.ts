import { describe, expect, it } from "@jest/globals";
import { spawn } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import mongoose from "mongoose";
import { startEmbedded } from "../../src/embedded/startEmbedded.js";
import { temporaryFolder } from "./withEmbedded.js";

const ROUNDS = 4;
const CHILD = join(process.cwd(), "tests", "embedded", "insertForever.ts");

describe("a process killed with -9 while it writes", () => {
  it("loses no acknowledged insert, and the next process takes the folder over", async () => {
    const dataDir = temporaryFolder();
    const notes = join(dataDir, "notes");
    for (let round = 0; round < ROUNDS; round++) await writeAndKill(dataDir, notes, round);

    const acknowledged = readFileSync(notes, "utf8").split("\n").slice(0, -1);
    const server = await startEmbedded({ dataDir });
    const client = new mongoose.mongo.MongoClient(server.uri);
    const collection = client.db().collection<{ _id: string }>("acknowledged");
    const stored = new Set((await collection.find().toArray()).map((doc) => doc._id));
    const lost = acknowledged.filter((id) => !stored.has(id));
    const byIndex = await collection.countDocuments({ twin: { $gte: "" } });
    await client.close();
    await server.stop();
    rmSync(dataDir, { recursive: true });

    expect(acknowledged.length).toBeGreaterThan(ROUNDS * 20);
    expect(lost).toEqual([]);
    // the index holds exactly the documents
    expect(byIndex).toBe(stored.size);
  }, 60_000);
});

async function writeAndKill(dataDir: string, notes: string, round: number): Promise<void> {
  const args = ["--import", "tsx", CHILD, dataDir, notes, String(round)];
  const child = spawn(process.execPath, args, {
    stdio: ["ignore", "ignore", "inherit"],
    env: { PATH: process.env.PATH },
  });
  const gone = new Promise((resolve) => child.once("exit", resolve));
  for (let i = 0; i < 200 && !hasRound(notes, round) && child.exitCode === null; i++) await wait(50);
  await wait(300 + round * 130);
  child.kill("SIGKILL");
  await gone;
}

function hasRound(notes: string, round: number): boolean {
  return existsSync(notes) && readFileSync(notes, "utf8").includes(`${round}-1-5\n`);
}
