import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import * as customers from "../../../src/store/customers.js";
import * as suppressions from "../../../src/store/suppressions.js";
import { anEvent, configure } from "../../build.js";
import { messageIdOf, startSmtpSink, type SmtpSink } from "../../peers/smtpSink.js";
import { DAY, MINUTE } from "../../testClock.js";
import { createWorld, type World } from "../../world.js";
import { dispatchUntilEnd, plan, reload } from "./arrange.js";

describe("trying again", () => {
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
    await configure(world);
    sink.behaviour = {};
    sink.mails.length = 0;
  });
  afterAll(async () => {
    await world.close();
    await sink.close();
  });

  it("waits longer after each refusal, and gives up visibly after the seventh try", async () => {
    sink.behaviour = { refuseRecipient: () => ({ code: 451, text: "4.7.1 greylisted" }) };
    const one = await plan(world);
    expect((await dispatchUntilEnd(world, one)).map((at) => at.toISOString())).toEqual([
      "2037-09-01T10:00:00.000Z",
      "2037-09-01T10:01:00.000Z",
      "2037-09-01T10:06:00.000Z",
      "2037-09-01T10:21:00.000Z",
      "2037-09-01T11:21:00.000Z",
      "2037-09-01T14:21:00.000Z",
      "2037-09-01T20:21:00.000Z",
    ]);
    const { body } = await world.api("get", "/v1/invitations?state=failed&reason=gave_up");
    expect(body.items).toHaveLength(1);
    expect(body.items[0].attempts).toHaveLength(7);
    expect(body.items[0].attempts[6]).toMatchObject({ channel: "email", outcome: "deferred", code: "451" });
    expect(await reload(one)).not.toHaveProperty("dueAt");
  });

  it("sends when a refusal was only for a while, with the invitation's Message-ID and link", async () => {
    sink.behaviour = { refuseRecipient: () => ({ code: 450, text: "4.2.0 busy" }) };
    const one = await plan(world);
    await world.dispatchAll();
    expect(await reload(one)).toMatchObject({
      state: "scheduled",
      attempts: [{ outcome: "deferred", code: "450" }],
    });
    sink.behaviour = {};
    world.clock.advance(MINUTE);
    await world.dispatchAll();
    expect(sink.mails.map(messageIdOf)).toEqual([`${one.id}@example.com`]);
    expect(sink.mails[0]!.raw.toString()).toContain(`/s/${one.token}`);
    expect(await reload(one)).toMatchObject({
      state: "sent",
      sentAt: new Date("2037-09-01T10:01:00Z"),
      attempts: [{ outcome: "deferred" }, { outcome: "accepted" }],
    });
  });

  it("does not block itself by the quiet period while it tries again", async () => {
    sink.behaviour = { refuseRecipient: () => ({ code: 450, text: "4.2.0 busy" }) };
    const one = await plan(world);
    for (let round = 0; round < 3; round += 1) {
      world.clock.advance(20 * MINUTE);
      await world.dispatchAll();
    }
    expect(await reload(one)).toMatchObject({ state: "scheduled", attempts: { length: 3 } });
  });

  it("counts the quiet period from the try that was taken, not from the first", async () => {
    sink.behaviour = { refuseSender: { code: 451, text: "4.3.0 down" } };
    const one = await plan(world);
    await world.dispatchAll();
    world.clock.advance(2 * DAY);
    sink.behaviour = {};
    await world.dispatchAll();
    const { lastAskedAt, lastAskedBy } = await customers.get(one.customer);
    expect({ lastAskedAt, lastAskedBy }).toEqual({
      lastAskedAt: new Date("2037-09-03T10:00:00Z"),
      lastAskedBy: one.id,
    });
  });

  it("fails at once when the address does not exist, and never writes to it again", async () => {
    sink.behaviour = { refuseRecipient: () => ({ code: 550, text: "5.1.1 user unknown" }) };
    const event = anEvent(world, { customer: { id: "ana", email: "ana@example.com" } });
    const posted = await world.api("post", "/v1/events", event);
    await world.dispatchAll();
    expect(await reload({ id: posted.body.decisions[0].invitation })).toMatchObject({
      state: "failed",
      reason: "refused",
      attempts: [{ outcome: "refused", code: "550" }],
    });
    expect(await suppressions.find("email", "ana@example.com")).toMatchObject({ reason: "bounced" });
    sink.behaviour = {};
    const later = anEvent(world, { customer: { id: "somebody else", email: "ana@example.com" } });
    const { body } = await world.api("post", "/v1/events", later);
    expect(body.decisions).toMatchObject([{ decision: "skip", reason: "suppressed" }]);
  });

  it.each(["5.2.2 mailbox full", "5.7.1 blocked", "computer says no"])(
    "tries again after 550 %s and leaves the address alone",
    async (text) => {
      sink.behaviour = { refuseRecipient: () => ({ code: 550, text }) };
      const one = await plan(world, { customer: { email: "ana@example.com" } });
      await world.dispatchAll();
      expect(await reload(one)).toMatchObject({ state: "scheduled", attempts: [{ outcome: "deferred" }] });
      expect(await suppressions.find("email", "ana@example.com")).toBeNull();
    },
  );

  it("gives nobody up while the mail server cannot be used, and keeps the outage as one attempt", async () => {
    sink.behaviour = { refuseSender: { code: 550, text: "5.7.1 not you" } };
    const one = await plan(world);
    for (const wait of [2 * MINUTE, 2 * MINUTE, 9 * DAY, 2 * MINUTE]) {
      await world.dispatchAll();
      world.clock.advance(wait);
    }
    expect(await reload(one)).toMatchObject({
      state: "scheduled",
      attempts: [{ startedAt: new Date("2037-09-01T10:00:00Z"), code: "550" }],
    });
    sink.behaviour = {};
    await world.dispatchAll();
    const { state, attempts } = await reload(one);
    expect(state).toBe("sent");
    expect(attempts).toHaveLength(1);
    expect(attempts[0]).toMatchObject({ outcome: "accepted" });
    expect(attempts[0]).not.toHaveProperty("code");
  });

  it("looks again every two minutes while the mail server cannot be used", async () => {
    sink.behaviour = { dropAt: "recipient" };
    const one = await plan(world);
    await world.dispatchAll();
    expect((await reload(one)).dueAt).toEqual(new Date("2037-09-01T10:02:00Z"));
  });

  it("ends as failed, not as skipped, when the outage lasts until it expires", async () => {
    sink.behaviour = { refuseSender: { code: 451, text: "4.3.0 down" } };
    const one = await plan(world);
    await world.dispatchAll();
    world.clock.advance(14 * DAY);
    await world.dispatchAll();
    expect(await reload(one)).toMatchObject({ state: "failed", reason: "gave_up" });
    sink.behaviour = {};
    const next = await plan(world, { customer: { id: one.customer } });
    await world.dispatchAll();
    expect(await reload(next)).toMatchObject({ state: "sent" });
  });

  it("does not send again and again when the line is cut each time after the mail was on its way", async () => {
    sink.behaviour = { dropAt: "end", keepsDropped: true };
    const one = await plan(world);
    await dispatchUntilEnd(world, one);
    expect(await reload(one)).toMatchObject({ state: "failed", reason: "gave_up" });
    expect(sink.mails).toHaveLength(7);
    expect(new Set(sink.mails.map(messageIdOf))).toEqual(new Set([`${one.id}@example.com`]));
  });
});
