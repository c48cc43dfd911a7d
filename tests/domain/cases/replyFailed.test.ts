import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import mongoose from "mongoose";
import { escalateCases } from "../../../src/domain/cases/escalateCases.js";
import { noteMessage } from "../../../src/domain/cases/noteMessage.js";
import { recordReplyReport } from "../../../src/domain/cases/recordReplyReport.js";
import { takeCase } from "../../../src/domain/cases/takeCase.js";
import type { Case } from "../../../src/records/case.js";
import * as caseMessages from "../../../src/store/caseMessages.js";
import * as cases from "../../../src/store/cases.js";
import * as suppressions from "../../../src/store/suppressions.js";
import { runDueJobs } from "../../../src/worker/schedule.js";
import { startSmtpSink, type SmtpSink } from "../../peers/smtpSink.js";
import { callBack } from "../../peers/twilioCallbacks.js";
import { startTwilioStandIn, type TwilioStandIn } from "../../peers/twilioStandIn.js";
import { HOUR, MINUTE } from "../../testClock.js";
import { deliveryReport, MAIL, postMail } from "../../web/hooks/sign.js";
import { createWorld, type Browser, type World } from "../../world.js";
import { aMailedCase, changesOf, reply, sendReplies, talk } from "./arrange.js";

describe("a message to a customer that is not delivered", () => {
  let sink: SmtpSink;
  let twilio: TwilioStandIn;
  let world: World;
  let browser: Browser;
  let theCase: Case;
  beforeAll(async () => {
    sink = await startSmtpSink();
    twilio = await startTwilioStandIn();
    const smtp = { url: sink.url, from: "Northwind <care@example.com>", connections: 1 };
    world = await createWorld({ smtp, mail: MAIL, twilio: twilio.settings });
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

  const bounce = (id: string, status = "5.1.1") =>
    postMail(world, deliveryReport({ to: `bounce+${id}@bounces.example.com`, status, diagnostic: "550 no" }));

  /** The provider tells of the newest text. */
  const undelivered = (code = "30003") =>
    callBack(world, "/hooks/sms/status", {
      MessageSid: twilio.messages[0]!.sid,
      MessageStatus: "undelivered",
      ErrorCode: code,
    });

  const press = (verb: string, fields = {}) =>
    browser.post(`/cases/${theCase.id}/${verb}`, fields, `/cases/${theCase.id}`);

  const now = () => cases.get(theCase.id);

  /** What is so while nobody has been in touch. */
  const nobodyWas = () => ({
    dueAt: theCase.contactDueAt,
    queueAt: theCase.contactDueAt,
    escalateAt: theCase.contactDueAt,
  });

  it("is told by the case, once, and the first contact is due again as it was", async () => {
    const { id } = await write();
    expect(await now()).toMatchObject({ isContactInTime: true, dueAt: theCase.resolveDueAt });
    world.clock.advance(HOUR);
    for (let time = 0; time < 2; time += 1) await bounce(id);
    expect(await changesOf(theCase)).toEqual(["opened", "replied", "reply_failed"]);
    const after = await now();
    expect(after).toMatchObject(nobodyWas());
    for (const field of ["contactedAt", "contactMinutes", "isContactInTime"])
      expect(after).not.toHaveProperty(field);
    expect(after.changes.at(-1)).toMatchObject({ about: id, reason: "came_back", at: world.clock.now() });
    expect((await browser.get(`/cases/${theCase.id}`)).text).toContain(
      "The message could not be delivered: it did not arrive",
    );
  });

  it("is told of a text that did not reach the phone, or was refused", async () => {
    await write("sms");
    for (let time = 0; time < 2; time += 1) await undelivered();
    expect(await now()).toMatchObject(nobodyWas());
    twilio.behaviour = { kind: "error", status: 400, code: 21610 };
    await write("sms", "Hello?");
    const { changes, contactedAt } = await now();
    expect(changes.slice(1).map(({ kind, reason }) => reason ?? kind)).toEqual([
      "replied",
      "came_back",
      "replied",
      "stopped",
    ]);
    expect(contactedAt).toBeUndefined();
  });

  it("does not matter to the first contact when somebody was reached since, or before", async () => {
    await takeCase(world.context, theCase.id, "bob", world.clock.now());
    const { id } = await write();
    world.clock.advance(HOUR);
    await press("contacts", { result: "reached", text: "" });
    const before = await now();
    await bounce(id);
    expect(await now()).toMatchObject({ contactedAt: before.contactedAt, dueAt: theCase.resolveDueAt });
    await write("sms");
    await undelivered();
    expect(await now()).toMatchObject({ contactedAt: before.contactedAt, dueAt: theCase.resolveDueAt });
    expect((await changesOf(theCase)).filter((kind) => kind === "reply_failed")).toHaveLength(2);
  });

  it("leaves the first contact to another message, until that one fails too", async () => {
    const first = await write();
    const second = await write("email", "And something else.");
    await bounce(first.id);
    expect((await now()).contactedAt).toEqual(first.at);
    await bounce(second.id);
    expect(await now()).toMatchObject(nobodyWas());
    expect((await now()).contactedAt).toBeUndefined();
    const third = await write("sms");
    expect((await now()).contactedAt).toEqual(third.at);
  });

  it("tells managers when the time is over, once for it", async () => {
    const { id } = await write();
    world.clock.set(new Date(theCase.contactDueAt!.getTime() + MINUTE));
    await bounce(id);
    for (let run = 0; run < 2; run += 1) await escalateCases(world.context, world.clock.now());
    expect((await changesOf(theCase)).slice(-2)).toEqual(["reply_failed", "escalated"]);
    const late = await write("sms");
    await undelivered();
    expect(await now()).toMatchObject({ dueAt: theCase.contactDueAt });
    await escalateCases(world.context, world.clock.now());
    expect((await changesOf(theCase)).slice(-2)).toEqual(["replied", "reply_failed"]);
    expect((await now()).changes.at(-1)!.about).toBe(late.id);
  });

  it("ends our waiting for an answer to it: the clock goes on", async () => {
    const { id } = await write();
    await press("pause");
    expect((await now()).dueAt).toBeNull();
    await bounce(id);
    const after = await now();
    expect(after.waitingSince).toBeUndefined();
    expect(after).toMatchObject(nobodyWas());
  });

  it("leaves a resolved case resolved, without its first contact", async () => {
    const { id } = await write();
    await cases.move(await now(), {
      set: { state: "resolved", isActive: false, dueAt: null, resolvedAt: world.clock.now() },
      unset: ["openFor", "escalateAt"],
      change: { id: "resolved", kind: "resolved", at: world.clock.now() },
    });
    await bounce(id);
    const after = await now();
    expect(after).toMatchObject({ isActive: false, dueAt: null });
    expect([after.escalateAt, after.contactedAt]).toEqual([undefined, undefined]);
  });

  it("is told by the repair, once, when the process dies before the case tells of it", async () => {
    const { id } = await write();
    const message = (await caseMessages.find(id))!;
    const came = { index: 0, at: world.clock.now() };
    expect(await caseMessages.moveToCameBack(message, came)).toBe(true);
    // whoever tells of the sending is slow, and takes nothing of it away
    await noteMessage(world.context, message);
    expect(await caseMessages.find(id)).toMatchObject({ state: "failed", isOpen: true });
    for (let run = 0; run < 2; run += 1) {
      world.clock.advance(2 * MINUTE);
      await runDueJobs(world.context, world.clock.now());
      await mongoose.connection
        .collection("caseMessages")
        .updateOne({ _id: id as never }, { $set: { isOpen: true } }); // killed before it was noted
    }
    expect(await changesOf(theCase)).toEqual(["opened", "replied", "reply_failed"]);
  });

  it("keeps the address of a customer who was erased meanwhile off, and no provider tells it again", async () => {
    const { id, customer } = await write();
    await write("sms");
    await mongoose.connection.collection("customers").deleteOne({ _id: customer as never });
    const report = { kind: "complaint" as const, invitation: id, at: world.clock.now() };
    for (let time = 0; time < 2; time += 1)
      expect(await recordReplyReport(world.context, report, world.clock.now())).toBe(true);
    expect((await undelivered("21610")).status).toBe(200);
    expect(await suppressions.find("email", "ana@example.com")).toMatchObject({ reason: "complained" });
    expect(await suppressions.find("sms", "+34600111222")).toMatchObject({ reason: "opted_out" });
  });
});
