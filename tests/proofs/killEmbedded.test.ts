import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { createEmbeddedInstallation, type EmbeddedInstallation } from "../peers/embeddedInstallation.js";

const ROUNDS = Number(process.env["KILL_ROUNDS"] ?? 20);

describe("Afterword on the embedded server under kill -9", () => {
  let server: EmbeddedInstallation;
  beforeEach(async () => {
    server = await createEmbeddedInstallation();
  });
  afterEach(() => server.remove());

  it(`loses no acknowledged event and sends none twice when it is killed ${ROUNDS} times under load`, async () => {
    let running = await server.start();
    await server.call("PUT", "/v1/touchpoints/call", { name: "Call", stage: "support" });
    await server.call("PUT", "/v1/surveys/nps", {
      name: "NPS",
      metric: "nps",
      question: { en: "How likely?" },
    });
    await server.call("PUT", "/v1/triggers/t", {
      event: { type: "call.ended" },
      touchpoint: "call",
      survey: "nps",
    });
    const acknowledged = new Set<string>();
    for (let round = 0; round < ROUNDS; round += 1) {
      let isAlive = true;
      const post = async (hand: number) => {
        for (let index = 0; isAlive; index += 1) {
          const id = `event-${round}-${hand}-${index}`;
          const posted = await server
            .call("POST", "/v1/events", {
              id,
              type: "call.ended",
              occurredAt: new Date().toISOString(),
              customer: { id: `customer-${id}`, email: `${id}@example.com` },
            })
            .catch(() => null);
          if (posted?.status === 202) acknowledged.add(id);
        }
      };
      const hands = [1, 2, 3, 4].map(post);
      await new Promise((resolve) => setTimeout(resolve, 500 + 90 * round));
      running.signal("SIGKILL");
      await running.ended;
      isAlive = false;
      await Promise.all(hands);
      running = await server.start();
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
        ["scheduled", "sending"].map((state) => server.call("GET", `/v1/invitations?state=${state}`)),
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
      const { body } = await server.call("GET", `${path}${separator}limit=500${next && `&cursor=${next}`}`);
      all.push(...body[name]);
      next = body.next;
    }
    return all;
  }
});
