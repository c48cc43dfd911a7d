import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { rmSync } from "node:fs";
import { join } from "node:path";
import mongoose from "mongoose";
import { moveToMongo } from "../../scripts/transfer/moveToMongo.js";
import { type OpenEmbedded, startOn } from "../../scripts/transfer/openEmbedded.js";
import { tableOf } from "../../scripts/transfer/tableOf.js";
import { freshUri } from "../database.js";
import { errorOf, temporaryFolder } from "../embedded/withEmbedded.js";
import { contentOf, contentOfFolder, copyFolder, fill, RESPONSES } from "./fill.js";

type Db = mongoose.mongo.Db;
type Content = Awaited<ReturnType<typeof contentOf>>;
type Named = mongoose.mongo.Document & { _id: string };

let filled: string;
let original: Content;
let dataDir: string;
let said: string[];
let target: Target;

beforeAll(async () => {
  filled = temporaryFolder();
  await fill(filled);
  original = await contentOfFolder(filled);
});

beforeEach(async () => {
  dataDir = temporaryFolder();
  copyFolder(filled, dataDir);
  said = [];
  target = await openTarget();
});

afterAll(() => rmSync(filled, { recursive: true }));

afterEach(async () => {
  await target.close();
  rmSync(dataDir, { recursive: true });
});

describe("the move to a MongoDB", () => {
  it("copies every document byte for byte, and every index with its options", async () => {
    const moved = await move();

    expect(moved.isSame).toBe(true);
    expect(withoutExpired(await copied())).toEqual(withoutExpired(original));
    expect(tableOf(moved.collections)).toMatch(/^responses +700 +700 +5 +5 +same$/m);
    expect(said).toContain(`responses: ${RESPONSES} documents, ${RESPONSES} of them copied now; 5 indexes`);
  });

  it("changes nothing when it is repeated", async () => {
    await move();
    const before = await copied();
    said = [];

    expect((await move()).isSame).toBe(true);

    expect(withoutExpired(await copied())).toEqual(withoutExpired(before));
    expect(said).toContain(`responses: ${RESPONSES} documents, 0 of them copied now; 5 indexes`);
  });

  it("brings what was added, changed and deleted at the source since", async () => {
    await move();
    await atSource(async (db) => {
      const responses = db.collection<Named>("responses");
      await responses.deleteOne({ _id: "id-1" });
      // two swap what an index wants to be unique
      await responses.updateOne({ _id: "id-4" }, { $set: { invitation: -1 } });
      await responses.updateOne({ _id: "id-7" }, { $set: { invitation: 4 } });
      await responses.updateOne({ _id: "id-4" }, { $set: { invitation: 7 } });
      await responses.insertOne({ _id: "new", invitation: 1 });
      await db.collection("cases").insertOne({ state: "open" });
    });

    expect((await move()).isSame).toBe(true);

    expect(withoutExpired(await copied())).toEqual(withoutExpired(await contentOfFolder(dataDir)));
  });

  it("goes on where it was broken off", async () => {
    const breakOff = (line: string) => {
      if (line.startsWith("odd")) throw new Error("broken off");
    };
    await errorOf(moveToMongo({ dataDir, uri: target.uri, say: breakOff }));

    expect((await move()).isSame).toBe(true);
    expect(said).toContain(`customers: 3 documents, 0 of them copied now; 2 indexes`);
    expect(said).toContain(`responses: ${RESPONSES} documents, ${RESPONSES} of them copied now; 5 indexes`);
  });

  it("refuses a database with other data before it changes anything, and replaces them with --over", async () => {
    await target.db.collection<Named>("customers").insertOne({ _id: "dora", email: "alice@example.com" });
    await target.db.collection<Named>("recipes").insertOne({ _id: "soup" });
    const before = await copied();

    const error = await errorOf(move());

    expect(error.message).toContain("customers (1 of 1), recipes (1 of 1)");
    expect(error.message).toContain("--over");
    expect(await copied()).toEqual(before);
    expect((await move({ over: true })).isSame).toBe(true);
    const { recipes, ...rest } = await copied();
    expect(recipes).toEqual(before["recipes"]);
    expect(withoutExpired(rest)).toEqual(withoutExpired(original));
  });

  it("does not take away work that was done on the target after the move", async () => {
    await move();
    await target.db.collection<Named>("customers").updateOne({ _id: "bob" }, { $set: { optedOutAt: 1 } });
    await atSource((db) => db.collection<Named>("responses").deleteOne({ _id: "id-1" }));

    const error = await errorOf(move());

    expect(error.message).toContain("customers (1 of 3), responses (1 of 700)");
    expect((await target.db.collection<Named>("customers").findOne({ _id: "bob" }))?.["optedOutAt"]).toBe(1);
  });

  it("replaces an index that has the same name and other options", async () => {
    await target.db.collection("customers").createIndex({ email: 1 });

    expect((await move()).isSame).toBe(true);
    expect((await copied())["customers"]!.indexes[1]).toMatchObject({ name: "email_1", unique: true });
  });

  it("joins a server that runs, and warns that what it writes may be missed", async () => {
    const running = await startOn(dataDir);
    expect((await move()).isSame).toBe(true);
    const same = await errorOf(move({ uri: running.uri }));
    await running.close();

    expect(said.join("\n")).toMatch(/WARNING: Afterword is running on this folder \(process \d+\)/);
    expect(same.message).toContain("the embedded server itself");
  });

  it("says what is wrong with an address or a folder", async () => {
    const messageOf = async (uri: string) => (await errorOf(move({ uri }))).message;
    expect(await messageOf("postgres://localhost/x")).toMatch(/^The address is not one of a MongoDB/);
    expect(await messageOf("mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=100")).toContain(
      "name the database",
    );
    const elsewhere = await errorOf(move({ dataDir: join(dataDir, "none") }));
    expect(elsewhere.message).toMatch(/^There is no embedded database in .*none: set DATA_DIR/);
  });
});

interface Target {
  uri: string;
  db: Db;
  close: () => Promise<void>;
}

/** A database of its own on the MongoDB of TEST_MONGODB_URI, else on a second embedded server. */
async function openTarget(): Promise<Target> {
  if (!process.env["TEST_MONGODB_URI"]) return openSecondEmbedded();
  const uri = freshUri();
  const client = new mongoose.mongo.MongoClient(uri);
  const close = async () => {
    await client.db().dropDatabase();
    await client.close();
  };
  return { uri, db: client.db(), close };
}

async function openSecondEmbedded(): Promise<Target> {
  const folder = temporaryFolder();
  const second = await startOn(folder);
  const close = async () => {
    await second.close();
    rmSync(folder, { recursive: true });
  };
  return { uri: second.uri, db: second.db, close };
}

function move(change: { over?: boolean; uri?: string; dataDir?: string } = {}) {
  return moveToMongo({ dataDir, uri: target.uri, say: (line) => said.push(line), ...change });
}

async function atSource(work: (db: OpenEmbedded["db"]) => Promise<unknown>): Promise<void> {
  const { db, close } = await startOn(dataDir);
  await work(db);
  await close();
}

async function copied(): ReturnType<typeof contentOf> {
  const { afterwordMoves: _mark, ...content } = await contentOf(target.db);
  return content;
}

/** A real MongoDB may have removed the session that is over; the source keeps it. */
function withoutExpired(content: Content) {
  const { sessions, ...rest } = content;
  const gone = Buffer.from("gone").toString("hex");
  const valid = sessions?.documents.filter((bytes) => !bytes.includes(gone));
  return { ...rest, sessions: { ...sessions, documents: valid } };
}
