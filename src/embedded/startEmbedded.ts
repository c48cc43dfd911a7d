import { chmodSync, mkdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { Worker } from "node:worker_threads";
import { type OwnerLock, takeOwnership } from "./ownerLock.js";
import type { WorkerNews, WorkerOrder } from "./worker.js";

/** A running embedded server. */
export interface EmbeddedServer {
  /** A MongoDB URI for any driver on this machine. */
  uri: string;
  /** Ends the connections, waits for the last commit and gives the folder free. Calling it again does nothing. */
  stop: () => Promise<void>;
}

/** Where the data lie, and how often expired documents are removed (as in MongoDB: every minute). */
export interface EmbeddedOptions {
  dataDir: string;
  sweepMs?: number;
  /** Data that are not synced outlive this process, but perhaps not the machine. */
  isSynced?: boolean;
}

const SWEEP_MS = 60_000;
/** Linux keeps a socket's path in 108 bytes, macOS in 104, each with a closing zero; Node cuts longer ones silently. */
const SOCKET_PATH_BYTES = process.platform === "darwin" ? 103 : 107;

/**
 * Starts the embedded server on a folder, which is made if it is missing. Rejects, with a sentence that says what to
 * do, when the folder cannot be used, when its path is too long, when the data are damaged, or when another process
 * has it open; that process's URI stands in `<dataDir>/run/owner.json`.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const dataDir = resolve(options.dataDir);
  const runDir = join(dataDir, "run");
  const socketPath = join(runDir, "db.sock");
  const isWindows = process.platform === "win32";
  if (!isWindows) requireShortPath(socketPath, dataDir);
  makePrivate(dataDir, runDir);
  const lock = await takeOwnership(runDir);
  rmSync(socketPath, { force: true });
  const worker = startWorker({
    databasePath: join(dataDir, "database.mdb"),
    address: isWindows ? { host: "127.0.0.1" } : { socketPath },
    sweepMs: options.sweepMs ?? SWEEP_MS,
    isSynced: options.isSynced ?? true,
  });
  try {
    const port = await ready(worker);
    const host = isWindows ? `127.0.0.1:${port}` : encodeURIComponent(socketPath);
    const uri = `mongodb://${host}/afterword?directConnection=true`;
    lock.announce(uri);
    return { uri, stop: stopOnce(worker, lock, socketPath) };
  } catch (error) {
    await worker.terminate();
    lock.release();
    throw error;
  }
}

function requireShortPath(socketPath: string, dataDir: string): void {
  const bytes = Buffer.byteLength(socketPath);
  if (bytes <= SOCKET_PATH_BYTES) return;
  throw new Error(
    `DATA_DIR ${dataDir} is too long: the socket's path in it has ${bytes} bytes and may have ${SOCKET_PATH_BYTES}. ` +
      `Choose a folder whose path is ${bytes - SOCKET_PATH_BYTES} bytes shorter.`,
  );
}

function makePrivate(dataDir: string, runDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    mkdirSync(runDir, { recursive: true, mode: 0o700 });
    // it may have been there, with other rights
    chmodSync(runDir, 0o700);
  } catch (error) {
    throw new Error(
      `DATA_DIR ${dataDir} cannot be used (${(error as Error).message}). ` +
        `Make it a folder that this user may write to, or set DATA_DIR to another one.`,
    );
  }
}

function startWorker(order: WorkerOrder): Worker {
  // no execArgv: the flags of jest or tsx in this thread are not meant for that one
  return new Worker(new URL("./workerEntry.mjs", import.meta.url), { workerData: order, execArgv: [] });
}

/** The thread's port once it listens; rejects with the reason when it cannot. */
function ready(worker: Worker): Promise<number> {
  return new Promise((resolve, reject) => {
    worker.once("error", reject);
    worker.once("message", (news: WorkerNews) => {
      // from now on a thread that dies takes the process with it: without a database there is nothing to serve
      worker.off("error", reject);
      if (news.state === "ready") resolve(news.port);
      else
        reject(new Error(news.state === "failed" ? news.reason : "The embedded database stopped at once."));
    });
  });
}

function stopOnce(worker: Worker, lock: OwnerLock, socketPath: string): () => Promise<void> {
  let stopping: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    const stopped = new Promise((resolve) => worker.once("message", resolve));
    worker.postMessage("stop");
    await stopped;
    await worker.terminate();
    rmSync(socketPath, { force: true });
    lock.release();
  };
  return () => (stopping ??= stop());
}
