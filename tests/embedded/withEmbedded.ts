import { afterAll, beforeAll } from "@jest/globals";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import mongoose from "mongoose";
import { type EmbeddedServer, startEmbedded } from "../../src/embedded/startEmbedded.js";

/** A folder of its own under the system's temporary one; short, because of the socket's path. */
export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), "aw-"));
}

/** A running embedded server with a client, for one file of tests. */
export interface Running {
  dataDir: string;
  server: EmbeddedServer;
  client: mongoose.mongo.MongoClient;
  db: mongoose.mongo.Db;
}

/** Starts a server before the tests of a file and stops it afterwards. */
export function withEmbedded(sweepMs?: number): Running {
  const running = {} as Running;
  beforeAll(async () => {
    running.dataDir = temporaryFolder();
    running.server = await startEmbedded({
      dataDir: running.dataDir,
      ...(sweepMs === undefined ? {} : { sweepMs }),
    });
    running.client = new mongoose.mongo.MongoClient(running.server.uri);
    running.db = running.client.db();
  });
  afterAll(async () => {
    await running.client.close();
    await running.server.stop();
    rmSync(running.dataDir, { recursive: true });
  });
  return running;
}

/** The error that a promise rejects with. */
export async function errorOf(promise: Promise<unknown>): Promise<Error & Record<string, unknown>> {
  try {
    await promise;
  } catch (error) {
    return error as Error & Record<string, unknown>;
  }
  throw new Error("it did not fail");
}
