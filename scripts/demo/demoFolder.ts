import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ConfigError } from "../../src/config.js";
import { takeOwnership } from "../../src/embedded/ownerLock.js";

/** Where the demo's data lie. Nothing but the demo writes there, so it may be removed. */
export interface DemoFolder {
  path: string;
  /** Where the data are while they are loaded. */
  loadingPath: string;
}

/** The demo's own folder within a data folder: the data of an installation beside it are never touched. */
export function demoFolderIn(dataDir: string): DemoFolder {
  const path = join(dataDir, "demo");
  return { path, loadingPath: `${path}.new` };
}

/** Whether the data were loaded to the end. */
export function isLoaded({ path }: DemoFolder): boolean {
  return existsSync(join(path, "database.mdb"));
}

/** Removes what is there, also what an interrupted load has left. Throws ConfigError while another process uses it. */
export async function clearDemo({ path, loadingPath }: DemoFolder): Promise<void> {
  await removeUnused(loadingPath);
  await removeUnused(path);
}

/**
 * Fills the folder by `load`, which gets a folder to work in and has closed everything in it when it comes back. The
 * data appear at once and whole: a load that is interrupted starts over the next time.
 */
export async function fillDemo(
  { path, loadingPath }: DemoFolder,
  load: (dataDir: string) => Promise<void>,
): Promise<void> {
  await removeUnused(loadingPath);
  await load(loadingPath);
  sync(join(loadingPath, "database.mdb"));
  renameSync(loadingPath, path);
}

async function removeUnused(path: string): Promise<void> {
  if (!existsSync(path)) return;
  const runDir = join(path, "run");
  mkdirSync(runDir, { recursive: true });
  const lock = await takeOwnership(runDir).catch((error: Error) => {
    throw new ConfigError([error.message]);
  });
  rmSync(path, { recursive: true, force: true });
  lock.release();
}

function sync(file: string): void {
  const descriptor = openSync(file, "r+");
  fsyncSync(descriptor);
  closeSync(descriptor);
}
