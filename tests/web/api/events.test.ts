import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import * as events from "../../../src/store/events.js";
import * as customers from "../../../src/store/customers.js";
import * as invitationLists from "../../../src/store/invitationLists.js";
import { decideLeftEvents } from "../../../src/domain/events/decideLeftEvents.js";
import { anEvent, configure } from "../../build.js";
import { MINUTE } from "../../testClock.js";
import { createWorld, type World } from "../../world.js";

/** 40 in CI: it takes a quarter of a minute. */
const EVENTS = Number(process.env["REPEATED_EVENTS"] ?? 8);

describe("POST /v1/events", () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  beforeEach(() => world.reset());
  afterAll(() => world.close());

  const post = (fields: Record<string, unknown> = {}) =>
    world.api("post", "/v1/events", anEvent(world, fields));
  const ana = { id: "ana", email: "ana@example.com" };

  it("answers 202 with what every matching trigger decided", async () => {
    await configure(world, { triggerFields: { delay: "PT2H" } });
    const { status, body } = await post({ id: "e1" });
    expect(status).toBe(202);
    expect(body).toEqual({
      id: "e1",
      status: "recorded",
      decisions: [
        {
          trigger: "after-call",
          decision: "ask",
          invitation: expect.any(String),
          channel: "email",
          sendAt: "2037-09-01T12:00:00.000Z",
        },
      ],
    });
  });

  it("answers without decisions when no trigger matches", async () => {
    await configure(world, {
      triggerFields: { event: { type: "call.ended", where: [{ field: "team", op: "eq", value: "north" }] } },
    });
    expect((await post({ team: "south" })).body.decisions).toEqual([]);
    expect((await post({ team: "north" })).body.decisions).toHaveLength(1);
  });

  it("answers 200 with the same decisions when it is repeated, whatever the order of keys", async () => {
    await configure(world);
    const event = anEvent(world, { id: "e1", properties: { a: 1, b: { c: 2, d: 3 } } });
    const first = await world.api("post", "/v1/events", event);
    const { properties: _, ...others } = event;
    const again = await world.api("post", "/v1/events", {
      properties: { b: { d: 3, c: 2 }, a: 1 },
      ...others,
    });
    expect([first.status, again.status]).toEqual([202, 200]);
    expect(again.body).toEqual({ ...first.body, status: "repeated" });
  });

  it("refuses a known id with other content, and changes neither event nor customer", async () => {
    await post({ id: "e1", customer: { ...ana, name: "Ana" } });
    const { status, body } = await post({ id: "e1", customer: { ...ana, name: "Eve" } });
    expect(status).toBe(409);
    expect(body.error).toMatchObject({ code: "conflict", fields: [{ path: "id" }] });
    expect((await customers.get("ana")).name).toBe("Ana");
  });

  it("creates the customer and later fills in and replaces what is given", async () => {
    await post({ customer: { ...ana, name: "Ana", attributes: { plan: "silver", since: 2020 } } });
    await post({
      customer: {
        id: "ana",
        phone: "+1 415 555 0123",
        locale: "es_mx",
        timeZone: "America/Chicago",
        attributes: { plan: "gold" },
      },
    });
    const { body } = await world.api("get", "/v1/customers/ana");
    expect(body).toMatchObject({
      id: "ana",
      email: "ana@example.com",
      phone: "+14155550123",
      name: "Ana",
      locale: "es-MX",
      timeZone: "America/Chicago",
      attributes: { plan: "gold", since: 2020 },
    });
  });

  it("knows a customer without id by email, else by phone", async () => {
    await post({ customer: { email: "Ana@Example.com", phone: "+14155550123" } });
    await post({ customer: { phone: "+14155550124" } });
    expect((await world.api("get", "/v1/customers/ana@example.com")).body.email).toBe("ana@example.com");
    expect((await world.api("get", `/v1/customers/${encodeURIComponent("+14155550124")}`)).status).toBe(200);
  });

  it(`asks ${EVENTS} times when ${EVENTS} events are posted 25 times each at once`, async () => {
    await configure(world);
    const all = Array.from({ length: EVENTS }, () => anEvent(world));
    for (let part = 0; part < EVENTS; part += 4) {
      const posts = all
        .slice(part, part + 4)
        .flatMap((event) => Array.from({ length: 25 }, () => world.api("post", "/v1/events", event)));
      const answers = await Promise.all(posts);
      expect(answers.filter((one) => one.status === 202)).toHaveLength(4);
      expect(answers.every((one) => one.body.decisions[0]?.decision === "ask")).toBe(true);
    }
    await world.dispatchAll();
    const { body } = await world.api("get", "/v1/outbox?limit=500");
    expect(body.messages).toHaveLength(EVENTS);
    expect(new Set(body.messages.map((one: { to: string }) => one.to)).size).toBe(EVENTS);
  }, 300_000);

  it("finishes what a crash left when the event is repeated, and by itself after a minute", async () => {
    await configure(world);
    const event = anEvent(world, { customer: ana });
    await world.api("post", "/v1/events", event);
    const [first] = await invitationLists.listByEvent(String(event["id"]));
    await forgetDecision(String(event["id"]));
    const again = await world.api("post", "/v1/events", event);
    expect(again.body.status).toBe("repeated");
    expect(again.body.decisions[0].invitation).not.toBe(first!.id);

    await forgetDecision(String(event["id"]));
    world.clock.advance(2 * MINUTE);
    expect(await decideLeftEvents(world.context, world.clock.now())).toBe(1);
    expect(await decideLeftEvents(world.context, world.clock.now())).toBe(0);
    expect(await invitationLists.listByEvent(String(event["id"]))).toHaveLength(1);
  });

  /** What the database holds when the process dies right after the event was stored. */
  async function forgetDecision(id: string): Promise<void> {
    const { default: mongoose } = await import("mongoose");
    await mongoose.connection.collection("invitations").deleteMany({ event: id });
    await mongoose.connection
      .collection("events")
      .updateOne({ _id: id as never }, { $unset: { decidedAt: 1 } });
    expect((await events.get(id)).decidedAt).toBeUndefined();
  }
});
