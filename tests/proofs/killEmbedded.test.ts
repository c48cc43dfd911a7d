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

const ROUNDS = Number(process.env["KILL_ROUNDS"] ?? 20);

describe("Afterword on the embedded server under kill -9", () => {
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

  it(`loses no acknowledged event and sends none twice when it is killed ${ROUNDS} times under load`, async () => {
    await start();
    await call("PUT", "/v1/touchpoints/call", { name: "Call", stage: "support" });
    await call("PUT", "/v1/surveys/nps", { name: "NPS", metric: "nps", question: { en: "How likely?" } });
    await call("PUT", "/v1/triggers/t", { event: { type: "call.ended" }, touchpoint: "call", survey: "nps" });
    const acknowledged = new Set<string>();
    for (let round = 0; round < ROUNDS; round += 1) {
      let isAlive = true;
      const post = async (hand: number) => {
        for (let index = 0; isAlive; index += 1) {
          const id = `event-${round}-${hand}-${index}`;
          const posted = await call("POST", "/v1/events", {
            id,
            type: "call.ended",
            occurredAt: new Date().toISOString(),
            customer: { id: `customer-${id}`, email: `${id}@example.com` },
          }).catch(() => null);
          if (posted?.status === 202) acknowledged.add(id);
        }
      };
      const hands = [1, 2, 3, 4].map(post);
      await new Promise((resolve) => setTimeout(resolve, 500 + 90 * round));
      running!.signal("SIGKILL");
      await running!.ended;
      isAlive = false;
      await Promise.all(hands);
      await start();
    }
    expect(acknowledged.size).toBeGreaterThan(ROUNDS * 5);
    const asked = await untilAllSent();
    expect([...acknowledged].filter((id) => !asked.has(`customer-${id}`))).toEqual([]);
    const sentTo = await listAll("/v1/outbox", "messages");
    expect(new Set(sentTo.map(({ to }) => to)).size).toBe(sentTo.length);
    expect(sentTo.length).toBe(asked.size);
    process.stdout.write(
      `${ROUNDS} kills, ${acknowledged.size} events acknowledged, ${asked.size} asked, each once\n`,
    );
  }, 600_000);

  /** Waits until nothing is planned or in the hands of a killed worker (whose lease is 60 s); who was asked. */
  async function untilAllSent(): Promise<Set<string>> {
    for (let tries = 0; tries < 200; tries += 1) {
      const open = await Promise.all(
        ["scheduled", "sending"].map((state) => call("GET", `/v1/invitations?state=${state}`)),
      );
      if (open.every(({ body }) => body.items.length === 0)) break;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    const sent = await listAll("/v1/invitations?state=sent", "items");
    return new Set(sent.map(({ customer }) => customer!));
  }

  async function listAll(path: string, name: "items" | "messages"): Promise<Record<string, string>[]> {
    const all: Record<string, string>[] = [];
    const separator = path.includes("?") ? "&" : "?";
    for (let next: string | null = ""; next !== null;) {
      const { body } = await call("GET", `${path}${separator}limit=500${next && `&cursor=${next}`}`);
      all.push(...body[name]);
      next = body.next;
    }
    return all;
  }
});
