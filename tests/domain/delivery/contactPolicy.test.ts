import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { dispatchNext } from "../../../src/domain/delivery/dispatchNext.js";
import { forgetContactPolicy } from "../../../src/domain/contactPolicy/readContactPolicy.js";
import * as contactPolicies from "../../../src/store/contactPolicies.js";
import { DEFAULT_POLICY } from "../../../src/domain/contactPolicy/rules.js";
import { anEvent, configure } from "../../build.js";
import { DAY, HOUR, MINUTE, SECOND } from "../../testClock.js";
import { createWorld, type World } from "../../world.js";
import { plan, reload } from "./arrange.js";

const ANA = { id: "ana", email: "ana@example.com", phone: "+442079460000" };

describe("the contact policy", () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  beforeEach(async () => {
    await world.reset();
    await configure(world);
  });
  afterAll(() => world.close());

  async function setPolicy(fields: object): Promise<void> {
    const answer = await world.api("put", "/v1/contact-policy", fields);
    if (answer.status !== 200) throw new Error(answer.text);
  }

  const bySms = (fields: object = {}) =>
    configure(world, { triggerFields: { channels: ["sms"], ...fields } });

  async function outbox(): Promise<{ at: string; channel: string }[]> {
    return (await world.api("get", "/v1/outbox?limit=500")).body.messages.reverse();
  }

  it("plans a text for the morning where the customer is", async () => {
    await bySms();
    world.clock.set("2037-09-01T21:30:00Z");
    const one = await plan(world, { customer: ANA });
    expect(one).toMatchObject({ state: "scheduled", sendAt: new Date("2037-09-02T07:00:00Z") }); // 08:00 in London
    expect(await world.dispatchAll()).toBe(0);
    world.clock.set("2037-09-02T07:00:00Z");
    await world.dispatchAll();
    expect(await reload(one)).toMatchObject({ state: "sent" });
  });

  it("puts back what comes due at night after all, without a try and with the lease given back", async () => {
    await bySms({ delay: "PT1H" });
    const one = await plan(world, { customer: ANA });
    world.clock.set("2037-09-01T22:00:00Z"); // no worker ran all day
    expect(await world.dispatchAll()).toBe(1);
    const later = await reload(one);
    expect(later).toMatchObject({
      state: "scheduled",
      dueAt: new Date("2037-09-02T07:00:00Z"),
      attempts: [],
    });
    expect(later).not.toHaveProperty("lease");
    expect((await world.api("get", "/v1/customers/ana")).body).not.toHaveProperty("lastAskedAt");
    expect(await world.dispatchAll()).toBe(0);
  });

  it("looks again when a clock has jumped ahead into the night", async () => {
    await bySms();
    world.clock.set("2037-09-01T21:30:00Z");
    const one = await plan(world, { customer: ANA });
    world.clock.set("2037-09-02T22:00:00Z");
    await world.dispatchAll();
    expect(await reload(one)).toMatchObject({ state: "scheduled", dueAt: new Date("2037-09-03T07:00:00Z") });
  });

  it("says that quiet hours were the reason when the time to answer ends within them", async () => {
    await bySms({ expiresAfter: "PT4H" });
    world.clock.set("2037-09-01T21:30:00Z");
    const { body } = await world.api("post", "/v1/events", anEvent(world, { customer: ANA }));
    expect(body.decisions).toMatchObject([{ decision: "skip", reason: "quiet_hours" }]);
  });

  it("says the same of what was planned and waited too long", async () => {
    await bySms({ expiresAfter: "PT4H" });
    world.clock.set("2037-09-01T19:30:00Z");
    const one = await plan(world, { customer: ANA });
    world.clock.set("2037-09-01T20:30:00Z");
    await world.dispatchAll();
    expect(await reload(one)).toMatchObject({ state: "skipped", reason: "quiet_hours", attempts: [] });
  });

  it("takes the second channel when the first one opens too late", async () => {
    await bySms({ channels: ["sms", "email"], expiresAfter: "PT4H" });
    world.clock.set("2037-09-01T21:30:00Z");
    const one = await plan(world, { customer: ANA });
    await world.dispatchAll();
    expect(await reload(one)).toMatchObject({ state: "sent", channel: "email" });
  });

  it("sends nothing on a holiday of the customer", async () => {
    await setPolicy({ holidays: ["2037-09-02"] });
    world.clock.set("2037-09-01T23:30:00Z"); // half past midnight in London, on the holiday
    const one = await plan(world, { customer: ANA });
    expect(one.sendAt).toEqual(new Date("2037-09-02T23:00:00Z"));
  });

  it("is the quiet period of every trigger that has none of its own", async () => {
    await setPolicy({ quietPeriod: "P5D" });
    await plan(world, { customer: ANA });
    await world.dispatchAll();
    world.clock.advance(5 * DAY - SECOND);
    const early = await world.api("post", "/v1/events", anEvent(world, { customer: ANA }));
    expect(early.body.decisions).toMatchObject([{ reason: "asked_recently" }]);
    world.clock.advance(SECOND);
    const late = await world.api("post", "/v1/events", anEvent(world, { customer: ANA }));
    expect(late.body.decisions).toMatchObject([{ decision: "ask" }]);
  });

  it("gives way to a trigger's own quiet period, shorter or longer", async () => {
    await configure(world, { triggerFields: { quietPeriod: "P1D" } });
    await plan(world, { customer: ANA });
    await world.dispatchAll();
    world.clock.advance(DAY);
    await plan(world, { customer: ANA });
    await world.dispatchAll();
    expect(await outbox()).toHaveLength(2);
  });

  it("counts in other processes within three seconds", async () => {
    await plan(world, { customer: ANA });
    await world.dispatchAll(); // it is known now
    await contactPolicies.set({ ...DEFAULT_POLICY, quietPeriod: "P0D" }); // as another process would
    world.clock.advance(2 * SECOND);
    const early = await world.api("post", "/v1/events", anEvent(world, { customer: ANA }));
    expect(early.body.decisions).toMatchObject([{ reason: "asked_recently" }]);
    world.clock.advance(SECOND);
    const late = await world.api("post", "/v1/events", anEvent(world, { customer: ANA }));
    expect(late.body.decisions).toMatchObject([{ decision: "ask" }]);
    forgetContactPolicy();
  });
});

describe("the daily limit", () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  beforeEach(async () => {
    await world.reset();
    await configure(world);
  });
  afterAll(() => world.close());

  const planMany = (length: number) =>
    world.api("post", "/v1/events/batch", { events: Array.from({ length }, () => anEvent(world)) });

  const byTen = () =>
    Promise.all(
      Array.from({ length: 10 }, async () => {
        while (await dispatchNext(world.context, world.channels, world.clock));
      }),
    );

  async function sentAt(): Promise<number[]> {
    const { messages } = (await world.api("get", "/v1/outbox?limit=500")).body;
    return messages
      .map(({ at }: { at: string }) => new Date(at).getTime())
      .sort((a: number, b: number) => a - b);
  }

  it("spreads a day's messages over what is left of the sending hours, also with ten hands", async () => {
    await world.api("put", "/v1/contact-policy", { dailyCap: 11 }); // 10:00 to 21:00: one an hour
    await planMany(30);
    for (let hour = 0; hour < 11; hour += 1) {
      world.clock.set(new Date(Date.parse("2037-09-01T10:00:00Z") + hour * HOUR));
      await byTen();
    }
    const times = await sentAt();
    expect(times.length).toBeGreaterThanOrEqual(10);
    expect(times.length).toBeLessThanOrEqual(11);
    const gaps = times.slice(1).map((at, place) => at - times[place]!);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(HOUR - 5 * MINUTE);
  });

  it("is never exceeded within a day, and the rest goes the next day", async () => {
    await world.api("put", "/v1/contact-policy", { dailyCap: 4 });
    await planMany(7);
    for (let step = 0; step < 14; step += 1) {
      world.clock.set(new Date(Date.parse("2037-09-01T10:00:00Z") + step * HOUR));
      if (world.clock.now() < new Date("2037-09-02T00:00:00Z")) await byTen();
    }
    expect(await sentAt()).toHaveLength(4);
    for (const time of ["08:00", "13:00", "18:00", "20:59"]) {
      world.clock.set(`2037-09-02T${time}:00Z`);
      await byTen();
    }
    expect(await sentAt()).toHaveLength(7);
  });

  it("gives back what it took for somebody who was not asked after all", async () => {
    await world.api("put", "/v1/contact-policy", { dailyCap: 1 });
    const one = await plan(world, { customer: ANA });
    const twin = { ...anEvent(world, { customer: ANA }) };
    await world.dispatchAll();
    expect(await reload(one)).toMatchObject({ state: "sent" });
    await world.api("post", "/v1/events", twin);
    expect(await sentAt()).toHaveLength(1);
  });

  it("says that it was the reason when an ask expires before its turn", async () => {
    await world.api("put", "/v1/contact-policy", { dailyCap: 1 });
    await configure(world, { triggerFields: { expiresAfter: "PT6H" } });
    const first = await plan(world);
    const second = await plan(world);
    await world.dispatchAll();
    const ends = [await reload(first), await reload(second)].map(({ state, reason }) => [state, reason]);
    expect(ends).toContainEqual(["sent", null]);
    expect(ends).toContainEqual(["skipped", "daily_cap"]);
  });

  it("counts a message once, whose first try was not taken", async () => {
    await world.api("put", "/v1/contact-policy", { dailyCap: 1 });
    const one = await plan(world);
    let tries = 0;
    const email = {
      ...world.channels.email,
      name: "email" as const,
      async send() {
        tries += 1;
        if (tries === 1) throw new Error("a fault of ours");
        return {};
      },
      async findSent() {
        return null;
      },
      async close() {},
    };
    await dispatchNext(world.context, { ...world.channels, email }, world.clock);
    world.clock.advance(MINUTE);
    await dispatchNext(world.context, { ...world.channels, email }, world.clock);
    expect(await reload(one)).toMatchObject({ state: "sent" });
  });
});
