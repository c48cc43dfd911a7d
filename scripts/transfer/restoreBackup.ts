import { existsSync, mkdirSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { takeOwnership } from "../../src/embedded/ownerLock.js";
import type { BackupHeader } from "./backupFormat.js";
import { type Db, insertExactly } from "./documents.js";
import { ensureIndexes } from "./indexes.js";
import { startOn } from "./openEmbedded.js";
import { readBackup } from "./readBackup.js";
import { TransferError } from "./transferError.js";

export interface Restore {
  dataDir: string;
  file: string;
  /** Replaces the data that are there. */
  over?: boolean;
  say: (line: string) => void;
}

/** Short, because the path of a socket in it is limited. */
const DRAFT = "new";
const FILE = "database.mdb";
const BATCH = 500;

/**
 * Restores a backup into a data folder on which no server runs. The file is read to its end before anything is
 * written; the database is then built beside the old one and takes its place in one step, so that a restore that is
 * killed leaves everything as it was. Returns what was restored.
 */
export async function restoreBackup(restore: Restore): Promise<BackupHeader> {
  const { dataDir, file, say } = restore;
  requireEmpty(restore);
  say(`Checking ${file} ...`);
  await readToEnd(file);
  mkdirSync(join(dataDir, "run"), { recursive: true, mode: 0o700 });
  // until the end nobody else may start on this folder
  const lock = await takeOwnership(join(dataDir, "run"));
  const draft = join(dataDir, DRAFT);
  try {
    requireEmpty(restore);
    rmSync(draft, { recursive: true, force: true });
    const header = await build(draft, restore);
    rmSync(join(dataDir, `${FILE}-lock`), { force: true });
    renameSync(join(draft, FILE), join(dataDir, FILE));
    return header;
  } finally {
    rmSync(draft, { recursive: true, force: true });
    lock.release();
  }
}

function requireEmpty({ dataDir, over }: Restore): void {
  const path = join(dataDir, FILE);
  if (over || !existsSync(path) || statSync(path).size === 0) return;
  throw new TransferError(
    `There is a database in ${dataDir} already: set DATA_DIR to an empty folder, or add --over to replace it.`,
  );
}

async function readToEnd(file: string): Promise<void> {
  for await (const part of readBackup(file)) void part;
}

async function build(folder: string, { file, say }: Restore): Promise<BackupHeader> {
  const server = await startOn(folder);
  try {
    const header = await fill(server.db, file);
    for (const { name, count } of header.collections) {
      const restored = await server.db.collection(name).countDocuments({});
      if (restored !== count) throw new Error(`${name} has ${restored} documents instead of ${count}.`);
      say(`${name}: ${count} documents`);
    }
    return header;
  } finally {
    await server.close();
  }
}

async function fill(db: Db, file: string): Promise<BackupHeader> {
  let header: BackupHeader | undefined;
  let batch = { collection: "", documents: [] as Buffer[] };
  const flush = async (collection: string) => {
    if (batch.documents.length > 0) await insertExactly(db, batch.collection, batch.documents);
    batch = { collection, documents: [] };
  };
  for await (const part of readBackup(file)) {
    if ("header" in part) {
      header = part.header;
      for (const { name, indexes } of header.collections) await ensureIndexes(db, name, indexes);
      continue;
    }
    const isFull = batch.documents.length === BATCH || batch.collection !== part.collection;
    if (isFull) await flush(part.collection);
    batch.documents.push(part.bytes);
  }
  await flush("");
  return header!;
}
