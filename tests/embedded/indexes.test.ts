import { describe, expect, it } from "@jest/globals";
import { setTimeout as wait } from "node:timers/promises";
import type mongoose from "mongoose";
import { errorOf, withEmbedded } from "./withEmbedded.js";

type Collection = mongoose.mongo.Collection<mongoose.mongo.Document>;

describe("indexes of the embedded server", () => {
  const running = withEmbedded(100);
  const collection = (name: string): Collection => running.db.collection(name);

  it("tells of a repeated key as MongoDB does", async () => {
    const responses = collection("responses");
    await responses.createIndex({ trigger: 1, event: -1 }, { unique: true });
    await responses.insertOne({ trigger: "t", event: 1 });
    const error = await errorOf(responses.insertOne({ trigger: "t", event: 1 }));
    // the repeated values stand in keyValue only: messages are logged
    expect(error.message).toBe(
      "E11000 duplicate key error collection: afterword.responses index: trigger_1_event_-1",
    );
    expect(error).toMatchObject({
      code: 11000,
      keyPattern: { trigger: 1, event: -1 },
      keyValue: { trigger: "t", event: 1 },
    });
  });

  it("goes on after a repeated key when the list is not ordered, and stops there when it is", async () => {
    const list = collection("list");
    const documents = [1, 1, 2, 2, 3].map((_id) => ({ _id: _id as never }));
    const ordered = await errorOf(list.insertMany(documents));
    const unordered = await errorOf(list.insertMany(documents, { ordered: false }));
    expect(ordered.insertedCount).toBe(1);
    expect(unordered.insertedCount).toBe(2);
    expect(
      (unordered.writeErrors as { index: number; code: number }[]).map((e) => [e.index, e.code]),
    ).toEqual([
      [0, 11000],
      [1, 11000],
      [3, 11000],
    ]);
  });

  it("holds a partial unique index to the documents of its filter", async () => {
    const cases = collection("cases");
    await cases.createIndex({ customer: 1 }, { unique: true, partialFilterExpression: { isOpen: true } });
    await cases.insertOne({ customer: "c", isOpen: false });
    await cases.insertOne({ customer: "c", isOpen: false });
    await cases.insertOne({ customer: "c", isOpen: true });
    expect(await errorOf(cases.insertOne({ customer: "c", isOpen: true, n: 1 }))).toMatchObject({
      code: 11000,
    });
    expect(await errorOf(cases.updateMany({}, { $set: { isOpen: true } }))).toMatchObject({ code: 11000 });
    expect(await cases.countDocuments({ customer: "c" })).toBe(3);
  });

  it("leaves documents without the field out of a sparse unique index", async () => {
    const users = collection("users");
    await users.createIndex({ email: 1 }, { unique: true, sparse: true });
    await users.insertMany([{}, {}, { email: "a" }]);
    expect(await errorOf(users.insertOne({ email: "a" }))).toMatchObject({ code: 11000 });
    expect(await users.countDocuments({ email: null })).toBe(2);
  });

  it("builds no unique index over documents that repeat a key", async () => {
    const old = collection("old");
    await old.insertMany([{ k: 1 }, { k: 1 }]);
    expect(await errorOf(old.createIndex({ k: 1 }, { unique: true }))).toMatchObject({ code: 11000 });
    expect((await old.indexes()).map((index) => index.name)).toEqual(["_id_"]);
    await old.insertOne({ k: 1 });
  });

  it("finds and orders texts that are too long for a key", async () => {
    const texts = collection("texts");
    await texts.createIndex({ text: 1 });
    const long = (end: string): string => "x".repeat(3000) + end;
    await texts.insertMany([{ text: long("b") }, { text: long("a") }, { text: "x" }, { text: "y" }]);
    expect(await texts.countDocuments({ text: long("a") })).toBe(1);
    expect(await texts.countDocuments({ text: { $gt: long("a") } })).toBe(2);
    const sorted = await texts.find().sort({ text: 1 }).toArray();
    expect(sorted.map((doc) => (doc.text as string).slice(-1))).toEqual(["x", "a", "b", "y"]);
  });

  it("uses an index for equality, range and order: a few of many documents cost next to nothing", async () => {
    const many = collection("many");
    await many.createIndex({ state: 1, dueAt: 1 });
    await many.insertMany(
      Array.from({ length: 20_000 }, (_, i) => ({ state: i % 2 ? "sent" : "scheduled", dueAt: i })),
    );
    const startedAt = performance.now();
    for (let i = 0; i < 50; i++) {
      const next = await many
        .find({ state: "scheduled", dueAt: { $lte: 19_000 } })
        .sort({ dueAt: -1 })
        .limit(1)
        .toArray();
      expect(next[0]?.dueAt).toBe(19_000);
    }
    // reading the collection 50 times takes several seconds
    expect(performance.now() - startedAt).toBeLessThan(1500);
  });

  it("removes expired documents, but only those of the filter", async () => {
    const sessions = collection("sessions");
    await sessions.createIndex(
      { expires: 1 },
      { expireAfterSeconds: 0, partialFilterExpression: { kept: false } },
    );
    const past = new Date(Date.now() - 5000);
    const future = new Date(Date.now() + 60_000);
    await sessions.insertMany([
      { n: 1, kept: false, expires: past },
      { n: 2, kept: true, expires: past },
      { n: 3, kept: false, expires: future },
      { n: 4, kept: false, expires: "never" },
    ]);
    for (let i = 0; i < 50 && (await sessions.countDocuments()) > 3; i++) await wait(50);
    expect((await sessions.find().sort({ n: 1 }).toArray()).map((doc) => doc.n)).toEqual([2, 3, 4]);
  });

  it("claims each document once, however many ask for it", async () => {
    const jobs = collection("jobs");
    await jobs.insertMany(Array.from({ length: 20 }, (_, n) => ({ n, state: "due" })));
    const claim = () =>
      jobs.findOneAndUpdate({ state: "due" }, { $set: { state: "taken" } }, { sort: { n: 1 } });
    const claimed = await Promise.all(Array.from({ length: 30 }, claim));
    const numbers = claimed.flatMap((doc) => (doc === null ? [] : [doc.n as number]));
    expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, n) => n));
    const upserts = Array.from({ length: 10 }, () =>
      jobs.updateOne({ n: 99 }, { $inc: { count: 1 } }, { upsert: true }),
    );
    await Promise.all(upserts);
    expect(await jobs.find({ n: 99 }).toArray()).toMatchObject([{ count: 10 }]);
  });
});
