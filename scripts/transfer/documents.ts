import type mongoose from "mongoose";
import { exactDocument, idOf } from "./exactDocument.js";

export type Db = mongoose.mongo.Db;

const BATCH = 500;
/** A command is one BSON document and may have 16 MB. */
const BATCH_BYTES = 8 * 1024 * 1024;
const DURABLE = { w: "majority" };

/** All documents of a collection as they are stored, in batches. */
export async function* readBatches(db: Db, name: string): AsyncGenerator<Buffer[]> {
  const cursor = db.collection(name).find({}, { raw: true, batchSize: BATCH });
  let batch: Buffer[] = [];
  for await (const bytes of cursor) {
    batch.push(bytes as unknown as Buffer);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** The documents that have the same ids as those of a batch, as they are stored. */
export async function findTwins(db: Db, name: string, batch: Buffer[]): Promise<Buffer[]> {
  const ids = batch.map(idOf) as mongoose.mongo.ObjectId[];
  const found = await db
    .collection(name)
    .find({ _id: { $in: ids } }, { raw: true })
    .toArray();
  return found as unknown as Buffer[];
}

/** Inserts documents as they are; throws at the first that the server refuses. */
export async function insertExactly(db: Db, name: string, batch: Buffer[]): Promise<void> {
  for (const portion of portionsOf(batch)) {
    const documents = portion.map(exactDocument);
    const reply = await db.command({ insert: name, documents, writeConcern: DURABLE });
    const refused = (reply["writeErrors"] as { errmsg: string }[] | undefined)?.[0];
    if (refused) throw new Error(`A document of ${name} was refused: ${refused.errmsg}`);
  }
}

/** Deletes the documents with the ids of a batch. */
export async function deleteTwins(db: Db, name: string, batch: Buffer[]): Promise<void> {
  const ids = batch.map(idOf) as mongoose.mongo.ObjectId[];
  await db.collection(name).deleteMany({ _id: { $in: ids } });
}

/** The names of all collections, in order; the server's own left out. */
export async function listNames(db: Db): Promise<string[]> {
  const all = await db.listCollections({}, { nameOnly: true }).toArray();
  return all
    .map(({ name }) => name)
    .filter((name) => !name.startsWith("system."))
    .sort();
}

function portionsOf(batch: Buffer[]): Buffer[][] {
  const portions: Buffer[][] = [];
  let free = 0;
  for (const bytes of batch) {
    if (free < bytes.length) {
      portions.push([]);
      free = BATCH_BYTES;
    }
    portions.at(-1)!.push(bytes);
    free -= bytes.length;
  }
  return portions;
}
