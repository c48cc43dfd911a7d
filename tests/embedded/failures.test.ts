import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import mongoose from "mongoose";
import { startEmbedded } from "../../src/embedded/startEmbedded.js";
import { errorOf, temporaryFolder } from "./withEmbedded.js";

describe("what the embedded server says when it cannot start", () => {
  let dataDir: string;
  beforeEach(() => {
    dataDir = temporaryFolder();
  });
  afterEach(() => rmSync(dataDir, { recursive: true }));

  async function fill(): Promise<string> {
    const server = await startEmbedded({ dataDir });
    const client = new mongoose.mongo.MongoClient(server.uri);
    await client
      .db()
      .collection("c")
      .insertMany(Array.from({ length: 500 }, (_, i) => ({ i, text: "x".repeat(500) })));
    await client.close();
    await server.stop();
    return join(dataDir, "database.mdb");
  }

  it("asks for a shorter path", async () => {
    const error = await errorOf(startEmbedded({ dataDir: join(dataDir, "d".repeat(120)) }));
    expect(error.message).toMatch(/too long.*Choose a folder whose path is \d+ bytes shorter/);
  });

  it("asks for a folder that it may write to", async () => {
    writeFileSync(join(dataDir, "file"), "");
    const error = await errorOf(startEmbedded({ dataDir: join(dataDir, "file") }));
    expect(error.message).toMatch(/cannot be used.*set DATA_DIR to another one/);
  });

  it("tells of a file that is no database", async () => {
    writeFileSync(join(dataDir, "database.mdb"), "x".repeat(10_000));
    const error = await errorOf(startEmbedded({ dataDir }));
    expect(error.message).toMatch(/is damaged.*from your backup/);
  });

  it("tells of a file that was cut off, instead of dying on it", async () => {
    const path = await fill();
    for (const size of [200_000, 10_000, 5_000, 100]) {
      truncateSync(path, size);
      const error = await errorOf(startEmbedded({ dataDir }));
      expect(error.message).toMatch(/is damaged.*from your backup/);
    }
  });

  it("takes over the lock of a process that is dead, or whose pid belongs to another one now", async () => {
    mkdirSync(join(dataDir, "run"));
    const lock = join(dataDir, "run", "owner.json");
    for (const owner of [
      { pid: 2 ** 22 + 1, startedAt: "1" },
      { pid: process.pid, startedAt: "1" },
    ]) {
      writeFileSync(lock, JSON.stringify({ ...owner, host: hostname() }));
      const server = await startEmbedded({ dataDir });
      expect(JSON.parse(readFileSync(lock, "utf8"))).toMatchObject({ pid: process.pid, uri: server.uri });
      await server.stop();
    }
  });
});
