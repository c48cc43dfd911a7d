import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort, startProcess, type AfterwordProcess } from "./afterwordProcess.js";

const API_KEY = "a-key-for-tests-only-0123456789";

/** What the lists and lookups of the API answer with, as far as tests read it. */
export interface Answer {
  name: string;
  items: Record<string, string>[];
  messages: Record<string, string>[];
  next: string | null;
}

/** Afterword on the embedded server, as a process that can be stopped and started again on the same data. */
export interface EmbeddedInstallation {
  dataDir: string;
  environment: Record<string, string>;
  /** Resolves when it runs. */
  start(): Promise<AfterwordProcess>;
  call(method: string, path: string, body?: object): Promise<{ status: number; body: Answer }>;
  remove(): Promise<void>;
}

/** With a folder and a port of its own; nothing is started yet. */
export async function createEmbeddedInstallation(): Promise<EmbeddedInstallation> {
  const dataDir = mkdtempSync(join(tmpdir(), "aw-"));
  const environment = { DATA_DIR: dataDir, PORT: String(await freePort()), API_KEY, LOG_LEVEL: "info" };
  let running: AfterwordProcess | null = null;
  return {
    dataDir,
    environment,
    async start() {
      running = startProcess(environment);
      await running.started;
      return running;
    },
    async call(method, path, body) {
      const answer = await fetch(`${running!.baseUrl}${path}`, {
        method,
        headers: { Authorization: `Bearer ${API_KEY}` },
        ...(body && { body: JSON.stringify(body) }),
      });
      return { status: answer.status, body: (await answer.json()) as Answer };
    },
    async remove() {
      running?.signal("SIGKILL");
      await running?.ended;
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
