import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import mongoose from "mongoose";
import { anEvent, ask, configure } from "../../build.js";
import { DAY, HOUR } from "../../testClock.js";
import { createWorld, type World } from "../../world.js";
import { textOf } from "../../web/console/pages.js";

describe("what a trigger would do", () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  beforeEach(() => world.reset());
  afterAll(() => world.close());

  const dryRun = async (key = "after-call") => (await world.api("get", `/v1/triggers/${key}/dry-run`)).body;
  const happen = (fields: Record<string, unknown> = {}) =>
    world.api("post", "/v1/events", anEvent(world, fields));
  const ana = { id: "ana", email: "ana@example.com" };

  async function everything(): Promise<string> {
    const names = Object.values(mongoose.connection.collections).map(({ name }) => name);
    // Sending days are counters that looking at the policy page begins; nothing here looks at it.
    const all = await Promise.all(
      names.sort().map((name) => mongoose.connection.collection(name).find().sort({ _id: 1 }).toArray()),
    );
    return JSON.stringify(all);
  }

  it("counts who would be asked and who not, by reason, over the events of 30 days", async () => {
    await configure(world, {
      trigger: "after-call",
      triggerFields: {
        active: false,
        unless: ["subscription.cancelled"],
        delay: "PT2H",
        event: { type: "call.ended", where: [{ field: "properties.minutes", op: "gte", value: 2 }] },
      },
    });
    const properties = { minutes: 5 };
    await happen({ properties, customer: { id: "too-old", email: "old@example.com" } });
    world.clock.advance(31 * DAY);
    await happen({ properties, customer: ana });
    world.clock.advance(2 * DAY);
    await happen({ properties, customer: ana }); // asked recently
    await happen({ properties: { minutes: 1 } }); // does not match
    await happen({ properties, customer: { id: "no-address" } });
    await happen({ properties, customer: { id: "leaves", email: "leaves@example.com" } });
    world.clock.advance(HOUR);
    await happen({ type: "subscription.cancelled", customer: { id: "leaves" } });
    await happen({ properties, customer: { id: "out", email: "out@example.com" } });
    await world.api("put", "/v1/customers/out/opt-outs/email");
    const before = await everything();
    expect(await dryRun()).toMatchObject({
      trigger: "after-call",
      events: 6,
      isCut: false,
      notMatching: 1,
      asked: 1,
      skipped: { asked_recently: 1, no_address: 1, cancelled_by_event: 1, opted_out: 1 },
    });
    expect(await everything()).toBe(before);
  });

  it("minds the asks of other triggers, and plays its own through anew", async () => {
    await configure(world, { trigger: "other", triggerFields: { event: { type: "visit.completed" } } });
    await configure(world);
    await ask(world, { type: "visit.completed", customer: ana });
    await ask(world, { customer: { id: "ben", email: "ben@example.com" } });
    await happen({ customer: ana });
    expect(await dryRun()).toMatchObject({ asked: 1, skipped: { asked_recently: 1 } });
  });

  it("minds quiet hours", async () => {
    await configure(world, { triggerFields: { active: false, channels: ["sms"], expiresAfter: "PT2H" } });
    world.clock.advance(12 * HOUR); // midnight in Madrid
    await happen({ customer: { id: "ana", phone: "+34600111222" } });
    expect(await dryRun()).toMatchObject({ asked: 0, skipped: { quiet_hours: 1 } });
  });

  it("stands on a page, from the trigger's own", async () => {
    await configure(world, { triggerFields: { active: false } });
    const mara = await world.signIn(world.mara);
    expect((await mara.get("/triggers/after-call")).text).toContain('href="/triggers/after-call/dry-run"');
    expect(textOf((await mara.get("/triggers/after-call/dry-run")).text)).toContain(
      "No call.ended in the last 30 days",
    );
    await happen();
    expect(textOf((await mara.get("/triggers/after-call/dry-run")).text)).toContain(
      "1 event of the type call.ended , 1 of them meets the conditions",
    );
    await happen({ customer: { id: "x" } });
    const page = textOf((await mara.get("/triggers/after-call/dry-run")).text);
    expect(page).toContain("2 events of the type call.ended , 2 of them meet the conditions");
    expect(page).toContain("Would be asked With the rules as they stand now. 50 % 1");
    expect(page).toContain("Not asked: No address");
  });
});
