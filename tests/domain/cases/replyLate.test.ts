import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import type { Case } from "../../../src/records/case.js";
import * as caseMessages from "../../../src/store/caseMessages.js";
import * as cases from "../../../src/store/cases.js";
import { startSmtpSink, type SmtpSink } from "../../peers/smtpSink.js";
import { startTwilioStandIn, type TwilioStandIn } from "../../peers/twilioStandIn.js";
import { DAY, MINUTE } from "../../testClock.js";
import { createWorld, type Browser, type World } from "../../world.js";
import { aMailedCase, changesOf, reply, sendReplies, talk } from "./arrange.js";

describe("a message to a customer that could not be sent for long", () => {
  let sink: SmtpSink;
  let twilio: TwilioStandIn;
  let world: World;
  let browser: Browser;
  let theCase: Case;
  beforeAll(async () => {
    sink = await startSmtpSink();
    twilio = await startTwilioStandIn();
    const smtp = { url: sink.url, from: "Northwind <care@example.com>", connections: 1 };
    world = await createWorld({ smtp, twilio: twilio.settings });
  });
  beforeEach(async () => {
    await world.reset();
    sink.behaviour = {};
    twilio.behaviour = { kind: "accept" };
    theCase = await aMailedCase(world);
    browser = await world.signIn(world.bob);
    sink.mails.length = 0;
    twilio.messages.length = 0;
  });
  afterAll(async () => {
    await world.close();
    await Promise.all([sink.close(), twilio.close()]);
  });

  async function write(channel = "email", text = "Sorry, Ana.") {
    world.clock.advance(MINUTE);
    expect((await reply(browser, theCase, { channel, text })).status).toBe(303);
    await sendReplies(world);
    return (await talk(theCase)).at(-1)!;
  }

  const now = () => cases.get(theCase.id);

  it("is one that nobody could try for a day: it goes out no more", async () => {
    expect((await reply(browser, theCase, { channel: "email", text: "We come today." })).status).toBe(303);
    world.clock.advance(DAY);
    await sendReplies(world);
    expect(sink.mails).toEqual([]);
    expect((await talk(theCase)).at(-1)).toMatchObject({ state: "failed", reason: "too_late", attempts: [] });
    const { text } = await browser.get(`/cases/${theCase.id}`);
    expect(text).toContain("The message could not be delivered: it was too late to send it");
    expect(text).toContain("Could not be sent: It could not be sent for a day");
    expect((await now()).contactedAt).toBeUndefined();
  });

  it("is one that was refused for now and could not be tried again for days", async () => {
    sink.behaviour.refuseRecipient = () => ({ code: 451, text: "4.7.1 try again" });
    await write();
    sink.behaviour = {};
    world.clock.advance(3 * DAY);
    await sendReplies(world);
    expect(sink.mails).toEqual([]);
    expect((await now()).changes.at(-1)).toMatchObject({ kind: "reply_failed", reason: "gave_up" });
  });

  /** The worker is killed while it sends. */
  async function killedWhileSending(to: string) {
    const at = world.clock.now();
    const claimed = await caseMessages.claimNextDue(at, new Date(at.getTime() + MINUTE), "killed");
    const attempt = { channel: claimed!.channel, to, startedAt: at };
    await caseMessages.setAttempt(claimed!, 0, attempt);
  }

  it("is one whose sending broke off days ago: it is not sent again so late", async () => {
    await reply(browser, theCase, { channel: "email", text: "We come today." });
    await killedWhileSending("ana@example.com");
    world.clock.advance(3 * DAY);
    await sendReplies(world);
    expect(sink.mails).toEqual([]);
    expect((await now()).changes.at(-1)).toMatchObject({ kind: "reply_failed", reason: "lost" });
    const { text } = await browser.get(`/cases/${theCase.id}`);
    expect(text).toContain("Could not be sent: Sending it broke off, so nobody knows whether it arrived.");
  });

  it("is not one of which the provider knows that it went out before sending broke off", async () => {
    twilio.behaviour = { kind: "accept_then_drop" };
    await write("sms");
    expect((await talk(theCase)).at(-1)).toMatchObject({ state: "scheduled" });
    twilio.behaviour = { kind: "error", status: 500 };
    world.clock.advance(3 * DAY);
    await sendReplies(world);
    expect(twilio.messages).toHaveLength(1);
    expect((await talk(theCase)).at(-1)).toMatchObject({
      state: "sent",
      attempts: [{ outcome: "accepted" }],
    });
    expect(await changesOf(theCase)).toEqual(["opened", "replied"]);
  });

  it("is not one that goes out within the day", async () => {
    await reply(browser, theCase, { channel: "email", text: "We come today." });
    world.clock.advance(DAY - MINUTE);
    await sendReplies(world);
    expect(sink.mails).toHaveLength(1);
    expect(await changesOf(theCase)).toEqual(["opened", "replied"]);
  });
});
