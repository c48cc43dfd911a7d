import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import mongoose from "mongoose";
import { startEmbedded } from "../../src/embedded/startEmbedded.js";
import { temporaryFolder } from "./withEmbedded.js";

const CHILD = join(process.cwd(), "tests", "embedded", "insertUntilFull.ts");
/** The largest file in units of 512 bytes, as sh counts them. To a process this is like a disk of 4 MB. */
const LIMIT_BLOCKS = 8192;

/** What the child saw. */
interface Outcome {
  code: number;
  message: string;
  readable: number[];
}

describe("a full disk", () => {
  let folder: string;
  let dataDir: string;
  beforeEach(() => {
    folder = temporaryFolder();
    dataDir = join(folder, "data");
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("is told with what to do, keeps what was acknowledged, and takes writes again when there is space", async () => {
    const notes = join(folder, "notes");
    await runLimited([CHILD, dataDir, notes]);
    const acknowledged = readFileSync(notes, "utf8").split("\n").slice(0, -1).map(Number);
    const outcome = JSON.parse(readFileSync(`${notes}.json`, "utf8")) as Outcome;

    expect(acknowledged.length).toBeGreaterThan(20);
    expect(outcome.code).toBe(14031);
    expect(outcome.message).toMatch(
      /is full, or the file may not grow.*Nothing of this command was written.*Free some space/,
    );
    expect(outcome.readable.sort((a, b) => a - b)).toEqual(acknowledged);

    const server = await startEmbedded({ dataDir });
    const client = new mongoose.mongo.MongoClient(server.uri);
    const collection = client.db().collection<{ _id: number; text: string }>("documents");
    const stored = await collection.find().sort({ _id: 1 }).toArray();
    await collection.insertOne({ _id: -1, text: "there is space again" });
    const count = await collection.countDocuments();
    await client.close();
    await server.stop();

    expect(stored.map(({ _id }) => _id)).toEqual(acknowledged);
    expect(stored.every(({ text }) => text.length === 20_000)).toBe(true);
    expect(count).toBe(acknowledged.length + 1);
  }, 60_000);
});

/** Runs a TypeScript file that may write no larger files than the limit. */
async function runLimited(args: string[]): Promise<void> {
  const shell = `ulimit -f ${LIMIT_BLOCKS}; exec "$0" --import tsx "$@"`;
  const child = spawn("sh", ["-c", shell, process.execPath, ...args], {
    stdio: ["ignore", "ignore", "inherit"],
    env: { PATH: process.env.PATH },
  });
  const [status] = (await once(child, "exit")) as [number | null];
  expect(status).toBe(0);
}
