import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";
import { EJSON } from "bson";
import { type BackupHeader, type BackupTrailer, FORMAT, VERSION } from "./backupFormat.js";
import { createByteReader, type ByteReader } from "./byteReader.js";
import { TransferError } from "./transferError.js";

/** A part of a backup. */
export type BackupPart = { header: BackupHeader } | { collection: string; bytes: Buffer };

const SMALLEST_DOCUMENT = 5;
const LARGEST_DOCUMENT = 16 * 1024 * 1024 + 16 * 1024;

/**
 * The parts of a backup, header first. Throws a sentence where the file is not a backup, comes from a later version,
 * or is damaged; the last only when everything was read, so read it to the end before acting on any of it.
 */
export async function* readBackup(file: string): AsyncGenerator<BackupPart> {
  const stream = createReadStream(file);
  const gunzip = createGunzip();
  stream.on("error", (error) => gunzip.destroy(error));
  const hash = createHash("sha256");
  const reader = createByteReader(stream.pipe(gunzip), (bytes) => hash.update(bytes));
  let isBackup = false;
  try {
    const header = readHeader(await reader.line());
    requireKnown(header, file);
    isBackup = true;
    yield { header };
    for (const { name: collection, count } of header.collections) {
      for (let i = 0; i < count; i++) yield { collection, bytes: await readDocument(reader) };
    }
    const expected = hash.copy().digest("hex");
    const trailer = JSON.parse(await reader.line()) as BackupTrailer;
    if (trailer.sha256 !== expected) throw new Error("its checksum is wrong");
    if (!(await reader.isAtEnd())) throw new Error("something follows its end");
  } catch (error) {
    throw asSentence(error, file, isBackup);
  } finally {
    stream.destroy();
    gunzip.destroy();
  }
}

function readHeader(line: string): BackupHeader | null {
  const header = EJSON.parse(line) as BackupHeader;
  return header.format === FORMAT ? header : null;
}

function requireKnown(header: BackupHeader | null, file: string): asserts header is BackupHeader {
  if (header === null) throw new Error("no header");
  if (header.version === VERSION) return;
  throw new TransferError(
    `The backup ${file} has version ${header.version} and this Afterword reads version ${VERSION}: use the Afterword that made it.`,
  );
}

async function readDocument(reader: ByteReader): Promise<Buffer> {
  const length = (await reader.peek(4)).readInt32LE();
  if (length < SMALLEST_DOCUMENT || length > LARGEST_DOCUMENT) throw new Error("a document has no length");
  return reader.take(length);
}

function asSentence(error: unknown, file: string, isBackup: boolean): Error {
  if (error instanceof TransferError) return error;
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "ENOENT") return new TransferError(`There is no file ${file}: check its name.`);
  if (code === "EACCES" || code === "EISDIR")
    return new TransferError(`The file ${file} cannot be read (${code}): check its name and its rights.`);
  if (!isBackup) return new TransferError(`The file ${file} is not a backup that "npm run backup" made.`);
  return new TransferError(
    `The backup ${file} is damaged (${message}): nothing was restored; use another one.`,
  );
}
