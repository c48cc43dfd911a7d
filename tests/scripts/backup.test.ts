import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { startOn } from "../../scripts/transfer/openEmbedded.js";
import { restoreBackup } from "../../scripts/transfer/restoreBackup.js";
import { writeBackup } from "../../scripts/transfer/writeBackup.js";
import { errorOf, temporaryFolder } from "../embedded/withEmbedded.js";
import { contentOfFolder, copyFolder, fill, RESPONSES } from "./fill.js";

const say = () => {};
/** A folder that was filled once, what is in it, and its backup. */
let filled: string;
let original: Awaited<ReturnType<typeof contentOfFolder>>;
let backup: string;
/** Of the one test. */
let folder: string;
let dataDir: string;
let file: string;

beforeAll(async () => {
  filled = temporaryFolder();
  backup = join(filled, "backup");
  await fill(filled);
  original = await contentOfFolder(filled);
  await writeBackup({ dataDir: filled, file: backup, say });
});

beforeEach(() => {
  folder = temporaryFolder();
  dataDir = join(folder, "a");
  file = join(folder, "backup");
  copyFolder(filled, dataDir);
});

afterEach(() => rmSync(folder, { recursive: true }));
afterAll(() => rmSync(filled, { recursive: true }));

describe("a backup", () => {
  it("brings everything back into an empty folder, byte for byte, with its indexes", async () => {
    await restoreBackup({ dataDir: join(folder, "b"), file: backup, say });

    expect(await contentOfFolder(join(folder, "b"))).toEqual(original);
    expect(readdirSync(join(folder, "b")).sort()).toEqual(["database.mdb", "database.mdb-lock", "run"]);
  });

  it("begins with a line that says what is in it", () => {
    const header = JSON.parse(gunzipSync(readFileSync(backup)).toString("utf8").split("\n")[0]!);
    expect(header).toMatchObject({ format: "afterword-backup", version: 1, database: "afterword" });
    const responses = header.collections.find((one: { name: string }) => one.name === "responses");
    expect(responses.count).toBe(RESPONSES);
    expect(responses.indexes).toHaveLength(4);
  });

  it("shows one moment of a server that is at work", async () => {
    const running = await startOn(dataDir);
    const pairs = running.db.collection("pairs");
    await pairs.createIndex({ only: 1 }, { unique: true });
    let isOver = false;
    // there is one at any time, mostly another one
    const working = (async () => {
      for (let i = 0; !isOver; i++) {
        await pairs.insertOne({ i, only: "one" });
        await pairs.deleteOne({ only: "one" });
      }
    })();
    await writeBackup({ dataDir, file, say });
    isOver = true;
    await working;
    await running.close();

    const { collections } = await restoreBackup({ dataDir: join(folder, "b"), file, say });
    expect(collections.find(({ name }) => name === "responses")!.count).toBe(RESPONSES);
    expect(readdirSync(dataDir).filter((name) => name.startsWith("backup-"))).toEqual([]);
  });

  it("gets its name only when it is complete, and spares a file that is there", async () => {
    const breakOff = () => {
      throw new Error("broken off");
    };
    await errorOf(writeBackup({ dataDir, file, say: breakOff }));
    expect(readdirSync(folder)).toEqual(["a"]);

    writeFileSync(file, "mine");
    expect((await errorOf(writeBackup({ dataDir, file, say }))).message).toContain("is there already");
    expect(readFileSync(file, "utf8")).toBe("mine");
    const nowhere = await errorOf(writeBackup({ dataDir, file: join(folder, "no", "file"), say }));
    expect(nowhere.message).toMatch(/^The folder .*no does not exist/);
  });
});

describe("a restore", () => {
  it.each([
    ["is cut off", (bytes: Buffer) => bytes.subarray(0, bytes.length - 200), "is damaged"],
    ["has a changed byte", flipped, "is damaged"],
    [
      "has a changed byte that gzip cannot see",
      (bytes: Buffer) => repacked(bytes, "alice", "malic"),
      "its checksum is wrong",
    ],
    ["has lost its end", (bytes: Buffer) => gzipSync(gunzipSync(bytes).subarray(0, -80)), "is damaged"],
    [
      "comes from a later version",
      (bytes: Buffer) => repacked(bytes, '"version":1', '"version":2'),
      "has version 2",
    ],
    ["is something else", () => Buffer.from("hello"), 'is not a backup that "npm run backup" made'],
    ["is something else that is packed", () => gzipSync('{"a":1}\n'), "is not a backup"],
  ])("refuses a file that %s, and writes nothing", async (_what, change, sentence) => {
    writeFileSync(file, change(readFileSync(backup)));

    const error = await errorOf(restoreBackup({ dataDir: join(folder, "b"), file, say }));

    expect(error.message).toContain(sentence);
    expect(existsSync(join(folder, "b"))).toBe(false);
  });

  it("refuses a folder that has data, and replaces them with --over", async () => {
    const { db, close } = await startOn(dataDir);
    await db.collection("responses").deleteMany({});
    await db.collection("later").insertOne({ a: 1 });
    await close();

    expect((await errorOf(restoreBackup({ dataDir, file: backup, say }))).message).toContain("--over");
    await restoreBackup({ dataDir, file: backup, say, over: true });

    expect(await contentOfFolder(dataDir)).toEqual(original);
  });

  it("replaces a database that is damaged", async () => {
    writeFileSync(join(dataDir, "database.mdb"), "damaged");

    await restoreBackup({ dataDir, file: backup, say, over: true });

    expect(await contentOfFolder(dataDir)).toEqual(original);
  });

  it("leaves what was there when it breaks off, and takes no folder on which a server runs", async () => {
    const breakOff = (line: string) => {
      if (line.startsWith("responses")) throw new Error("broken off");
    };
    await errorOf(restoreBackup({ dataDir, file: backup, say: breakOff, over: true }));
    expect(await contentOfFolder(dataDir)).toEqual(original);

    const running = await startOn(dataDir);
    const error = await errorOf(restoreBackup({ dataDir, file: backup, say, over: true }));
    await running.close();
    expect(error.message).toMatch(/is in use by process \d+\. Stop that process/);
  });
});

function flipped(bytes: Buffer): Buffer {
  const changed = Buffer.from(bytes);
  changed[changed.length >> 1]! ^= 1;
  return changed;
}

/** The same with a text in it replaced by another of the same length, packed again. */
function repacked(bytes: Buffer, from: string, to: string): Buffer {
  const content = gunzipSync(bytes).toString("latin1");
  return gzipSync(Buffer.from(content.replace(from, to), "latin1"));
}
