import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort, startProcess, type AfterwordProcess } from "../peers/afterwordProcess.js";

const API_KEY = "test-key-with-all-scopes-0123456789";
/** What the lists and lookups of the API answer with, as far as these tests read it. */
interface Answer {
  name: string;
  items: Record<string, string>[];
  messages: Record<string, string>[];
  next: string | null;
}

describe("Afterword on the embedded server", () => {
  let dataDir: string;
  let environment: Record<string, string>;
  let running: AfterwordProcess | null;
  beforeEach(async () => {
    dataDir = mkdtempSync(join(tmpdir(), "aw-"));
    environment = { DATA_DIR: dataDir, PORT: String(await freePort()), API_KEY, LOG_LEVEL: "info" };
    running = null;
  });
  afterEach(async () => {
    running?.signal("SIGKILL");
    await running?.ended;
    rmSync(dataDir, { recursive: true, force: true });
  });

  async function start(): Promise<AfterwordProcess> {
    running = startProcess(environment);
    await running.started;
    return running;
  }

  async function call(
    method: string,
    path: string,
    body?: object,
  ): Promise<{ status: number; body: Answer }> {
    const answer = await fetch(`${running!.baseUrl}${path}`, {
      method,
      headers: { Authorization: `Bearer ${API_KEY}` },
      ...(body && { body: JSON.stringify(body) }),
    });
    return { status: answer.status, body: await answer.json() };
  }

  it("starts without any MongoDB, keeps its data, and tells a second process that the folder is taken", async () => {
    const first = await start();
    await call("PUT", "/v1/touchpoints/call", { name: "Call", stage: "support" });
    const second = startProcess({ ...environment, PORT: String(await freePort()) });
    expect(await second.ended).toBe(1);
    await second.started.catch(() => {});
    expect(second.output()).toContain(dataDir);
    expect(second.output()).not.toMatch(/at .*\.ts:/);
    first.signal("SIGTERM");
    expect(await first.ended).toBe(0);
    await start();
    expect((await call("GET", "/v1/touchpoints/call")).body.name).toBe("Call");
  }, 120_000); // three processes start
});
