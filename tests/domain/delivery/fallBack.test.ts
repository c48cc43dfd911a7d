import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import * as customers from "../../../src/store/customers.js";
import * as suppressions from "../../../src/store/suppressions.js";
import { configure } from "../../build.js";
import { startSmtpSink, type SmtpSink } from "../../peers/smtpSink.js";
import { startTwilioStandIn, type TwilioStandIn } from "../../peers/twilioStandIn.js";
import { MINUTE } from "../../testClock.js";
import { createWorld, type World } from "../../world.js";
import { dispatchUntilEnd, plan, reload } from "./arrange.js";

const ANA = { id: "ana", email: "ana@example.com", phone: "+34600111222" };
const USER_UNKNOWN = { refuseRecipient: () => ({ code: 550, text: "5.1.1 user unknown" }) };

describe("falling back to the other channel", () => {
  let sink: SmtpSink;
  let twilio: TwilioStandIn;
  let world: World;
  beforeAll(async () => {
    sink = await startSmtpSink();
    twilio = await startTwilioStandIn();
    world = await createWorld({
      smtp: { url: sink.url, from: "Northwind <care@example.com>", connections: 5 },
      twilio: { ...twilio.settings, timeoutMs: 500 },
    });
  });
  beforeEach(async () => {
    await world.reset();
    sink.behaviour = {};
    sink.mails.length = 0;
    twilio.behaviour = { kind: "accept" };
    twilio.messages.length = 0;
    twilio.requests.length = 0;
  });
  afterAll(async () => {
    await world.close();
    await Promise.all([sink.close(), twilio.close()]);
  });

  const byEmailThenSms = () => configure(world, { triggerFields: { channels: ["email", "sms"] } });
  const bySmsThenEmail = () => configure(world, { triggerFields: { channels: ["sms", "email"] } });
  const counts = () => ({ mails: sink.mails.length, texts: twilio.messages.length });

  it("sends by the first channel of the trigger only, when that works", async () => {
    await bySmsThenEmail();
    const one = await plan(world, { customer: ANA });
    await world.dispatchAll();
    expect(counts()).toEqual({ mails: 0, texts: 1 });
    expect(twilio.messages[0]!.body).toContain(`/s/${one.token}`);
    const [attempt] = (await reload(one)).attempts;
    expect(attempt).toMatchObject({
      channel: "sms",
      outcome: "accepted",
      providerId: twilio.messages[0]!.sid,
    });
  });

  it("uses the second channel for a customer without an address for the first", async () => {
    await byEmailThenSms();
    const one = await plan(world, { customer: { id: "ben", phone: "+34600333444" } });
    await world.dispatchAll();
    expect(await reload(one)).toMatchObject({ state: "sent", channel: "sms" });
    expect(counts()).toEqual({ mails: 0, texts: 1 });
  });

  it("uses the second channel when the address was suppressed after the decision", async () => {
    await byEmailThenSms();
    const one = await plan(world, { customer: ANA });
    await suppressions.insert({
      channel: "email",
      address: ANA.email,
      reason: "bounced",
      at: world.clock.now(),
    });
    await world.dispatchAll();
    expect(await reload(one)).toMatchObject({
      state: "sent",
      channel: "sms",
      attempts: [{ channel: "sms" }],
    });
  });

  it("sends by SMS at once when the mail's address does not exist", async () => {
    await byEmailThenSms();
    sink.behaviour = USER_UNKNOWN;
    const one = await plan(world, { customer: ANA });
    await world.dispatchAll();
    expect(await reload(one)).toMatchObject({
      state: "sent",
      channel: "sms",
      attempts: [
        { channel: "email", outcome: "refused", code: "550" },
        { channel: "sms", outcome: "accepted" },
      ],
    });
    expect(await suppressions.find("email", ANA.email)).toMatchObject({ reason: "bounced" });
  });

  it("sends by SMS after the mail was given up", async () => {
    await byEmailThenSms();
    sink.behaviour = { refuseRecipient: () => ({ code: 451, text: "4.7.1 greylisted" }) };
    const one = await plan(world, { customer: ANA });
    await dispatchUntilEnd(world, one);
    const { state, channel, attempts } = await reload(one);
    expect({ state, channel, tries: attempts.length }).toEqual({ state: "sent", channel: "sms", tries: 8 });
  });

  it("sends a mail when the number cannot be texted, and suppresses the number", async () => {
    await bySmsThenEmail();
    twilio.behaviour = { kind: "error", status: 400, code: 21614 };
    const one = await plan(world, { customer: ANA });
    await world.dispatchAll();
    expect(await reload(one)).toMatchObject({ state: "sent", channel: "email" });
    expect(await suppressions.find("sms", ANA.phone)).toMatchObject({ reason: "bounced" });
  });

  it("notes an opt-out that Twilio knows of, for the number, and sends a mail", async () => {
    await bySmsThenEmail();
    twilio.behaviour = { kind: "error", status: 400, code: 21610 };
    const one = await plan(world, { customer: ANA });
    await world.dispatchAll();
    expect(await reload(one)).toMatchObject({ state: "sent", channel: "email" });
    expect((await customers.get("ana")).optOuts).toEqual({
      sms: { at: world.clock.now(), source: "provider" },
    });
    expect(await suppressions.find("sms", ANA.phone)).toMatchObject({ reason: "opted_out" });
  });

  it.each(["email", "sms"] as const)(
    "never goes to a channel that the trigger does not list: %s only",
    async (only) => {
      await configure(world, { triggerFields: { channels: [only] } });
      sink.behaviour = USER_UNKNOWN;
      twilio.behaviour = { kind: "error", status: 400, code: 21614 };
      const one = await plan(world, { customer: ANA });
      await world.dispatchAll();
      const { state, reason, attempts } = await reload(one);
      expect({ state, reason }).toEqual({ state: "failed", reason: "refused" });
      expect(attempts.map(({ channel }) => channel)).toEqual([only]);
    },
  );

  it("ends as refused when neither channel works", async () => {
    await byEmailThenSms();
    sink.behaviour = USER_UNKNOWN;
    twilio.behaviour = { kind: "error", status: 400, code: 21211 };
    const one = await plan(world, { customer: ANA });
    await world.dispatchAll();
    expect(await reload(one)).toMatchObject({ state: "failed", reason: "refused", attempts: { length: 2 } });
  });

  it("waits for a provider that is down instead of falling back", async () => {
    await bySmsThenEmail();
    twilio.behaviour = { kind: "error", status: 401, code: 20003 };
    const one = await plan(world, { customer: ANA });
    await world.dispatchAll();
    expect(await reload(one)).toMatchObject({
      state: "scheduled",
      channel: "sms",
      attempts: [{ code: "20003" }],
    });
    expect(counts()).toEqual({ mails: 0, texts: 0 });
  });

  it("asks Twilio before it sends again when nobody knows whether it got the message", async () => {
    await configure(world, { triggerFields: { channels: ["sms"] } });
    twilio.behaviour = { kind: "accept_then_drop" };
    const one = await plan(world, { customer: ANA });
    await world.dispatchAll();
    expect(await reload(one)).toMatchObject({ state: "scheduled" });
    twilio.behaviour = { kind: "accept" };
    world.clock.advance(2 * MINUTE);
    await world.dispatchAll();
    expect(twilio.requests).toEqual(["POST", "GET"]);
    expect(twilio.messages).toHaveLength(1);
    const { state, attempts } = await reload(one);
    expect(state).toBe("sent");
    expect(attempts).toMatchObject([{ outcome: "accepted", providerId: twilio.messages[0]!.sid }]);
  });

  it("sends again when Twilio never got the message", async () => {
    await configure(world, { triggerFields: { channels: ["sms"] } });
    twilio.behaviour = { kind: "hang" };
    const one = await plan(world, { customer: ANA });
    await world.dispatchAll();
    twilio.behaviour = { kind: "accept" };
    world.clock.advance(2 * MINUTE);
    await world.dispatchAll();
    expect(twilio.requests).toEqual(["POST", "GET", "POST"]);
    expect(await reload(one)).toMatchObject({ state: "sent", attempts: { length: 1 } });
  });
});
