import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { configure } from "../../build.js";
import { createWorld, type World } from "../../world.js";

const ANA = { trigger: "after-call", name: "Ana", email: "ana@example.com", phone: "" };

describe("trying a trigger out", () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  beforeEach(() => world.reset());
  afterAll(() => world.close());

  it("goes from the event to the message in the outbox, whatever delay and conditions the trigger has", async () => {
    await configure(world, {
      triggerFields: {
        event: {
          type: "call.ended",
          where: [
            { field: "properties.reason", op: "in", value: ["outage", "billing"] },
            { field: "properties.minutes", op: "gt", value: 5 },
            { field: "customer.attributes.plan", op: "eq", value: "gold" },
            { field: "team", op: "ne", value: "north" },
          ],
        },
        delay: "P30D",
      },
    });
    const browser = await world.signIn(world.alice);
    const tried = await browser.post("/try", ANA);
    expect(tried.status).toBe(303);
    const waiting = await browser.get(tried.headers["location"]!);
    expect(waiting.headers["refresh"]).toBe("1");
    await world.dispatchAll();
    const { text, headers } = await browser.get(tried.headers["location"]!);
    expect(headers["refresh"]).toBeUndefined();
    expect(text).toContain("The message is in the outbox.");
    const link = text.match(/http:\/\/localhost:3000(\/s\/[\w-]+)/)![1]!;
    expect((await world.http.get(link)).status).toBe(200);
  });

  it("says why nobody was asked", async () => {
    await configure(world, { triggerFields: { channels: ["sms"] } });
    const browser = await world.signIn(world.alice);
    const tried = await browser.post("/try", ANA);
    expect((await browser.get(tried.headers["location"]!)).text).toContain("did not ask");
  });

  it("says beside the field what is wrong and keeps what was typed", async () => {
    await configure(world);
    const browser = await world.signIn(world.alice);
    const refused = await browser.post("/try", { ...ANA, email: "nonsense" });
    expect(refused.status).toBe(400);
    expect(refused.text).toContain("must be an email address");
    expect(refused.text).toContain('value="nonsense"');
  });
});
