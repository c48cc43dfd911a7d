import { realpathSync } from "node:fs";
import mongoose from "mongoose";
import type { Db } from "./documents.js";
import { TransferError } from "./transferError.js";

const ANSWERS_WITHIN_MS = 10_000;
const EXAMPLE = "mongodb://127.0.0.1:27017/afterword?replicaSet=rs0";

/** Connects to the database that a URI names. Throws where the URI has a fault, and where nothing answers. */
export async function openTarget(uri: string): Promise<{ db: Db; close: () => Promise<void> }> {
  const client = createClient(uri);
  if (client.options.dbName === "test" && !/\/test(\?|$)/.test(uri))
    throw new TransferError(`The address must name the database, as in ${EXAMPLE}.`);
  try {
    await client.db().command({ ping: 1 });
  } catch (error) {
    await client.close();
    throw new TransferError(
      `No MongoDB answers at ${hostsOf(uri).join(",")} within ${ANSWERS_WITHIN_MS / 1000} seconds (${firstLine(error)}): check the address and that the server runs.`,
    );
  }
  return { db: client.db(), close: () => client.close() };
}

/** Throws when both addresses lead to the same server. */
export function requireOtherServer(source: string, target: string): void {
  const sources = hostsOf(source);
  if (!hostsOf(target).some((host) => sources.includes(host))) return;
  throw new TransferError(
    "The address names the embedded server itself: give that of the MongoDB to move to.",
  );
}

/** Host and port, or the socket's real path: a folder may have several names. */
function hostsOf(uri: string): string[] {
  return createClient(uri).options.hosts.map((host) => {
    const { socketPath } = host;
    return socketPath === undefined ? host.toString() : realPath(socketPath);
  });
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

function createClient(uri: string): mongoose.mongo.MongoClient {
  try {
    return new mongoose.mongo.MongoClient(uri, {
      serverSelectionTimeoutMS: ANSWERS_WITHIN_MS,
      writeConcern: { w: "majority" },
    });
  } catch (error) {
    throw new TransferError(
      `The address is not one of a MongoDB (${firstLine(error)}): write it as ${EXAMPLE}.`,
    );
  }
}

function firstLine(error: unknown): string {
  return (error as Error).message.split("\n")[0]!;
}
