import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { anEvent, ask, configure } from "../build.js";
import { DAY, HOUR, SECOND } from "../testClock.js";
import { createWorld, type World } from "../world.js";

const ANA = { id: "ana", email: "ana@example.com", phone: "+34600111222", name: "Ana Lopez" };

describe("Asking people well", () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  beforeEach(() => world.reset());
  afterAll(() => world.close());

  const post = async (fields: Record<string, unknown> = {}) =>
    (await world.api("post", "/v1/events", anEvent(world, { customer: ANA, ...fields }))).body.decisions;

  const explain = async (fields: Record<string, unknown>) => {
    const event = anEvent(world, { customer: ANA, ...fields });
    await world.api("post", "/v1/events", event);
    await world.dispatchAll();
    const { body } = await world.api("get", `/v1/events/${String(event["id"])}/decisions`);
    return body.decisions as { trigger: string; reason: string; explanation: string; change: string }[];
  };

  it("Not more often than the quiet period (default 30 days) per person across all surveys and channels", async () => {
    await configure(world);
    await configure(world, {
      trigger: "after-visit",
      survey: "visit-csat",
      metric: "csat",
      touchpoint: "visit",
      triggerFields: { event: { type: "visit.completed" }, channels: ["sms"] },
    });
    await ask(world, { customer: ANA });
    world.clock.advance(30 * DAY - SECOND);
    expect(await post({ type: "visit.completed" })).toMatchObject([{ reason: "asked_recently" }]);
    expect(await post()).toMatchObject([{ reason: "asked_recently" }]);
    world.clock.advance(SECOND);
    expect(await post({ type: "visit.completed" })).toMatchObject([{ decision: "ask", channel: "sms" }]);
  });

  it("a reminder is part of the same ask (at most 2)", async () => {
    await configure(world, { triggerFields: { reminders: [{ after: "P20D" }], expiresAfter: "P28D" } });
    await ask(world, { customer: ANA });
    world.clock.advance(20 * DAY);
    await world.dispatchAll();
    const { messages } = (await world.api("get", "/v1/outbox?to=ana@example.com")).body;
    expect(messages).toHaveLength(2); // within the quiet period, which does not keep an ask from reminding
    expect(new Set(messages.map((one: { invitation: string }) => one.invitation)).size).toBe(1);
    world.clock.advance(10 * DAY);
    expect(await post()).toMatchObject([{ decision: "ask" }]); // 30 days after the ask, 10 after the reminder
    const three = [{ after: "P1D" }, { after: "P1D" }, { after: "P1D" }];
    const refused = await world.api("put", "/v1/triggers/nagging", {
      event: { type: "call.ended" },
      touchpoint: "support-call",
      survey: "support-nps",
      reminders: three,
    });
    expect(refused.status).toBe(400);
    expect(refused.body.error.fields).toMatchObject([{ path: "reminders" }]);
  });

  it.each<[string, Record<string, unknown>, Record<string, unknown>, (world: World) => Promise<unknown>]>([
    ["opted_out", {}, {}, (world) => world.api("put", "/v1/customers/ana/opt-outs/email")],
    ["asked_recently", {}, {}, (world) => ask(world, { customer: ANA })],
    [
      "no_address",
      { channels: ["email"] },
      { customer: { id: "ben", phone: "+34600333444" } },
      async () => {},
    ],
    ["not_sampled", { sample: 0 }, {}, async () => {}],
    ["survey_paused", {}, {}, (world) => configure(world, { surveyFields: { state: "paused" } })],
    ["suppressed", {}, {}, (world) => world.api("put", "/v1/suppressions/email/@example.com")],
    ["expired", {}, { occurredAt: "2037-07-01T10:00:00Z" }, async () => {}],
    [
      "quiet_hours",
      { channels: ["sms"], expiresAfter: "PT2H" },
      {},
      async (world) => world.clock.advance(12 * HOUR),
    ],
  ])("Every decision not to ask is visible with its reason: %s", async (reason, trigger, event, happen) => {
    await configure(world, { triggerFields: trigger });
    await world.api("post", "/v1/events", anEvent(world, { type: "hello", customer: ANA }));
    await happen(world);
    const [decision] = await explain({ occurredAt: world.clock.now().toISOString(), ...event });
    expect(decision).toMatchObject({ reason });
    expect(decision!.explanation.length).toBeGreaterThan(10);
    expect(decision!.change.length).toBeGreaterThan(10);
  });

  it("Every decision not to ask is visible with its reason: cancelled_by_event", async () => {
    await configure(world, { triggerFields: { delay: "P2D", unless: ["subscription.cancelled"] } });
    const event = anEvent(world, { customer: ANA });
    await world.api("post", "/v1/events", event);
    world.clock.advance(HOUR);
    await post({ type: "subscription.cancelled" });
    const { body } = await world.api("get", `/v1/events/${String(event["id"])}/decisions`);
    expect(body.decisions).toMatchObject([
      { reason: "cancelled_by_event", state: "skipped", decision: "ask" },
    ]);
  });

  it("Conditions that were not met are worked out when somebody asks, not stored", async () => {
    await configure(world, {
      triggerFields: {
        event: { type: "call.ended", where: [{ field: "properties.minutes", op: "gte", value: 5 }] },
      },
    });
    await configure(world, { trigger: "off", triggerFields: { active: false } });
    await configure(world, { trigger: "visits", triggerFields: { event: { type: "visit.completed" } } });
    const decisions = await explain({ properties: { minutes: 3 } });
    expect(decisions.map(({ trigger, reason }) => [trigger, reason])).toEqual([
      ["after-call", "conditions_not_met"],
      ["off", "trigger_inactive"],
      ["visits", "other_event_type"],
    ]);
    expect(decisions[0]!.explanation).toContain("properties.minutes is at least 5, but it was 3");
    expect((await world.api("get", "/v1/invitations")).body.items).toEqual([]);
  });

  it("says by which ask somebody was asked recently, and from when they may be asked again", async () => {
    await configure(world);
    await ask(world, { customer: ANA });
    world.clock.advance(3 * DAY);
    const [decision] = await explain({});
    expect(decision).toMatchObject({
      reason: "asked_recently",
      explanation: "Asked on 1 Sep 2037, 10:00 by trigger after-call.",
      change: "May be asked again from 1 Oct 2037, 10:00, when the quiet period of 30 days is over.",
    });
  });
});
