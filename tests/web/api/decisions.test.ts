import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { anEvent, configure } from "../../build.js";
import { DAY, HOUR } from "../../testClock.js";
import { createWorld, type World } from "../../world.js";

describe("what is decided about an event", () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  beforeEach(() => world.reset());
  afterAll(() => world.close());

  const post = (fields: Record<string, unknown> = {}) =>
    world.api("post", "/v1/events", anEvent(world, fields));
  const ana = { id: "ana", email: "ana@example.com" };

  it.each([
    ["expired", {}, { occurredAt: "2037-08-01T00:00:00Z" }],
    ["no_address", { channels: ["sms"] }, {}],
    ["not_sampled", { sample: 0 }, {}],
  ])("stores %s as the reason not to ask", async (reason, triggerFields, fields) => {
    await configure(world, { triggerFields });
    const { body } = await post(fields);
    expect(body.decisions).toEqual([{ trigger: "after-call", decision: "skip", reason }]);
    const stored = await world.api("get", `/v1/invitations?state=skipped&reason=${reason}`);
    expect(stored.body.items).toMatchObject([
      { trigger: "after-call", event: body.id, state: "skipped", reason },
    ]);
  });

  it("does not ask while the survey is paused", async () => {
    await configure(world, { surveyFields: { state: "paused" } });
    expect((await post()).body.decisions[0]).toMatchObject({ decision: "skip", reason: "survey_paused" });
  });

  it("does not ask somebody who has opted out, nor anybody who shares the address", async () => {
    await configure(world);
    await post({ customer: ana });
    await world.api("put", "/v1/customers/ana/opt-outs/email");
    world.clock.advance(40 * DAY);
    expect((await post({ customer: ana })).body.decisions[0]).toMatchObject({ reason: "opted_out" });
    expect(
      (await post({ customer: { id: "twin", email: "ana@example.com" } })).body.decisions[0],
    ).toMatchObject({ reason: "opted_out" });
    await world.api("delete", "/v1/customers/ana/opt-outs/email");
    expect((await post({ customer: ana })).body.decisions[0]).toMatchObject({ decision: "ask" });
  });

  it("does not ask someone who was asked 20 days ago, and asks again after 30", async () => {
    await configure(world);
    await post({ customer: ana });
    await world.dispatchAll();
    world.clock.advance(20 * DAY);
    expect((await post({ customer: ana })).body.decisions[0]).toMatchObject({
      decision: "skip",
      reason: "asked_recently",
    });
    world.clock.advance(10 * DAY);
    expect((await post({ customer: ana })).body.decisions[0]).toMatchObject({ decision: "ask" });
  });

  it("keeps quiet around an ask that is planned, across touchpoints and channels", async () => {
    await configure(world, {
      trigger: "milestone",
      touchpoint: "onboarding",
      triggerFields: { event: { type: "installed" }, delay: "P30D" },
    });
    await configure(world, { triggerFields: { channels: ["sms"] } });
    const customer = { ...ana, phone: "+34600111222" };
    await post({ type: "installed", customer });
    expect((await post({ customer })).body.decisions[0]).toMatchObject({ decision: "ask" }); // 30 days apart
    world.clock.advance(DAY);
    expect((await post({ customer })).body.decisions[0]).toMatchObject({ reason: "asked_recently" });
  });

  it("lets only the first of two triggers on one event ask", async () => {
    await configure(world);
    await configure(world, { trigger: "b-second", touchpoint: "second" });
    const { body } = await post();
    expect(body.decisions).toMatchObject([
      { trigger: "after-call", decision: "ask" },
      { trigger: "b-second", decision: "skip", reason: "asked_recently" },
    ]);
  });

  it("plans a milestone 30 days after, and cancels it at once when the customer leaves", async () => {
    await configure(world, {
      triggerFields: { event: { type: "installed" }, delay: "P30D", unless: ["subscription.cancelled"] },
    });
    const planned = await post({ type: "installed", customer: ana });
    expect(planned.body.decisions[0].sendAt).toBe("2037-10-01T10:00:00.000Z");
    world.clock.advance(HOUR);
    await post({ type: "subscription.cancelled", customer: ana });
    const { body } = await world.api("get", `/v1/invitations/${planned.body.decisions[0].invitation}`);
    expect(body).toMatchObject({ state: "skipped", reason: "cancelled_by_event" });
    world.clock.advance(40 * DAY);
    expect(await world.dispatchAll()).toBe(0);
  });

  it("is not cancelled by something that happened before", async () => {
    await configure(world, {
      triggerFields: { event: { type: "installed" }, unless: ["subscription.cancelled"] },
    });
    await post({ type: "subscription.cancelled", occurredAt: "2037-08-31T10:00:00Z", customer: ana });
    await post({ type: "installed", customer: ana });
    await world.dispatchAll();
    const { body } = await world.api("get", "/v1/invitations?customer=ana");
    expect(body.items).toMatchObject([{ state: "sent" }]);
  });
});
