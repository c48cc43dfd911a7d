import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { SmsChannel } from "../../../src/channels/sms.js";
import { dispatchReply } from "../../../src/domain/cases/dispatchReply.js";
import type { Case } from "../../../src/records/case.js";
import * as caseMessages from "../../../src/store/caseMessages.js";
import * as cases from "../../../src/store/cases.js";
import * as customers from "../../../src/store/customers.js";
import * as incomingTexts from "../../../src/store/incomingTexts.js";
import * as responses from "../../../src/store/responses.js";
import { runDueJobs } from "../../../src/worker/schedule.js";
import { configure } from "../../build.js";
import { callBack, incoming, text } from "../../peers/twilioCallbacks.js";
import { startTwilioStandIn, type TwilioStandIn } from "../../peers/twilioStandIn.js";
import { DAY, MINUTE } from "../../testClock.js";
import { createWorld, type Browser, type World } from "../../world.js";
import { plan, reload } from "../delivery/arrange.js";
import { aMailedCase, changesOf, reply, sendReplies, talk } from "./arrange.js";

const PHONE = "+34600111222";

describe("writing to a customer by text message", () => {
  let twilio: TwilioStandIn;
  let world: World;
  let browser: Browser;
  let theCase: Case;
  beforeAll(async () => {
    twilio = await startTwilioStandIn();
    world = await createWorld({ twilio: twilio.settings });
  });
  beforeEach(async () => {
    await world.reset();
    twilio.behaviour = { kind: "accept" };
    theCase = await aMailedCase(world);
    twilio.messages.length = 0;
    twilio.requests.length = 0;
    browser = await world.signIn(world.bob);
  });
  afterAll(async () => {
    await world.close();
    await twilio.close();
  });

  async function write(words = "Sorry, Ana. May we come tomorrow?") {
    const sent = await reply(browser, theCase, { channel: "sms", text: words });
    expect(sent.status).toBe(303);
    await sendReplies(world);
    world.clock.advance(MINUTE);
    return (await talk(theCase)).at(-1)!;
  }

  /** Ana is asked by text message about another call. */
  async function askByText() {
    await configure(world, {
      trigger: "after-visit",
      triggerFields: { event: { type: "visit.completed" }, channels: ["sms"], quietPeriod: "PT0S" },
    });
    const one = await plan(world, { type: "visit.completed", customer: { id: "ana", phone: PHONE } });
    await world.dispatchAll();
    world.clock.advance(MINUTE);
    expect(await reload(one)).toMatchObject({ state: "sent", smsTo: PHONE });
    return one;
  }

  it("says in the first text who writes, in plain quotes, and not again in the second", async () => {
    await write("Sorry, Ana – we’ll come.");
    await write("At nine?");
    expect(twilio.messages.map(({ to, body }) => [to, body])).toEqual([
      [PHONE, "At nine?"],
      [PHONE, "Northwind: Sorry, Ana - we'll come."],
    ]);
    expect(await changesOf(theCase)).toEqual(["opened", "replied", "replied"]);
  });

  it("takes the answer to the case, and answers nothing by itself", async () => {
    await write();
    expect(await text(world, PHONE, "Yes please, after 9")).toBeNull();
    expect(await changesOf(theCase)).toEqual(["opened", "replied", "received"]);
    expect((await browser.get(`/cases/${theCase.id}`)).text).toContain("Yes please, after 9");
    expect((await browser.get("/customers/ana")).text).toContain("Yes please, after 9");
    expect((await responses.find(theCase.response))!.score).toBe(2);
  });

  it("takes a text once, however often the provider tells of it", async () => {
    await write();
    const said = incoming(PHONE, "Tomorrow is fine");
    await callBack(world, "/hooks/sms/inbound", said);
    await callBack(world, "/hooks/sms/inbound", said);
    expect(await changesOf(theCase)).toEqual(["opened", "replied", "received"]);
  });

  it("takes no text that comes more than 14 days later", async () => {
    await write();
    world.clock.advance(14 * DAY);
    await text(world, PHONE, "Hello?");
    expect(await changesOf(theCase)).toEqual(["opened", "replied"]);
  });

  it("opts out whoever texts STOP, which is no answer, and lets nobody text there again", async () => {
    await write();
    expect(await text(world, PHONE, "STOP")).toContain("you will get no more texts");
    expect((await customers.get("ana")).optOuts.sms).toBeDefined();
    expect(await changesOf(theCase)).toEqual(["opened", "replied"]);
    const refused = await reply(browser, theCase, { channel: "sms", text: "Please wait" });
    expect(refused.status).toBe(400);
    expect(refused.text).toContain("They texted STOP, so their carrier lets no text of ours through.");
    expect((await reply(browser, theCase, { channel: "email", text: "By mail then" })).status).toBe(303);
  });

  it("does not send what was written before STOP came", async () => {
    await reply(browser, theCase, { channel: "sms", text: "Sorry!" });
    await text(world, PHONE, "STOP");
    await sendReplies(world);
    expect(twilio.messages).toEqual([]);
    expect((await talk(theCase)).at(-1)).toMatchObject({ state: "failed", reason: "stopped" });
  });

  it("learns of a STOP from the provider's refusal, and says so on the case", async () => {
    twilio.behaviour = { kind: "error", status: 400, code: 21610 };
    await write();
    const { text: page } = await browser.get(`/cases/${theCase.id}`);
    expect(page).toContain("Could not be sent: They texted STOP");
    expect((await customers.get("ana")).optOuts.sms).toMatchObject({ source: "provider" });
  });

  it("writes to somebody who opted out of surveys otherwise than by STOP", async () => {
    await browser.post("/customers/ana/opt-outs/sms", {}, "/customers/ana");
    const { text: page } = await browser.get(`/cases/${theCase.id}`);
    expect(page).toContain("Opted out of surveys. A personal answer to what they told you is allowed");
    await write();
    expect(twilio.messages).toHaveLength(1);
  });

  it("leaves a score to the ask that waits for it, and every other word to the case", async () => {
    const one = await askByText();
    await write();
    expect(await text(world, PHONE, "Tomorrow is fine")).toBeNull();
    expect(await changesOf(theCase)).toEqual(["opened", "replied", "received"]);
    expect(await text(world, PHONE, "9")).not.toBeNull();
    expect(await responses.findByInvitation(one.id)).toMatchObject({ score: 9, comment: "" });
    expect(await changesOf(theCase)).toEqual(["opened", "replied", "received"]);
  });

  it("takes the words after a score for whoever wrote last: the survey, then the person", async () => {
    await write();
    const one = await askByText();
    await text(world, PHONE, "4"); // the survey asks what went wrong
    world.clock.advance(MINUTE);
    await write("Sorry again. What was it?");
    expect(await text(world, PHONE, "The roof still leaks")).toBeNull();
    expect((await talk(theCase)).at(-1)).toMatchObject({ direction: "in", text: "The roof still leaks" });
    expect(await responses.findByInvitation(one.id)).toMatchObject({ score: 4, comment: "" });
  });

  it("leaves the words after a score to the survey when it has asked since the person wrote", async () => {
    await write();
    const one = await askByText();
    await text(world, PHONE, "4");
    expect(await text(world, PHONE, "The roof still leaks")).not.toBeNull();
    expect(await responses.findByInvitation(one.id)).toMatchObject({ comment: "The roof still leaks" });
    expect((await changesOf(theCase)).filter((kind) => kind === "received")).toEqual([]);
  });

  it("asks the provider first when the outcome of a text was lost", async () => {
    twilio.behaviour = { kind: "accept_then_drop" };
    await write();
    expect(await talk(theCase)).toMatchObject([{ state: "scheduled" }]);
    twilio.behaviour = { kind: "accept" };
    world.clock.advance(5 * MINUTE);
    await sendReplies(world);
    expect(await talk(theCase)).toMatchObject([{ state: "sent" }]);
    expect(twilio.messages).toHaveLength(1);
  });

  it("does not take an older text with the same words for the one whose outcome was lost", async () => {
    await write("Hello?");
    await write("Hello?");
    twilio.behaviour = { kind: "drop" };
    await write("Hello?");
    twilio.behaviour = { kind: "accept" };
    world.clock.advance(5 * MINUTE);
    await sendReplies(world);
    expect(twilio.messages.map(({ body }) => body)).toEqual(["Hello?", "Hello?", "Northwind: Hello?"]);
  });

  it("is sent again when the worker dies while it sends, after its lease", async () => {
    await reply(browser, theCase, { channel: "sms", text: "Sorry!" });
    const now = world.clock.now();
    const claimed = await caseMessages.claimNextDue(now, new Date(now.getTime() + MINUTE), "a dead worker");
    await caseMessages.setAttempt(claimed!, 0, { channel: "sms", to: PHONE, startedAt: now });
    expect(await sendReplies(world)).toBe(0);
    world.clock.advance(2 * MINUTE);
    expect(await sendReplies(world)).toBe(1);
    expect(twilio.requests).toEqual(["GET", "POST"]);
    expect(await talk(theCase)).toMatchObject([{ state: "sent", attempts: [{}, { outcome: "accepted" }] }]);
  });

  it("says on the case that a text did not reach the phone", async () => {
    await write();
    const { sid } = twilio.messages[0]!;
    const told = { MessageSid: sid, MessageStatus: "undelivered", ErrorCode: "30006" };
    await callBack(world, "/hooks/sms/status", told);
    const { text: page } = await browser.get(`/cases/${theCase.id}`);
    expect(page).toContain("Not delivered: It did not reach the phone. (30006)");
  });

  it("says that a text was delivered", async () => {
    await write();
    const { sid } = twilio.messages[0]!;
    await callBack(world, "/hooks/sms/status", { MessageSid: sid, MessageStatus: "delivered" });
    expect((await browser.get(`/cases/${theCase.id}`)).text).toContain(">Delivered<");
  });

  it("finishes a text whose process was killed before the case told of it, once", async () => {
    const { id } = await write();
    const left = { id: "SM-left", from: PHONE, text: "Fine", at: world.clock.now(), isOpen: true };
    await incomingTexts.insert({ ...left, meaning: "case", caseMessage: id, customer: "ana", reply: null });
    for (let round = 0; round < 2; round += 1) {
      world.clock.advance(2 * MINUTE);
      await runDueJobs(world.context, world.clock.now());
    }
    expect(await changesOf(theCase)).toEqual(["opened", "replied", "received"]);
    expect((await cases.get(theCase.id)).changes.at(-1)).toMatchObject({ about: "SM-left" });
  });

  it("waits for its turn where the provider takes only so many in a second", async () => {
    const slow = { ...world.channels, sms: new SmsChannel({ ...twilio.settings, perSecond: 1 }) };
    for (const words of ["One", "Two"]) await reply(browser, theCase, { channel: "sms", text: words });
    for (let count = 0; count < 2; count += 1) await dispatchReply(world.context, slow, world.clock);
    expect(twilio.messages).toHaveLength(1);
    world.clock.advance(1_000);
    await dispatchReply(world.context, slow, world.clock);
    expect(twilio.messages.map(({ body }) => body).sort()).toEqual(["Northwind: One", "Two"]);
  });
});
