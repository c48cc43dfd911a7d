import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

export interface AfterwordProcess {
  pid: number;
  baseUrl: string;
  /** All lines that it has written, logs and complaints. */
  output(): string;
  /** Resolves when it says that it runs; rejects when it ends before. */
  started: Promise<void>;
  /** How it ended: an exit code, or the signal that killed it. */
  ended: Promise<number | NodeJS.Signals>;
  signal(signal: NodeJS.Signals): void;
}

/** Starts Afterword as `npm start` does, in an empty folder, with nothing of our environment but what is given. */
export function startProcess(environment: Record<string, string>): AfterwordProcess {
  const folder = mkdtempSync(join(tmpdir(), "afterword-"));
  const tsx = pathToFileURL(join(ROOT, "node_modules/tsx/dist/loader.mjs")).href;
  const child = spawn(process.execPath, ["--import", tsx, join(ROOT, "src/main.ts")], {
    cwd: folder,
    env: { PATH: process.env["PATH"], DATA_DIR: folder, SECRET: "a secret for tests only", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let written = "";
  const { promise: started, resolve: sayStarted, reject } = deferred();
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      written += text;
      if (written.includes("Afterword is running")) sayStarted();
    });
  }
  const ended = once(child, "close").then(([code, signal]: (number | NodeJS.Signals | null)[]) => {
    rmSync(folder, { recursive: true, force: true });
    reject(new Error(`Afterword ended before it was running:\n${written}`));
    return code ?? signal!;
  });
  started.catch(() => {}); // whoever waits for the end only
  return {
    pid: child.pid!,
    baseUrl: `http://127.0.0.1:${environment["PORT"]}`,
    output: () => written,
    started,
    ended,
    signal: (signal) => void child.kill(signal),
  };
}

/** A port that nobody listens on now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0);
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function deferred() {
  let resolve = () => {};
  let reject = (_error: Error) => {};
  const promise = new Promise<void>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}
