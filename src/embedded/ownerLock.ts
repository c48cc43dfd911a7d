import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

/** The right of this process to use a data folder. */
export interface OwnerLock {
  /** Writes the URI into the lock file, where scripts find it. */
  announce: (uri: string) => void;
  release: () => void;
}

/** What stands in `run/owner.json`. */
interface Owner {
  pid: number;
  host: string;
  /** When the process began, in the kernel's ticks since boot; tells it from a later one with the same pid. */
  startedAt: string;
  uri?: string;
}

const FILE = "owner.json";
/** A lock whose owner cannot be seen from here (another container) gets so long to open its socket. */
const STARTING_MS = 3_000;
const RETRY_MS = 200;
const TRIES = 20;
/** The folders that this very process holds. */
const held = new Set<string>();

/** Takes the lock of a folder. A lock whose process is dead is taken over; a living one makes it throw. */
export async function takeOwnership(runDir: string): Promise<OwnerLock> {
  const path = join(runDir, FILE);
  const own: Owner = { pid: process.pid, host: hostname(), startedAt: startOf(process.pid) };
  for (let i = 0; i < TRIES; i++) {
    if (writeLock(path, own, "wx")) {
      held.add(path);
      return lockOf(path, own);
    }
    const text = read(path);
    if (text === null) continue;
    const owner = parse(text);
    if (owner === null && isFresh(path)) {
      // created, but not written yet
      await wait(RETRY_MS);
      continue;
    }
    if (owner !== null && (await isAlive(path, owner))) throw taken(runDir, owner);
    moveAway(path, text);
  }
  throw new Error(`The lock ${path} changes hands all the time. Start only one process on this folder.`);
}

function lockOf(path: string, own: Owner): OwnerLock {
  return {
    announce: (uri) => {
      // written whole, then renamed: nobody reads half of it
      writeLock(`${path}.new`, { ...own, uri }, "w");
      renameSync(`${path}.new`, path);
    },
    release: () => {
      held.delete(path);
      rmSync(path, { force: true });
    },
  };
}

/** Writes the lock; false where the flag "wx" meets one that is there. */
function writeLock(path: string, owner: Owner, flag: "w" | "wx"): boolean {
  try {
    writeFileSync(path, JSON.stringify(owner), { mode: 0o600, flag });
    return true;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") return false;
    throw new Error(
      `${path} cannot be written (${message}). Check the free space and the rights of DATA_DIR.`,
    );
  }
}

function read(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}

function parse(text: string): Owner | null {
  try {
    return JSON.parse(text) as Owner;
  } catch {
    return null;
  }
}

/**
 * The socket answers, or a process with this pid and this start lives. The socket also shows an owner in another
 * container, whose pid means nothing here; one that is just starting has no socket yet and is waited for.
 */
async function isAlive(path: string, owner: Owner): Promise<boolean> {
  const socketPath = join(path, "..", "db.sock");
  if (held.has(path) || (await answers(socketPath))) return true;
  if (owner.host === hostname() && owner.startedAt !== "") {
    return isRunning(owner.pid) && startOf(owner.pid) === owner.startedAt;
  }
  if (!isFresh(path)) return false;
  await wait(STARTING_MS);
  return answers(socketPath);
}

function isFresh(path: string): boolean {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats !== undefined && Date.now() - stats.mtimeMs < STARTING_MS;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, but belongs to somebody else
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Field 22 of /proc/<pid>/stat; empty where there is no /proc, so that the pid alone decides. */
function startOf(pid: number): string {
  const stat = read(`/proc/${pid}/stat`);
  return stat?.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
}

function answers(socketPath: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(socketPath);
    const finish = (isThere: boolean): void => {
      socket.destroy();
      resolve(isThere);
    };
    socket.once("connect", () => finish(true));
    socket.once("error", () => finish(false));
  });
}

/** Renaming is atomic: of two that see the same dead lock one moves it; whoever caught a new one puts it back. */
function moveAway(path: string, text: string): void {
  const aside = `${path}.${process.pid}`;
  try {
    renameSync(path, aside);
  } catch {
    return;
  }
  if (read(aside) !== text) renameSync(aside, path);
  else rmSync(aside, { force: true });
}

function taken(runDir: string, owner: Owner): Error {
  const where = owner.host === hostname() ? `process ${owner.pid}` : `process ${owner.pid} on ${owner.host}`;
  return new Error(
    `The data folder ${join(runDir, "..")} is in use by ${where}. Stop that process, set DATA_DIR to another folder, ` +
      `or join it: its URI stands in ${join(runDir, FILE)}.`,
  );
}
