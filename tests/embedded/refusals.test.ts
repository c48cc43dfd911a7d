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
  ["(?i)x", { find: "c", filter: { a: { $regex: "(?i)x" } } }],
  ["\\w", { find: "c", filter: { a: { $regex: "\\w" } } }],
  ["$slice", { find: "c", projection: { a: { $slice: 1 } } }],
  ["a: 0", { find: "c", projection: { a: 0 } }],
  ["a.b", { find: "c", projection: { "a.b": 1 } }],
  ["skip", { find: "c", skip: 1 }],
  ["$nor", { find: "c", filter: { $nor: [{ a: 1 }] } }],
  ["$elemMatch", { find: "c", filter: { a: { $elemMatch: { b: 1 } } } }],
  ["$size", { find: "c", filter: { a: { $size: 1 } } }],
  ["$not", { find: "c", filter: { a: { $not: { $gt: 1, $lt: 5 } } } }],
  ["$gt with null", { find: "c", filter: { a: { $gt: null } } }],
  ["$lte with null, NaN", { find: "c", filter: { a: { $lte: NaN } } }],
  ["$exists but", { find: "c", filter: { a: { $exists: 1 } } }],
  ["an array", { find: "c", filter: { a: [1] } }],
  ["$bucket", { aggregate: "c", pipeline: [{ $bucket: {} }], cursor: {} }],
  ["$out", { aggregate: "c", pipeline: [{ $out: "d" }], cursor: {} }],
  ["$stdDevPop", { aggregate: "c", pipeline: [{ $group: { _id: 1, x: { $stdDevPop: "$a" } } }], cursor: {} }],
  ["$lookup", { aggregate: "c", pipeline: [{ $lookup: {} }], cursor: {} }],
  ["$sort", { aggregate: "c", pipeline: [{ $sort: { a: 1 } }], cursor: {} }],
  ["pipelines", { aggregate: "c", pipeline: [{ $match: {} }], cursor: {} }],
  ["$avg", { aggregate: "c", pipeline: [{ $group: { _id: 1, x: { $avg: "$a" } } }], cursor: {} }],
  ["$sum", { aggregate: "c", pipeline: [{ $group: { _id: 1, x: { $sum: "$a" } } }], cursor: {} }],
  ["$cond", { aggregate: "c", pipeline: [{ $group: { _id: { $cond: [1, 2, 3] } } }], cursor: {} }],
  ["$a.b", { aggregate: "c", pipeline: [{ $group: { _id: { x: "$a.b" } } }], cursor: {} }],
  ["explain", { aggregate: "c", pipeline: [], cursor: {}, explain: true }],
  ["$mul", { update: "c", updates: [{ q: {}, u: { $mul: { a: 2 } } }] }],
  ["$pull", { update: "c", updates: [{ q: {}, u: { $pull: { a: 1 } } }] }],
  ["$addToSet", { update: "c", updates: [{ q: {}, u: { $addToSet: { a: 1 } } }] }],
  ["$rename", { update: "c", updates: [{ q: {}, u: { $rename: { a: "b" } } }] }],
  ["$sort", { update: "c", updates: [{ q: {}, u: { $push: { a: { $each: [], $sort: 1 } } } }] }],
  ["$slice", { update: "c", updates: [{ q: {}, u: { $push: { a: { $each: [], $slice: 2 } } } }] }],
  ["upsert", { update: "c", updates: [{ q: { "a.b": 1 }, u: { $set: { c: 1 } }, upsert: true }] }],
  ["$position", { update: "c", updates: [{ q: {}, u: { $push: { a: { $each: [], $position: 0 } } } }] }],
  ["$[]", { update: "c", updates: [{ q: {}, u: { $set: { "a.$[]": 1 } } }] }],
  ["arrayFilters", { update: "c", updates: [{ q: {}, u: { $set: { a: 1 } }, arrayFilters: [] }] }],
  ["replacing", { update: "c", updates: [{ q: {}, u: { a: 1 } }] }],
  ["pipeline", { findAndModify: "c", query: {}, update: [{ $addFields: { a: 1 } }] }],
  ["capped", { create: "c", capped: true, size: 1000 }],
  ["collation", { createIndexes: "c", indexes: [{ key: { a: 1 }, name: "a", collation: { locale: "de" } }] }],
  ["text", { createIndexes: "c", indexes: [{ key: { a: "text" }, name: "a" }] }],
  [
    "partialFilterExpression",
    {
      createIndexes: "c",
      indexes: [{ key: { a: 1 }, name: "a", partialFilterExpression: { a: { $gt: 1 } } }],
    },
  ],
  ["the order 2", { find: "c", sort: { a: 2 } }],
  ["dropIndexes", { dropIndexes: "c", index: "*" }],
  ["this filter of listCollections", { listCollections: 1, filter: { type: "view" } }],
  ["drop", { drop: "c" }],
  ["buildInfo", { buildInfo: 1 }],
  ["distinct", { distinct: "c", key: "a" }],
  ["count", { count: "c" }],
  ["listDatabases", { listDatabases: 1 }],
  ["fields", { findAndModify: "c", query: {}, update: { $set: { a: 1 } }, fields: { a: 1 } }],
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
    expect(error.message).toContain("A real MongoDB (MONGODB_URI) does");
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

  it("refuses arrays where it indexes, sorts and passes through, and nothing else", async () => {
    const things = running.db.collection<Document>("things");
    await things.createIndex({ key: 1 });
    expect(await errorOf(things.insertOne({ key: [1, 2] }))).toMatchObject({ code: 238 });
    await things.insertOne({ key: 1, list: [1, 2] });
    expect(await things.findOne({ list: 2 })).toMatchObject({ key: 1 });
    expect(await errorOf(things.findOne({ "list.a": 1 }))).toMatchObject({ code: 238 });
    expect(await things.findOne({ "list.0": 1 })).toMatchObject({ key: 1 });
    expect(await things.findOne({ "list.0": 2 })).toBeNull();
    expect(await errorOf(things.findOne({ "list.0": null }))).toMatchObject({ code: 238 });
    expect(await errorOf(things.findOne({ "list.0": { $nin: [2, null] } }))).toMatchObject({ code: 238 });
    expect(await things.findOne({ "list.1": { $exists: true } })).toMatchObject({ key: 1 });
    expect(await things.findOne({ key: 1, "list.2": { $exists: true } })).toBeNull();
    expect(await errorOf(things.find().sort({ list: 1 }).toArray())).toMatchObject({ code: 238 });
    expect(await things.findOne({ list: { $exists: true } })).toMatchObject({ key: 1, list: [1, 2] });
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
