import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from "@jest/globals";
import { countSegments } from "../../src/lib/smsSegments.js";
import * as incomingTexts from "../../src/store/incomingTexts.js";
import * as responses from "../../src/store/responses.js";
import * as suppressions from "../../src/store/suppressions.js";
import { configure } from "../build.js";
import { plan, reload } from "../domain/delivery/arrange.js";
import { callBack, incoming, text } from "../peers/twilioCallbacks.js";
import { startTwilioStandIn, type TwilioStandIn } from "../peers/twilioStandIn.js";
import { DAY, MINUTE, SECOND } from "../testClock.js";
import { createWorld, type World } from "../world.js";

const PHONE = "+34600111222";
const ANA = { id: "ana", email: "ana@example.com", phone: PHONE };
const SORRY = "We are sorry to hear that. What should have gone differently?";

describe("SMS", () => {
  let twilio: TwilioStandIn;
  let world: World;
  beforeAll(async () => {
    twilio = await startTwilioStandIn();
    world = await createWorld({ twilio: { ...twilio.settings, perSecond: 3 } });
  });
  beforeEach(async () => {
    await world.reset();
    twilio.messages.length = 0;
    await configure(world, { triggerFields: { channels: ["sms", "email"], quietPeriod: "P0D" } });
  });
  afterAll(async () => {
    await world.close();
    await twilio.close();
  });

  async function ask(customer: object = ANA) {
    const invitation = await plan(world, { customer });
    await world.dispatchAll();
    world.clock.advance(MINUTE);
    return { invitation, sid: twilio.messages[0]?.sid ?? "" };
  }
  async function stored(invitation: { id: string }) {
    await world.settle();
    return responses.findByInvitation(invitation.id);
  }
  const isOptedOut = async (number = PHONE) =>
    (await suppressions.find("sms", number))?.reason === "opted_out";
  const fail = (sid: string, ErrorCode: string) =>
    callBack(world, "/hooks/sms/status", { MessageSid: sid, MessageStatus: "undelivered", ErrorCode });

  describe("opt-out", () => {
    const words =
      "stop|stopall|unsubscribe|cancel|end|quit|revoke|opt out|optout|STOP!| Stop. |Opt-Out|Q U I T";
    const phrases =
      "please stop texting me|Stop sending these|just opt me out|unsubscribe me now|do not text this number";
    it("is one of the words, or contains a clear phrase; the text is kept", async () => {
      for (const [place, said] of [...words.split("|"), ...phrases.split("|")].entries()) {
        const number = `+346001112${10 + place}`;
        expect([said, await text(world, number, said)]).toEqual([
          said,
          expect.stringContaining("no more texts"),
        ]);
        expect([said, await isOptedOut(number)]).toEqual([said, true]);
        const kept = await incomingTexts.listFrom(number, new Date(0), 10);
        expect(kept).toMatchObject([{ text: said, meaning: "opt_out" }]);
      }
    });

    it('takes "by the end of the day" for a comment', async () => {
      const { invitation } = await ask();
      await text(world, PHONE, "2");
      await text(world, PHONE, "Please call me by the end of the day");
      expect(await isOptedOut()).toBe(false);
      expect(await stored(invitation)).toMatchObject({ comment: "Please call me by the end of the day" });
    });

    it("looks for it before it looks for an answer", async () => {
      const { invitation } = await ask();
      await text(world, PHONE, "1, stop texting me");
      expect(await isOptedOut()).toBe(true);
      expect(await stored(invitation)).toBeNull();
    });

    it("is confirmed by one message at most, also when Twilio has confirmed it", async () => {
      const replies = [await text(world, PHONE, "STOP"), await text(world, PHONE, "STOP STOP")];
      expect(replies).toEqual([expect.stringContaining("no more texts"), null]);
      expect(await text(world, "+34600333444", "BAJA", { OptOutType: "STOP" })).toBeNull();
      expect(await isOptedOut("+34600333444")).toBe(true);
    });

    it("covers every survey by SMS, at once, also what is planned already", async () => {
      await configure(world, {
        survey: "invoice",
        trigger: "after-invoice",
        triggerFields: {
          event: { type: "invoice.issued" },
          channels: ["sms"],
          quietPeriod: "P0D",
          delay: "PT1H",
        },
      });
      const planned = await plan(world, { type: "invoice.issued", customer: ANA });
      await text(world, PHONE, "STOP");
      world.clock.advance(DAY / 12);
      await world.dispatchAll();
      expect(await reload(planned)).toMatchObject({ state: "skipped", reason: "opted_out", attempts: [] });
      expect(twilio.messages).toHaveLength(0);
    });

    it("follows the number, not the person", async () => {
      await configure(world, { triggerFields: { channels: ["sms"], quietPeriod: "P0D" } });
      await ask();
      await text(world, PHONE, "STOP");
      const decisionFor = async (customer: object) => {
        const event = { type: "call.ended", occurredAt: world.clock.now(), customer };
        const posted = await world.api("post", "/v1/events", { ...event, id: JSON.stringify(customer) });
        return posted.body.decisions[0].reason ?? posted.body.decisions[0].decision;
      };
      expect(await decisionFor({ id: "ben", phone: PHONE })).toBe("opted_out");
      expect(await decisionFor({ id: "ana", phone: "+34600777888" })).toBe("ask");
    });
  });

  it.each(["START", "unstop", "Yes"])("opt-in: %s", async (word) => {
    await ask();
    await text(world, PHONE, "STOP");
    expect(await text(world, PHONE, word)).toContain("we may ask you for your opinion by text again");
    expect(await isOptedOut()).toBe(false);
    await ask();
    expect(twilio.messages).toHaveLength(2);
  });

  it.each(["help", "INFO?"])("help: %s", async (word) => {
    await ask();
    expect(await text(world, PHONE, word)).toBe(
      "Northwind asks customers how it went. Reply with a number to answer, or STOP to opt out.",
    );
  });

  it("identifies the sender, says how to stop, and asks no question that yes or end could answer", async () => {
    await ask();
    const { body } = twilio.messages[0]!;
    expect(body).toMatch(
      /^Northwind: .*Reply 0-10 or tap http:\/\/localhost:3000\/s\/[\w-]{22} - Text STOP to opt out\.$/,
    );
  });

  it("has room for 160 characters of GSM-7, and uses no curly quotes of its own", async () => {
    await configure(world, {
      triggerFields: { channels: ["sms"], quietPeriod: "P0D" },
      surveyFields: { question: { en: "How likely are you to recommend “Northwind’s” service?" } },
    });
    await ask();
    expect(twilio.messages[0]!.body).toContain(`"Northwind's" service?`);
    expect(countSegments(twilio.messages[0]!.body)).toMatchObject({ encoding: "GSM-7", segments: 1 });
  });

  describe("Twilio", () => {
    it("checks the signature against the public URL", async () => {
      const fields = incoming(PHONE, "STOP");
      expect((await world.http.post("/hooks/sms/inbound").type("form").send(fields)).status).toBe(403);
      expect((await callBack(world, "/hooks/sms/inbound", fields, "wrong")).status).toBe(403);
      expect(await isOptedOut()).toBe(false);
      expect((await callBack(world, "/hooks/sms/inbound", fields)).status).toBe(200);
    });

    it("ranks status callbacks, never goes back, and tolerates unknown fields", async () => {
      const { invitation, sid } = await ask();
      for (const MessageStatus of ["delivered", "sent", "failed", "tomorrow's"])
        await callBack(world, "/hooks/sms/status", { MessageSid: sid, MessageStatus, NewField: "1" });
      expect(await reload(invitation)).toMatchObject({
        state: "delivered",
        attempts: [{ arrival: "delivered" }],
      });
    });

    it("21610 suppresses; 21211 and 21614 fall back to email", async () => {
      for (const [place, code] of ["21610", "21211", "21614"].entries()) {
        const phone = `+3460011122${place}`;
        const { invitation, sid } = await ask({ ...ANA, id: `ana-${place}`, phone });
        await fail(sid, code);
        await world.dispatchAll();
        expect(await reload(invitation)).toMatchObject({ state: "sent", channel: "email" });
        expect((await suppressions.find("sms", phone))?.reason).toBe(
          code === "21610" ? "opted_out" : "bounced",
        );
      }
    });

    it("30003 tries later; 30034 and 30035 alert the operator", async () => {
      const error = jest.spyOn(world.context.logger, "error");
      for (const [place, code] of ["30003", "30034", "30035"].entries()) {
        const { invitation, sid } = await ask({ id: `ana-${place}`, phone: `+3460011122${place}` });
        world.clock.advance(2 * MINUTE);
        await fail(sid, code);
        expect(await reload(invitation)).toMatchObject({ state: "scheduled", channel: "sms" });
      }
      expect(error.mock.calls.map(([facts]) => (facts as { code?: string }).code)).toEqual([
        "30034",
        "30035",
      ]);
      error.mockRestore();
    });

    it("never sends more in a second than is configured", async () => {
      for (let index = 0; index < 7; index += 1)
        await plan(world, { customer: { id: `c${index}`, phone: `+3460011122${index}` } });
      const sent = [];
      for (let second = 0; second < 3; second += 1) {
        await world.dispatchAll();
        sent.push(twilio.messages.length);
        world.clock.advance(SECOND);
      }
      expect(sent).toEqual([3, 6, 7]);
    });
  });

  describe("two-way", () => {
    it("goes from the score to the question of its category, the comment and thanks", async () => {
      const { invitation } = await ask();
      expect([await text(world, PHONE, "3"), await text(world, PHONE, "Too late")]).toEqual([
        SORRY,
        "Thank you for telling us. We want to put this right.",
      ]);
      expect(await stored(invitation)).toMatchObject({ score: 3, comment: "Too late", channel: "sms" });
      expect(await reload(invitation)).toMatchObject({ state: "answered" });
    });

    it.each(["9", "9!", "nine", "9/10", "I'd say 9"])("%j means 9", async (words) => {
      const { invitation } = await ask();
      await text(world, PHONE, words);
      expect(await stored(invitation)).toMatchObject({ score: 9, category: "promoter" });
    });

    it.each(["8 or 9", "11"])('%j means "please send 0 to 10"', async (words) => {
      const { invitation } = await ask();
      expect(await text(world, PHONE, words)).toBe("Please send one number from 0 to 10.");
      expect(await stored(invitation)).toBeNull();
    });

    it("a reply belongs to the newest open SMS invitation of that number", async () => {
      const older = await ask();
      const newer = await ask({ id: "ben", phone: PHONE });
      await text(world, PHONE, "4");
      expect([await stored(older.invitation), await stored(newer.invitation)]).toMatchObject([
        null,
        { score: 4 },
      ]);
    });
  });
});
