import { appendFileSync } from "node:fs";
import mongoose from "mongoose";
import { startEmbedded } from "../../src/embedded/startEmbedded.js";

// started by killNine.test.ts: writes until it is killed, and notes every acknowledged insert in a file
const [dataDir, notes, round] = process.argv.slice(2) as [string, string, string];
const server = await startEmbedded({ dataDir });
const collection = new mongoose.mongo.MongoClient(server.uri)
  .db()
  .collection<{ _id: string; twin: string }>("acknowledged");
await collection.createIndex({ twin: 1 }, { unique: true });

async function insertForever(writer: number): Promise<void> {
  for (let i = 0; ; i++) {
    const _id = `${round}-${writer}-${i}`;
    await collection.insertOne({ _id, twin: _id }, { writeConcern: { w: "majority", j: true } });
    appendFileSync(notes, `${_id}\n`);
  }
}

await Promise.all([1, 2, 3, 4].map(insertForever));
