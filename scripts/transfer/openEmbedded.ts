import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import mongoose from "mongoose";
import { startEmbedded } from "../../src/embedded/startEmbedded.js";
import type { Db } from "./documents.js";
import { TransferError } from "./transferError.js";

/** The embedded database of a data folder, opened by a script. */
export interface OpenEmbedded {
  db: Db;
  uri: string;
  /** The process that has the folder; null when this one has it, so that nobody else writes. */
  owner: { pid: number } | null;
  close: () => Promise<void>;
}

const ANSWERS_WITHIN_MS = 3_000;
/** A script removes nothing that has expired meanwhile. */
const NO_SWEEP_MS = 24 * 60 * 60 * 1000;

/**
 * Joins the server that runs on a data folder, else starts one. Throws when the folder holds no database, and what
 * startEmbedded throws.
 */
export async function openEmbedded(dataDir: string): Promise<OpenEmbedded> {
  const running = await joinRunning(dataDir);
  if (running) return running;
  if (!existsSync(join(dataDir, "database.mdb")))
    throw new TransferError(
      `There is no embedded database in ${dataDir}: set DATA_DIR to the data folder of the installation.`,
    );
  return startOn(dataDir);
}

/** The server that runs on a folder, or null where none answers. */
export async function joinRunning(dataDir: string): Promise<OpenEmbedded | null> {
  const owner = readOwner(join(dataDir, "run", "owner.json"));
  if (!owner?.uri) return null;
  const options = { serverSelectionTimeoutMS: ANSWERS_WITHIN_MS };
  const client = new mongoose.mongo.MongoClient(owner.uri, options);
  try {
    await client.db().command({ ping: 1 });
    return { db: client.db(), uri: owner.uri, owner, close: () => client.close() };
  } catch {
    // the file was left behind by a process that has died
    await client.close();
    return null;
  }
}

/** Starts a server of this script's own on a folder. */
export async function startOn(dataDir: string): Promise<OpenEmbedded> {
  const server = await startEmbedded({ dataDir, sweepMs: NO_SWEEP_MS });
  const client = new mongoose.mongo.MongoClient(server.uri);
  const close = async () => {
    await client.close();
    await server.stop();
  };
  return { db: client.db(), uri: server.uri, owner: null, close };
}

function readOwner(path: string): { pid: number; uri?: string } | null {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as { pid: number; uri?: string };
  } catch {
    return null;
  }
}
