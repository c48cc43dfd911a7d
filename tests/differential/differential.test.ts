import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { EJSON } from "bson";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import mongoose from "mongoose";
import { startEmbedded, type EmbeddedServer } from "../../src/embedded/startEmbedded.js";
import { type Plain, Random } from "./randomOperations.js";

type Db = mongoose.mongo.Db;
type MongoClient = mongoose.mongo.MongoClient;

const REAL_URI = process.env.TEST_MONGODB_URI;
if (!REAL_URI) throw new Error("Set TEST_MONGODB_URI to the real MongoDB to compare with.");
const SEED = Number(process.env.TEST_SEED ?? 7);
const ROUNDS = Number(process.env.TEST_ROUNDS ?? 3);
const OPERATIONS = 120;
const DOCUMENTS = 60;
/** Hundreds of operations on two servers, each on disk, on a machine that is busy. */
const TIMEOUT_MS = 180_000;
/** Numbers keep their types, so that 1 and 1.0 and Long 1 are told apart. */
const EXACT = { promoteValues: false, promoteLongs: false } as const;

/** What an operation came to: its result, or the code of its error. */
interface Outcome {
  result?: string;
  code?: number;
}

async function outcomeOf(run: () => Promise<unknown>): Promise<Outcome> {
  try {
    return { result: text(sortSets(await run())) };
  } catch (error) {
    return { code: Number((error as { code?: unknown }).code ?? -1) };
  }
}

/** Without a sort the order of documents is free. */
function sortSets(result: unknown): unknown {
  if (!Array.isArray(result)) return result;
  return [...result].sort((a, b) => (text(a) < text(b) ? -1 : 1));
}

function text(value: unknown): string {
  return EJSON.stringify(value, { relaxed: false });
}

describe("comparison of the embedded server with a real MongoDB", () => {
  const dataDir = mkdtempSync(join(tmpdir(), "aw-"));
  const name = `afterword_test_${process.pid.toString(36)}${Date.now().toString(36)}`;
  let server: EmbeddedServer;
  let clients: MongoClient[];
  let ours: Db;
  let real: Db;
  let refusals = 0;

  beforeAll(async () => {
    server = await startEmbedded({ dataDir });
    clients = [server.uri, REAL_URI].map((uri) => new mongoose.mongo.MongoClient(uri, EXACT));
    [ours, real] = clients.map((client) => client.db(name)) as [Db, Db];
  });

  afterAll(async () => {
    await real.dropDatabase();
    await Promise.all(clients.map((client) => client.close()));
    await server.stop();
    rmSync(dataDir, { recursive: true });
  });

  async function fill(random: Random): Promise<void> {
    const main = Array.from({ length: DOCUMENTS }, (_, i) => random.document(i));
    const indexes = random.some(() => random.index(), 3);
    for (const db of [ours, real]) {
      await db.dropDatabase();
      await db.collection("main").insertMany(main as mongoose.mongo.Document[]);
    }
    for (const { key, options } of indexes) {
      await same(`index ${text(key)}`, async (db) => {
        await db.collection("main").createIndex(key as mongoose.mongo.IndexSpecification, options);
      });
    }
  }

  async function same(what: string, run: (db: Db) => Promise<unknown>): Promise<void> {
    const left = await outcomeOf(() => run(ours));
    // what is refused has changed nothing, and goes no further: the documents must stay the same on both
    if (left.code === 238) refusals++;
    else expect({ what, ...left }).toEqual({ what, ...(await outcomeOf(() => run(real))) });
  }

  for (let round = 0; round < ROUNDS; round++) {
    it(
      `finds the same documents (seed ${SEED + round})`,
      async () => {
        const random = new Random(SEED + round);
        await fill(random);
        for (let i = 0; i < OPERATIONS; i++) {
          const query = random.query();
          const sort = random.sort();
          const projection = random.projection();
          const limit = random.below(8);
          await same(`find ${text(query)} ${text(projection)}`, (db) =>
            db.collection("main").find(query, { projection }).toArray(),
          );
          await same(`find ${text(query)} sort ${text(sort)} ${limit}`, async (db) => {
            return { found: await db.collection("main").find(query, { sort, limit }).toArray() };
          });
          await same(`count ${text(query)}`, async (db) => db.collection("main").countDocuments(query));
        }
      },
      TIMEOUT_MS,
    );

    it(
      `changes documents in the same way (seed ${SEED + round})`,
      async () => {
        const random = new Random(SEED + round + 1000);
        await fill(random);
        for (let i = 0; i < OPERATIONS; i++) {
          const query: Plain = random.chance(70)
            ? { _id: random.below(DOCUMENTS + 3) }
            : { ...random.query(), _id: random.below(DOCUMENTS) };
          const update = random.update();
          const kind = random.below(4);
          // an upsert takes its document from plain equalities
          const upsert = random.chance(30) && !/\$(and|or|eq|in)\b|[a-d]\./.test(text(query));
          const what = `update ${text(query)} ${text(update)} kind ${kind} upsert ${upsert}`;
          await same(what, async (db) => {
            const main = db.collection("main");
            if (kind === 0) return main.findOneAndUpdate(query, update, { upsert, returnDocument: "after" });
            if (kind === 1) return main.findOneAndUpdate(query, update, { upsert, returnDocument: "before" });
            return kind === 2
              ? main.updateOne(query, update, { upsert })
              : main.updateMany(query, update, { upsert });
          });
          await same(`state after ${what}`, (db) =>
            db
              .collection("main")
              .find({ _id: query._id as never })
              .toArray(),
          );
        }
        await same("the whole collection", (db) => db.collection("main").find().toArray());
      },
      TIMEOUT_MS,
    );

    it(
      `aggregates to the same results (seed ${SEED + round})`,
      async () => {
        const random = new Random(SEED + round + 2000);
        await fill(random);
        for (let i = 0; i < OPERATIONS; i++) {
          const pipeline = random.pipeline();
          // of 2 and 2.0, which are one group, either may stand for it
          await same(`aggregate ${text(pipeline)}`, async (db) => {
            const groups = await db.collection("main").aggregate(pipeline).toArray();
            return groups.map((group) => EJSON.stringify(group));
          });
        }
      },
      TIMEOUT_MS,
    );
  }

  it("refuses few of the operations that are in the list", () => {
    expect(refusals).toBeLessThan(ROUNDS * OPERATIONS * 0.05);
  });
});
