import { closeSync, existsSync, openSync, readSync, statfsSync, statSync, truncateSync } from "node:fs";
import { dirname } from "node:path";
import { type Database, open, type RootDatabase } from "lmdb";
import { CommandError } from "../errors.js";

/** The lmdb file and its three parts. All keys and values are bytes. */
export interface Storage {
  path: string;
  env: RootDatabase<Buffer, Buffer>;
  /** "db.collection" -> what the collection is (BSON); see catalog.ts. */
  catalog: Database<Buffer, Buffer>;
  /** collection id (4 bytes), record id (6 bytes) -> the document, BSON as it came. */
  records: Database<Buffer, Buffer>;
  /** index id (4 bytes), encoded key, record id (6 bytes) -> nothing. */
  entries: Database<Buffer, Buffer>;
}

const LMDB_MAGIC = 0xbeefc0de;
/** EIO, EFBIG and ENOSPC: what lmdb reports of a full disk, and of a file that may not grow, differs from time to time. */
const NO_SPACE: unknown[] = [5, 27, 28];

/** Opens or creates the database file. Throws an Error whose sentence says what to do when that cannot be. */
export function openStorage(path: string, isSynced: boolean): Storage {
  try {
    requireWhole(path);
    // a commit returns after fsync (no overlappingSync), and a write never goes through the memory map
    const syncing = { overlappingSync: false, noSync: !isSynced };
    const env = open<Buffer, Buffer>({ path, noSubdir: true, maxDbs: 8, ...syncing, ...BYTES });
    const part = (name: string): Database<Buffer, Buffer> => env.openDB({ name, ...BYTES });
    return { path, env, catalog: part("catalog"), records: part("records"), entries: part("entries") };
  } catch (error) {
    throw openingError(path, error);
  }
}

const BYTES = { keyEncoding: "binary", encoding: "binary", cache: false } as const;

/** What a failed commit means for the client. */
export function commitError({ path }: Storage, error: unknown): CommandError {
  const { code, message } = error as { code?: unknown; message: string };
  if (!NO_SPACE.includes(code)) return new CommandError(1, `Nothing was written to ${path}: ${message}`);
  const disk = statfsSync(dirname(path));
  const freeMegabytes = Math.floor((disk.bavail * disk.bsize) / 1024 ** 2);
  return new CommandError(
    14031,
    `The disk takes no more of ${path} (${message}; ${freeMegabytes} MB free): it is full, or the file may not grow. ` +
      `Nothing of this command was written. Free some space and try again; ` +
      `everything acknowledged before is safe and can be read.`,
  );
}

/**
 * Makes the file as long as lmdb says it is; after every commit. Pages that a commit took and freed again are never
 * written, and at the end of the file they would look like a lost piece at the next start.
 */
export function keepWhole(storage: Storage): void {
  const stats = storage.env.getStats() as { lastPageNumber: number; pageSize: number };
  const bytes = (stats.lastPageNumber + 1) * stats.pageSize;
  try {
    if (statSync(storage.path).size < bytes) truncateSync(storage.path, bytes);
  } catch {
    // the commit stands all the same, and the next one tries again
  }
}

/**
 * Looks at the file before lmdb does: opening something else than a database, or reading beyond the end of one that
 * was cut off (it is mapped into memory), would kill the process instead of throwing.
 */
function requireWhole(path: string): void {
  if (!existsSync(path) || statSync(path).size === 0) return;
  const [first, second] = [readMeta(path, 0), readMeta(path, statSync(path).size < 8192 ? 0 : 1)];
  const newest = second.transaction > first.transaction ? second : first;
  if (statSync(path).size < newest.bytes) throw new Error("it is shorter than it should be");
}

/** The two meta pages of lmdb's data format 2: magic at 24, page size at 48, last page at 144, transaction at 152. */
function readMeta(path: string, page: number): { bytes: number; transaction: bigint } {
  const file = openSync(path, "r");
  try {
    const head = Buffer.alloc(160);
    readSync(file, head, 0, 160, 0);
    const pageSize = head.readUInt32LE(48);
    if (page === 1) readSync(file, head, 0, 160, pageSize);
    if (head.readUInt32LE(24) !== LMDB_MAGIC) throw new Error("it does not begin like a database");
    return {
      bytes: (Number(head.readBigUInt64LE(144)) + 1) * pageSize,
      transaction: head.readBigUInt64LE(152),
    };
  } finally {
    closeSync(file);
  }
}

function openingError(path: string, error: unknown): Error {
  const reason = error instanceof Error ? error.message : String(error);
  if (/EACCES|EROFS|ENOTDIR|Permission denied|Read-only/i.test(reason)) {
    return new Error(
      `The database file ${path} cannot be written (${reason}). Make it writable for this user.`,
    );
  }
  if (/No space left/.test(reason)) {
    return new Error(`The disk that holds ${path} is full. Free some space and start again.`);
  }
  if (!existsSync(path)) return new Error(`The database file ${path} cannot be created: ${reason}.`);
  return new Error(
    `The database file ${path} is damaged (${reason}). Put back a copy of it from your backup, ` +
      `or move it away to start with an empty database.`,
  );
}
