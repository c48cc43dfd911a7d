import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { dispatchNext } from "../../../src/domain/delivery/dispatchNext.js";
import type { Clock } from "../../../src/lib/clock.js";
import * as customers from "../../../src/store/customers.js";
import * as invitations from "../../../src/store/invitations.js";
import { anEvent, configure } from "../../build.js";
import { startSmtpSink, type SmtpSink } from "../../peers/smtpSink.js";
import { DAY } from "../../testClock.js";
import { createWorld, type World } from "../../world.js";
import { plan, planTwin, reload } from "./arrange.js";

describe("asking a customer once", () => {
  let sink: SmtpSink;
  let world: World;
  beforeAll(async () => {
    sink = await startSmtpSink();
    world = await createWorld({
      smtp: { url: sink.url, from: "Northwind <care@example.com>", connections: 5 },
    });
  });
  beforeEach(async () => {
    await world.reset();
    sink.behaviour = {};
    sink.mails.length = 0;
  });
  afterAll(async () => {
    await world.close();
    await sink.close();
  });

  const dispatchByTen = () =>
    Promise.all(
      Array.from({ length: 10 }, async () => {
        while (await dispatchNext(world.context, world.channels, world.clock));
      }),
    );

  it("asks once although ten events about one customer come in the same instant", async () => {
    await configure(world);
    const events = Array.from({ length: 10 }, () =>
      anEvent(world, { customer: { id: "ana", email: "ana@example.com" } }),
    );
    await Promise.all(events.map((event) => world.api("post", "/v1/events", event)));
    await dispatchByTen();
    expect(sink.mails).toHaveLength(1);
  });

  it("asks once when two asks were planned in the same instant, and says why the other was not", async () => {
    await configure(world);
    const one = await plan(world);
    const twin = await planTwin(one);
    await Promise.all([1, 2].map(() => dispatchNext(world.context, world.channels, world.clock)));
    const ends = [await reload(one), await reload(twin)].map(({ state, reason }) => ({ state, reason }));
    expect(ends).toContainEqual({ state: "sent", reason: null });
    expect(ends).toContainEqual({ state: "skipped", reason: "asked_recently" });
    expect(sink.mails).toHaveLength(1);
  });

  it("asks as often as it is told to without a quiet period, also when the clocks of two workers differ", async () => {
    await configure(world, { triggerFields: { quietPeriod: "P0D" } });
    const ana = { id: "ana", email: "ana@example.com" };
    for (let count = 0; count < 6; count += 1) await plan(world, { customer: ana });
    const late: Clock = { now: () => new Date(world.clock.now().getTime() + 5) };
    await dispatchNext(world.context, world.channels, late);
    await dispatchByTen();
    expect(sink.mails).toHaveLength(6);
  });

  it("gives the customer back when nothing was taken, so that a later event is asked about", async () => {
    await configure(world);
    sink.behaviour = { refuseRecipient: () => ({ code: 550, text: "5.1.1 user unknown" }) };
    const refused = await plan(world, { customer: { id: "ana", email: "wrong@example.com" } });
    await world.dispatchAll();
    expect(await reload(refused)).toMatchObject({ state: "failed" });
    expect(await customers.get("ana")).not.toHaveProperty("lastAskedAt");
    sink.behaviour = {};
    const later = await plan(world, { customer: { id: "ana", email: "ana@example.com" } });
    await world.dispatchAll();
    expect(await reload(later)).toMatchObject({ state: "sent" });
  });

  it("falls back to the ask before when it gives the customer back", async () => {
    await configure(world);
    const first = await plan(world, { customer: { id: "ana", email: "ana@example.com" } });
    await world.dispatchAll();
    const askedAt = world.clock.now();
    world.clock.advance(31 * DAY);
    sink.behaviour = { refuseRecipient: () => ({ code: 550, text: "5.1.1 user unknown" }) };
    await plan(world, { customer: { id: "ana" } });
    await world.dispatchAll();
    expect(await customers.get("ana")).toMatchObject({ lastAskedAt: askedAt, lastAskedBy: first.id });
  });

  it("takes the customer from an ask that came to nothing, whose worker died before it gave them back", async () => {
    await configure(world);
    const dead = await plan(world, { customer: { id: "ana", email: "ana@example.com" } });
    const claimed = await invitations.claimNextDue(world.clock.now(), world.clock.now(), "lease");
    await customers.claimAsk(await customers.get("ana"), dead.id, world.clock.now());
    await invitations.moveToSkipped(claimed!, "survey_paused", world.clock.now());
    const later = await plan(world, { customer: { id: "ana" } });
    await world.dispatchAll();
    expect(await reload(later)).toMatchObject({ state: "sent" });
  });

  it("keeps the customer of an ask that may have arrived when its worker died", async () => {
    await configure(world);
    const dead = await plan(world, { customer: { id: "ana", email: "ana@example.com" } });
    const now = world.clock.now();
    const claimed = await invitations.claimNextDue(now, now, "lease");
    await customers.claimAsk(await customers.get("ana"), dead.id, now);
    await invitations.insertAttempt(claimed!, { channel: "email", to: "ana@example.com", startedAt: now });
    await invitations.moveToSkipped(claimed!, "survey_paused", now);
    const later = await plan(world, { customer: { id: "ana" } });
    await world.dispatchAll();
    expect(await reload(later)).toMatchObject({ state: "skipped", reason: "asked_recently" });
  });

  it("sends each of 50 invitations once by ten hands", async () => {
    await configure(world);
    const events = Array.from({ length: 50 }, () => anEvent(world));
    await world.api("post", "/v1/events/batch", { events });
    await dispatchByTen();
    expect(sink.mails).toHaveLength(50);
    expect(new Set(sink.mails.map(({ to }) => to)).size).toBe(50);
    expect((await world.api("get", "/v1/invitations?state=sent&limit=100")).body.items).toHaveLength(50);
  });
});
