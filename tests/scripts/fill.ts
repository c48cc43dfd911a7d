import { copyFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { Binary, Double, type Document, Int32, Long, ObjectId } from "bson";
import type mongoose from "mongoose";
import { startOn } from "../../scripts/transfer/openEmbedded.js";

type Db = mongoose.mongo.Db;

export const RESPONSES = 700;
/** Keys that JavaScript would put in another order. */
const ORDERED = new Map<string, unknown>([
  ["10", new Int32(4)],
  ["9", new Double(2)],
  [
    "b",
    new Map<string, unknown>([
      ["2", [new Map([["1", "one"]]), "x"]],
      ["a", null],
    ]),
  ],
  ["0", Long.fromString("9007199254740993")],
]);

/** Fills the database of a data folder with documents of all kinds and with indexes of all kinds. */
export async function fill(dataDir: string): Promise<void> {
  const { db, close } = await startOn(dataDir);
  await createIndexes(db);
  await db.command({
    insert: "responses",
    documents: Array.from({ length: RESPONSES }, (_, i) => response(i)),
  });
  await db.command({ insert: "customers", documents: ["alice", "bob", "charlie"].map(customer) });
  await db.command({
    insert: "odd",
    documents: [new Map<string, unknown>([["_id", "ordered"], ...ORDERED])],
  });
  await db.command({ insert: "sessions", documents: [session("gone", -3600), session("valid", 86_400)] });
  await db.command({ create: "empty" });
  await close();
}

/** A second folder with the same data, which is quicker than filling it. */
export function copyFolder(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  copyFileSync(join(from, "database.mdb"), join(to, "database.mdb"));
}

/** Everything in a database, by collection: the documents' bytes in order, and the indexes. */
export async function contentOf(
  db: Db,
): Promise<Record<string, { documents: string[]; indexes: Document[] }>> {
  const content: Record<string, { documents: string[]; indexes: Document[] }> = {};
  for (const { name } of await db.listCollections().toArray()) {
    const raw = (await db.collection(name).find({}, { raw: true }).toArray()) as unknown as Buffer[];
    const indexes = await db.collection(name).listIndexes().toArray();
    content[name] = {
      documents: raw.map((bytes) => bytes.toString("hex")).sort(),
      indexes: indexes.sort((one, other) => (one["name"] < other["name"] ? -1 : 1)),
    };
  }
  return content;
}

/** Everything in the embedded database of a data folder. */
export async function contentOfFolder(dataDir: string): ReturnType<typeof contentOf> {
  const { db, close } = await startOn(dataDir);
  const content = await contentOf(db);
  await close();
  return content;
}

async function createIndexes(db: Db): Promise<void> {
  await db.collection("responses").createIndex({ customer: 1, answeredAt: -1 });
  await db.collection("responses").createIndex({ invitation: 1 }, { unique: true });
  await db.collection("responses").createIndex({ "details.code": 1 }, { sparse: true, name: "code" });
  const open = { partialFilterExpression: { isOpen: true }, unique: true };
  await db.collection("responses").createIndex({ case: 1 }, open);
  await db.collection("customers").createIndex({ email: 1 }, { unique: true });
  await db.collection("sessions").createIndex({ expires: 1 }, { expireAfterSeconds: 0 });
}

function response(i: number): Document {
  return {
    _id:
      i % 3 === 0 ? new Int32(i) : i % 3 === 1 ? `id-${i}` : new ObjectId(i.toString(16).padStart(24, "0")),
    customer: `customer-${i % 40}`,
    invitation: i,
    answeredAt: new Date(Date.UTC(2026, 8, 1) + i * 3_600_000),
    score: new Double(i % 11),
    exact: Long.fromNumber(i),
    comment: i % 50 === 0 ? "long ".repeat(4_000) : "Größe, ещё, 👍",
    picture: new Binary(Buffer.from([i % 256, 0, 255]), i % 2 === 0 ? 0 : 4),
    details: i % 5 === 0 ? { code: i, tags: ["a", { deep: [1, [2, null]] }] } : {},
    pattern: /^a.*b/i,
    ...(i % 100 === 0 && { isOpen: true, case: `case-${i}` }),
  };
}

function customer(name: string): Document {
  return { _id: name, email: `${name}@example.com`, optedOutAt: null };
}

function session(_id: string, seconds: number): Document {
  return { _id, expires: new Date(Date.now() + seconds * 1000) };
}
