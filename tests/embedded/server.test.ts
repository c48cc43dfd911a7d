import { describe, expect, it } from "@jest/globals";
import { Double, Long } from "bson";
import { connect } from "node:net";
import { readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import mongoose from "mongoose";
import { startEmbedded } from "../../src/embedded/startEmbedded.js";
import { errorOf, temporaryFolder, withEmbedded } from "./withEmbedded.js";

describe("the embedded server", () => {
  const running = withEmbedded();

  it("carries a Mongoose model: indexes, create, find, update, aggregate, delete", async () => {
    const connection = await mongoose.createConnection(running.server.uri).asPromise();
    const schema = new mongoose.Schema({
      email: { type: String, unique: true },
      visits: Number,
      tags: [String],
    });
    const Customer = connection.model("Customer", schema);
    await Customer.init();
    await Customer.create({ email: "alice@example.com", visits: 1, tags: ["new"] });
    await Customer.create({ email: "bob@example.com", visits: 4, tags: [] });

    const found = await Customer.findOneAndUpdate(
      { email: "alice@example.com" },
      { $inc: { visits: 2 }, $push: { tags: "regular" } },
      { returnDocument: "after" },
    ).lean();
    const groups = await Customer.aggregate([
      { $match: { visits: 3 } },
      { $group: { _id: { email: "$email" }, count: { $sum: 1 } } },
    ]);
    const { deletedCount } = await Customer.deleteMany({ visits: { $gt: 3 } });

    expect(found).toMatchObject({ visits: 3, tags: ["new", "regular"] });
    expect(groups).toEqual([{ _id: { email: "alice@example.com" }, count: 1 }]);
    expect(deletedCount).toBe(1);
    expect(await Customer.countDocuments()).toBe(1);
    await connection.close();
  });

  it("hands a long result out in batches", async () => {
    const numbers = running.db.collection("numbers");
    await numbers.insertMany(Array.from({ length: 1000 }, (_, i) => ({ i })));
    const cursor = numbers.find({}, { batchSize: 30 }).sort({ i: -1 });
    const first = await cursor.next();
    const rest = await cursor.toArray();
    expect([first?.i, rest.length, rest.at(-1)?.i]).toEqual([999, 999, 0]);
  });

  it("keeps the field order and the number types of what it stores and changes", async () => {
    const exact = { promoteValues: false, promoteLongs: false };
    const things = running.db.collection<mongoose.mongo.Document>("things");
    const doc = new Map<string, unknown>([
      ["_id", 1],
      ["2", "b"],
      ["1", "a"],
      ["x", new Double(5)],
      ["y", Long.fromNumber(7)],
    ]);
    await things.insertOne(doc as unknown as mongoose.mongo.Document);
    await things.updateOne({ _id: 1 as never }, { $set: { z: 1 } });
    const bytes = (await things.findOne({}, { raw: true })) as unknown as Buffer;
    const names = ["_id", "2", "1", "x", "y", "z"].map((name) => bytes.indexOf(`${name}\0`));
    expect(names).toEqual([...names].sort((a, b) => a - b));
    const stored = await things.findOne({}, exact);
    expect([stored?.x, stored?.y]).toEqual([new Double(5), Long.fromNumber(7)]);
  });

  it("shares what it holds with a second process by the URI in owner.json, and lets nobody else open the folder", async () => {
    const owner = JSON.parse(readFileSync(join(running.dataDir, "run", "owner.json"), "utf8")) as {
      uri: string;
    };
    expect(owner.uri).toBe(running.server.uri);
    expect(statSync(join(running.dataDir, "run")).mode & 0o777).toBe(0o700);
    const error = await errorOf(startEmbedded({ dataDir: running.dataDir }));
    expect(error.message).toContain(`in use by process ${process.pid}`);
    expect(error.message).toMatch(/Stop that process, set DATA_DIR to another folder, or join it/);
  });

  it("does not mind a peer that speaks something else", async () => {
    const socket = connect(join(running.dataDir, "run", "db.sock"));
    const closed = new Promise((resolve) => socket.once("close", resolve));
    socket.write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
    await closed;
    expect(await running.db.command({ ping: 1 })).toEqual({ ok: 1 });
  });

  it("keeps everything over a restart", async () => {
    const dataDir = temporaryFolder();
    for (const round of [1, 2, 3]) {
      const server = await startEmbedded({ dataDir });
      const client = new mongoose.mongo.MongoClient(server.uri);
      await client.db().collection("rounds").createIndex({ round: 1 }, { unique: true });
      await client.db().collection("rounds").insertOne({ round });
      expect(
        await client
          .db()
          .collection("rounds")
          .countDocuments({ round: { $lte: round } }),
      ).toBe(round);
      await client.close();
      await server.stop();
      await server.stop();
    }
    rmSync(dataDir, { recursive: true });
  });
});
