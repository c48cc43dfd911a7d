import { describe, expect, it } from "@jest/globals";
import type mongoose from "mongoose";
import { errorOf, withEmbedded } from "./withEmbedded.js";

type Document = mongoose.mongo.Document;

/** A command, and what the refusal must name. */
const REFUSED: [string, Document][] = [
  ["$where", { find: "c", filter: { $where: "true" } }],
  ["$expr", { find: "c", filter: { $expr: { $eq: [1, 1] } } }],
  ["$mod", { find: "c", filter: { a: { $mod: [2, 0] } } }],
  ["$all", { find: "c", filter: { a: { $all: [1] } } }],
  ["collation", { find: "c", collation: { locale: "de" } }],
  ["hint", { find: "c", hint: { a: 1 } }],
  ["let", { find: "c", let: { a: 1 } }],
  ["(? groups", { find: "c", filter: { a: { $regex: "(?i)x" } } }],
  ["\\w", { find: "c", filter: { a: { $regex: "\\w" } } }],
  ["$slice", { find: "c", projection: { a: { $slice: 1 } } }],
  ["$bucket", { aggregate: "c", pipeline: [{ $bucket: {} }], cursor: {} }],
  ["$out", { aggregate: "c", pipeline: [{ $out: "d" }], cursor: {} }],
  ["$stdDevPop", { aggregate: "c", pipeline: [{ $group: { _id: 1, x: { $stdDevPop: "$a" } } }], cursor: {} }],
  ["$dateToString", { aggregate: "c", pipeline: [{ $addFields: { x: { $dateToString: {} } } }], cursor: {} }],
  ["$$ROOT", { aggregate: "c", pipeline: [{ $group: { _id: 1, x: { $push: "$$ROOT" } } }], cursor: {} }],
  [
    "$lookup with more",
    {
      aggregate: "c",
      pipeline: [{ $lookup: { from: "d", localField: "a", foreignField: "b", as: "x", pipeline: [] } }],
      cursor: {},
    },
  ],
  ["explain", { aggregate: "c", pipeline: [], cursor: {}, explain: true }],
  ["$mul", { update: "c", updates: [{ q: {}, u: { $mul: { a: 2 } } }] }],
  ["$position", { update: "c", updates: [{ q: {}, u: { $push: { a: { $each: [], $position: 0 } } } }] }],
  ["$[]", { update: "c", updates: [{ q: {}, u: { $set: { "a.$[]": 1 } } }] }],
  ["arrayFilters", { update: "c", updates: [{ q: {}, u: { $set: { a: 1 } }, arrayFilters: [] }] }],
  ["replacing", { update: "c", updates: [{ q: {}, u: { a: 1 } }] }],
  ["pipeline", { findAndModify: "c", query: {}, update: [{ $addFields: { a: 1 } }] }],
  ["capped", { create: "c", capped: true, size: 1000 }],
  ["collation", { createIndexes: "c", indexes: [{ key: { a: 1 }, name: "a", collation: { locale: "de" } }] }],
  ["text", { createIndexes: "c", indexes: [{ key: { a: "text" }, name: "a" }] }],
  ["mapReduce", { mapReduce: "c" }],
  ["explain", { explain: { find: "c" } }],
  ["readConcern snapshot", { find: "c", readConcern: { level: "snapshot" } }],
];

describe("what the embedded server refuses", () => {
  const running = withEmbedded();

  it.each(REFUSED)("names %s", async (name, command) => {
    const error = await errorOf(running.db.command(command));
    expect(error.code).toBe(238);
    expect(error.message).toContain(name);
  });

  it("refuses transactions and change streams with MongoDB's own numbers", async () => {
    const inTransaction = { insert: "c", documents: [{ a: 1 }], txnNumber: 1 };
    expect(await errorOf(running.db.command(inTransaction))).toMatchObject({ code: 20 });
    const stream = running.db.collection("c").watch();
    expect(await errorOf(stream.next())).toMatchObject({ code: 40573 });
    await stream.close();
  });

  it("refuses a type that it does not store, and stores nothing of that command", async () => {
    const { mongo } = await import("mongoose");
    const documents = [{ _id: 1 }, { _id: 2, price: mongo.Decimal128.fromString("1.5") }];
    const insert = running.db.collection<Document>("prices").insertMany(documents as never);
    expect(await errorOf(insert)).toMatchObject({ code: 238 });
    expect(await running.db.collection("prices").countDocuments()).toBe(0);
  });

  it("refuses a whole command before its first write", async () => {
    await running.db.collection<Document>("pairs").insertOne({ _id: 1, n: 1 } as never);
    const updates = [
      { q: { _id: 1 }, u: { $inc: { n: 1 } } },
      { q: { _id: 1 }, u: { $bit: { n: { and: 1 } } } },
    ];
    expect(await errorOf(running.db.command({ update: "pairs", updates }))).toMatchObject({ code: 238 });
    expect(await running.db.collection("pairs").findOne()).toEqual({ _id: 1, n: 1 });
  });
});
