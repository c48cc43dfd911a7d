import { existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { open } from "lmdb";
import { joinRunning, openEmbedded, type OpenEmbedded, startOn } from "./openEmbedded.js";

const PREFIX = "backup-";

/**
 * The database of a data folder as it is at this moment. Where a server runs on the folder, lmdb copies the file as
 * of one commit, and a second server is started on the copy: a backup that is read while others write would have a
 * document's new neighbours beside its old form.
 */
export async function openSnapshot(dataDir: string): Promise<OpenEmbedded> {
  removeForgotten(dataDir);
  const running = await joinRunning(dataDir);
  if (!running) return openEmbedded(dataDir);
  await running.close();
  const folder = join(dataDir, `${PREFIX}${process.pid}`);
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    mkdirSync(folder, { mode: 0o700 });
    await copyDatabase(dataDir, folder);
    const snapshot = await startOn(folder);
    return { ...snapshot, owner: running.owner, close: () => snapshot.close().finally(remove) };
  } catch (error) {
    remove();
    throw error;
  }
}

async function copyDatabase(dataDir: string, folder: string): Promise<void> {
  const file = "database.mdb";
  const environment = open({ path: join(dataDir, file), noSubdir: true, readOnly: true, maxDbs: 8 });
  try {
    await environment.backup(join(folder, file), true);
  } finally {
    await environment.close();
  }
}

/** Copies that a killed backup has left behind. */
function removeForgotten(dataDir: string): void {
  if (!existsSync(dataDir)) return;
  for (const name of readdirSync(dataDir)) {
    const pid = Number(new RegExp(`^${PREFIX}(\\d+)$`).exec(name)?.[1] ?? NaN);
    if (pid && !isRunning(pid)) rmSync(join(dataDir, name), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
