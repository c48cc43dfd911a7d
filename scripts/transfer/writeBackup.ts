import { createHash } from "node:crypto";
import { createWriteStream, existsSync, renameSync, rmSync } from "node:fs";
import { open } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { EJSON } from "bson";
import { type BackupHeader, FORMAT, VERSION } from "./backupFormat.js";
import { type Db, listNames, readBatches } from "./documents.js";
import { listIndexes } from "./indexes.js";
import { openSnapshot } from "./snapshot.js";
import { TransferError } from "./transferError.js";

/**
 * Writes everything in the embedded server of a data folder into one new file, which gets its name when it is
 * complete and on disk. May run beside Afterword: the backup shows one moment. Returns what is in it.
 */
export async function writeBackup(order: {
  dataDir: string;
  file: string;
  say: (line: string) => void;
}): Promise<BackupHeader> {
  const file = resolve(order.file);
  requireFree(file);
  const draft = `${file}.${process.pid}.part`;
  const source = await openSnapshot(order.dataDir);
  try {
    const header = await headerOf(source.db);
    const content = Readable.from(contentOf(source.db, header, order.say));
    await pipeline(content, createGzip(), createWriteStream(draft, { flags: "wx", mode: 0o600 }));
    await toDisk(draft);
    renameSync(draft, file);
    return header;
  } catch (error) {
    throw asSentence(error, file);
  } finally {
    rmSync(draft, { force: true });
    await source.close();
  }
}

function requireFree(file: string): void {
  if (!existsSync(dirname(file)))
    throw new TransferError(`The folder ${dirname(file)} does not exist: make it, or name another file.`);
  if (existsSync(file)) throw new TransferError(`The file ${file} is there already: name a new one.`);
}

async function headerOf(db: Db): Promise<BackupHeader> {
  const collections: BackupHeader["collections"] = [];
  for (const name of await listNames(db)) {
    const count = await db.collection(name).countDocuments({});
    collections.push({ name, count, indexes: await listIndexes(db, name) });
  }
  return {
    format: FORMAT,
    version: VERSION,
    madeAt: new Date().toISOString(),
    database: db.databaseName,
    collections,
  };
}

async function* contentOf(db: Db, header: BackupHeader, say: (line: string) => void): AsyncGenerator<Buffer> {
  const hash = createHash("sha256");
  const pass = (bytes: Buffer): Buffer => {
    hash.update(bytes);
    return bytes;
  };
  yield pass(Buffer.from(`${EJSON.stringify(header)}\n`));
  for (const { name, count } of header.collections) {
    let written = 0;
    for await (const batch of readBatches(db, name)) {
      yield pass(Buffer.concat(batch));
      written += batch.length;
    }
    if (written !== count) throw new Error(`${name} has changed while it was read: repeat the backup.`);
    say(`${name}: ${count} documents`);
  }
  yield Buffer.from(`${JSON.stringify({ sha256: hash.digest("hex") })}\n`);
}

async function toDisk(path: string): Promise<void> {
  const handle = await open(path, "r+");
  await handle.sync();
  await handle.close();
}

function asSentence(error: unknown, file: string): unknown {
  const { code } = error as NodeJS.ErrnoException;
  const faults: Record<string, string> = {
    ENOSPC: "the disk is full: free some space",
    EACCES: "this user may not write there: name another file",
    EROFS: "the disk is read-only: name another file",
    EEXIST: "the file is there already: name a new one",
  };
  const fault = faults[code ?? ""];
  return fault ? new TransferError(`The backup ${file} was not written, because ${fault}.`) : error;
}
