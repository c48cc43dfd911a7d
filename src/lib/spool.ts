import { createReadStream, createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

export interface Spooled {
  /** From the beginning, as often as wanted. */
  read(): Readable;
  remove(): Promise<void>;
}

/** Keeps a stream in a file of this process alone, so that it can be read twice without standing in memory. */
export async function spool(stream: Readable): Promise<Spooled> {
  const folder = await mkdtemp(join(tmpdir(), "afterword-")); // nobody else may look into it
  const path = join(folder, "file");
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    await pipeline(stream, createWriteStream(path, { mode: 0o600 }));
  } catch (error) {
    await remove();
    throw error;
  }
  return { read: () => createReadStream(path), remove };
}
