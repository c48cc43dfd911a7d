import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import * as suppressions from "../../../src/store/suppressions.js";
import { anEvent, configure } from "../../build.js";
import { DAY, HOUR } from "../../testClock.js";
import { createWorld, type World } from "../../world.js";
import { plan, reload } from "./arrange.js";

const ANA = { id: "ana", email: "ana@example.com" };

describe("the last look before sending", () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  beforeEach(async () => {
    await world.reset();
    await configure(world, { triggerFields: { delay: "PT1H", unless: ["subscription.cancelled"] } });
  });
  afterAll(() => world.close());

  async function sentMessages(): Promise<number> {
    return (await world.api("get", "/v1/outbox")).body.messages.length;
  }

  it("waits until the delay is over", async () => {
    const one = await plan(world, { customer: ANA });
    world.clock.advance(HOUR - 1);
    expect(await world.dispatchAll()).toBe(0);
    world.clock.advance(1);
    await world.dispatchAll();
    expect(await reload(one)).toMatchObject({ state: "sent" });
  });

  it.each<[string, string, (world: World) => Promise<unknown>]>([
    ["has opted out meanwhile", "opted_out", (world) => world.api("put", "/v1/customers/ana/opt-outs/email")],
    [
      "bounced meanwhile",
      "suppressed",
      (world) =>
        suppressions.insert({
          channel: "email",
          address: ANA.email,
          reason: "bounced",
          at: world.clock.now(),
        }),
    ],
  ])("does not ask somebody who %s", async (_what, reason, happen) => {
    const one = await plan(world, { customer: ANA });
    await happen(world);
    world.clock.advance(HOUR);
    await world.dispatchAll();
    expect(await reload(one)).toMatchObject({ state: "skipped", reason, attempts: [] });
    expect(await sentMessages()).toBe(0);
  });

  it("does not ask for a survey that is paused by now", async () => {
    const one = await plan(world, { customer: ANA });
    await world.api("put", "/v1/surveys/support-nps", {
      name: "After a call",
      metric: "nps",
      question: { en: "How likely are you to recommend us?" },
      state: "paused",
    });
    world.clock.advance(HOUR);
    await world.dispatchAll();
    expect(await reload(one)).toMatchObject({ state: "skipped", reason: "survey_paused" });
  });

  it("does not ask when the event came that cancels it", async () => {
    const one = await plan(world, { customer: ANA });
    world.clock.advance(HOUR / 2);
    await world.api("post", "/v1/events", anEvent(world, { type: "subscription.cancelled", customer: ANA }));
    world.clock.advance(HOUR / 2);
    await world.dispatchAll();
    expect(await reload(one)).toMatchObject({ state: "skipped", reason: "cancelled_by_event" });
  });

  it("asks when that event had occurred before", async () => {
    const occurredAt = new Date(world.clock.now().getTime() - HOUR).toISOString();
    const one = await plan(world, { customer: ANA });
    await world.api(
      "post",
      "/v1/events",
      anEvent(world, { type: "subscription.cancelled", customer: ANA, occurredAt }),
    );
    world.clock.advance(HOUR);
    await world.dispatchAll();
    expect(await reload(one)).toMatchObject({ state: "sent" });
  });

  it("does not send what has expired while no worker ran", async () => {
    const one = await plan(world, { customer: ANA });
    world.clock.advance(HOUR + 14 * DAY);
    await world.dispatchAll();
    expect(await reload(one)).toMatchObject({ state: "skipped", reason: "expired" });
    expect(await sentMessages()).toBe(0);
  });

  it("writes to the address that the customer has by now", async () => {
    await plan(world, { customer: ANA });
    await world.api(
      "post",
      "/v1/events",
      anEvent(world, { type: "visit.completed", customer: { id: "ana", email: "new@example.com" } }),
    );
    world.clock.advance(HOUR);
    await world.dispatchAll();
    expect((await world.api("get", "/v1/outbox?to=new@example.com")).body.messages).toHaveLength(1);
  });
});
