import { spawn, type ChildProcess } from "node:child_process";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { fileURLToPath, pathToFileURL } from "node:url";
import { setTimeout as sleep } from "node:timers/promises";
import { onEnd } from "./cleanUp.js";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const TSX = pathToFileURL(`${ROOT}node_modules/tsx/dist/loader.mjs`).href;

/** For a closer look: BENCHMARK_NODE_ARGS="--cpu-prof --cpu-prof-dir=/tmp/profiles". */
const PROFILING = process.env["BENCHMARK_NODE_ARGS"]?.split(" ") ?? [];

export interface RunningProcess {
  pid: number;
  /** SIGTERM, and the exit awaited. */
  stop(): Promise<void>;
}

/**
 * Starts a TypeScript file (named from the repository's root) in a process of its own, without our environment, and
 * waits until it answers at `readyUrl` or, without one, prints `says`. It is stopped at the end in any case.
 */
export async function startProcess(
  file: string,
  { env, readyUrl, says = "ready" }: { env: Record<string, string>; readyUrl?: string; says?: string },
): Promise<RunningProcess> {
  const child = startChild(file, env);
  const running = { pid: child.pid!, stop: () => stop(child) };
  onEnd(running.stop);
  await (readyUrl ? untilAnswers(readyUrl, child) : untilSays(says, child));
  child.stdout?.resume();
  return running;
}

/** Runs a TypeScript file to its end; the last line it printed. Throws when it failed. */
export async function runToEnd(file: string, env: Record<string, string>): Promise<string> {
  const child = startChild(file, env);
  onEnd(() => stop(child));
  let printed = "";
  child.stdout?.on("data", (chunk: Buffer) => (printed += chunk));
  const code = await new Promise((resolve) => child.once("close", resolve));
  if (code !== 0) throw new Error(`${file} ended with ${String(code)}`);
  return printed.trim().split("\n").at(-1)!;
}

/** A port that nobody uses now. */
export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

function startChild(file: string, env: Record<string, string>): ChildProcess {
  // Not in our folder: its .env is not meant for a benchmark.
  return spawn(process.execPath, [...PROFILING, "--import", TSX, `${ROOT}${file}`], {
    cwd: tmpdir(),
    env: {
      PATH: process.env["PATH"],
      HOME: process.env["HOME"],
      ...env,
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
}

async function untilAnswers(url: string, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    if (child.exitCode !== null)
      throw new Error(`The process ended with ${child.exitCode} before it was ready`);
    const isReady = await fetch(url).then(
      (answer) => answer.ok,
      () => false,
    );
    if (isReady) return;
    await sleep(100);
  }
  throw new Error(`Nothing answers at ${url}`);
}

function untilSays(text: string, child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    child.stdout?.on("data", (chunk: Buffer) => chunk.includes(text) && resolve());
    child.once("exit", (code) => reject(new Error(`The process ended with ${code} before it was ready`)));
  });
}

function stop(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode) return resolve();
    child.once("exit", () => resolve());
    child.kill("SIGTERM");
  });
}
