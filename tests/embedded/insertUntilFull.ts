import { appendFileSync, writeFileSync } from "node:fs";
import mongoose from "mongoose";
import { startEmbedded } from "../../src/embedded/startEmbedded.js";

// started by fullDisk.test.ts under a limit on the size of files: writes until the limit stands in the way
const [dataDir, notes] = process.argv.slice(2) as [string, string];
const server = await startEmbedded({ dataDir });
const client = new mongoose.mongo.MongoClient(server.uri);
const collection = client.db().collection<{ _id: number; text: string }>("documents");

/** Inserts four at a time, which share commits, until one fails; notes those that are acknowledged. */
async function insertUntilRefused(): Promise<unknown[]> {
  for (let i = 0; i < 10_000; i += 4) {
    const ids = [i, i + 1, i + 2, i + 3];
    const inserts = ids.map((_id) => collection.insertOne({ _id, text: "x".repeat(20_000) }));
    const outcomes = await Promise.allSettled(inserts);
    ids.forEach((_id, at) => outcomes[at]?.status === "fulfilled" && appendFileSync(notes, `${_id}\n`));
    const refused = outcomes.flatMap((one) => (one.status === "rejected" ? [one.reason as unknown] : []));
    if (refused.length > 0) return refused;
  }
  return [];
}

const refused = (await insertUntilRefused()) as { code: number; message: string }[];
const readable = (await collection.find({}, { projection: { _id: 1 } }).toArray()).map(({ _id }) => _id);
const { code, message } = refused[0] ?? { code: 0, message: "" };
// nothing of the failed ones may come to light, and what came before can be read
writeFileSync(`${notes}.json`, JSON.stringify({ code, message, readable }));
await client.close();
await server.stop();
