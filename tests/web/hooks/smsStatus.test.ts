import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from "@jest/globals";
import { recordSmsStatus } from "../../../src/domain/delivery/recordSmsStatus.js";
import * as customers from "../../../src/store/customers.js";
import * as providerMessages from "../../../src/store/providerMessages.js";
import * as suppressions from "../../../src/store/suppressions.js";
import { configure } from "../../build.js";
import { callBack, text } from "../../peers/twilioCallbacks.js";
import { startTwilioStandIn, type TwilioStandIn } from "../../peers/twilioStandIn.js";
import { DAY, MINUTE } from "../../testClock.js";
import { createWorld, type World } from "../../world.js";
import { plan, reload } from "../../domain/delivery/arrange.js";

const ANA = { id: "ana", email: "ana@example.com", phone: "+34600111222" };

describe("what Twilio tells about a message", () => {
  let twilio: TwilioStandIn;
  let world: World;
  beforeAll(async () => {
    twilio = await startTwilioStandIn();
    world = await createWorld({
      baseUrl: "https://feedback.example.com",
      twilio: { ...twilio.settings, statusCallback: "https://feedback.example.com/hooks/sms/status" },
    });
  });
  beforeEach(async () => {
    await world.reset();
    twilio.messages.length = 0;
    await configure(world, { triggerFields: { channels: ["sms", "email"] } });
  });
  afterAll(async () => {
    await world.close();
    await twilio.close();
  });

  async function sent(customer: object = ANA) {
    const invitation = await plan(world, { customer });
    await world.dispatchAll();
    return { invitation, sid: twilio.messages[0]!.sid };
  }
  const tell = (sid: string, status: string, more: Record<string, string> = {}) =>
    callBack(world, "/hooks/sms/status", {
      MessageSid: sid,
      MessageStatus: status,
      To: ANA.phone,
      ApiVersion: "2010-04-01",
      FieldOfNextYear: "x",
      ...more,
    });
  const failed = (sid: string, ErrorCode: string) => tell(sid, "undelivered", { ErrorCode });

  it("asks for it with each message", async () => {
    await sent();
    expect(twilio.messages[0]!.statusCallback).toBe("https://feedback.example.com/hooks/sms/status");
  });

  it("turns sent into delivered", async () => {
    const { invitation, sid } = await sent();
    for (const status of ["queued", "sent", "delivered"]) expect((await tell(sid, status)).status).toBe(200);
    expect(await reload(invitation)).toMatchObject({
      state: "delivered",
      attempts: [{ arrival: "delivered" }],
    });
  });

  it("never goes back, in whatever order it is told, and however often", async () => {
    const { invitation, sid } = await sent();
    for (const status of ["delivered", "sent", "undelivered", "delivered", "queued", "a-new-word"])
      expect((await tell(sid, status)).status).toBe(200);
    expect(await reload(invitation)).toMatchObject({
      state: "delivered",
      attempts: [{ arrival: "delivered" }],
    });
    const before = await reload(invitation);
    world.clock.advance(MINUTE);
    await tell(sid, "delivered");
    expect(await reload(invitation)).toEqual(before);
  });

  it("never takes an answer back", async () => {
    const { invitation, sid } = await sent();
    await text(world, ANA.phone, "9");
    await world.settle();
    for (const status of ["undelivered", "delivered"]) await tell(sid, status);
    expect(await reload(invitation)).toMatchObject({ state: "answered" });
  });

  it("finds a message whose receipt was not written yet", async () => {
    const invitation = await plan(world, { customer: ANA });
    const sid = `SM${"1".padStart(32, "0")}`;
    expect((await tell(sid, "delivered")).status).toBe(200);
    await world.dispatchAll();
    expect(await reload(invitation)).toMatchObject({ state: "delivered", attempts: [{ providerId: sid }] });
  });

  it.each([
    ["delivered", "delivered"],
    ["undelivered", "scheduled"],
  ])("keeps %s that comes while the receipt is being written", async (status, state) => {
    const invitation = await plan(world, { customer: ANA });
    const sid = `SM${"1".padStart(32, "0")}`;
    await providerMessages.insert(sid, invitation.id, world.clock.now()); // the ask itself is not there yet
    expect((await tell(sid, status, { ErrorCode: "30003" })).status).toBe(200);
    await world.dispatchAll();
    expect(await reload(invitation)).toMatchObject({ state, attempts: [{ arrival: status }] });
  });

  it("answers 200 for a message that is none of ours, and logs it without the number", async () => {
    const info = jest.spyOn(world.context.logger, "info");
    expect((await tell("SMunknown", "delivered")).status).toBe(200);
    expect(info).toHaveBeenCalledWith(
      { providerId: "SMunknown", status: "delivered" },
      "a status of an unknown message",
    );
    info.mockRestore();
  });

  it("refuses forged callbacks, which change nothing, and names what a signed one lacks", async () => {
    const { invitation, sid } = await sent();
    const fields = { MessageSid: sid, MessageStatus: "delivered" };
    const forged = await callBack(world, "/hooks/sms/status", fields, "another token");
    const unsigned = await world.http.post("/hooks/sms/status").type("form").send(fields);
    expect([forged.status, unsigned.status]).toEqual([403, 403]);
    expect(await reload(invitation)).toMatchObject({ state: "sent" });
    const lacking = await callBack(world, "/hooks/sms/status", { MessageSid: sid });
    expect([lacking.status, lacking.body.error.fields]).toEqual([
      400,
      [{ path: "MessageStatus", message: "is required" }],
    ]);
  });

  it("takes 21610 for an opt-out, and sends a mail instead, once", async () => {
    const { invitation, sid } = await sent();
    await failed(sid, "21610");
    await failed(sid, "21610");
    await world.dispatchAll();
    expect(await reload(invitation)).toMatchObject({
      state: "sent",
      channel: "email",
      isUndelivered: false,
      attempts: [{ channel: "sms", outcome: "refused", code: "21610" }, { channel: "email" }],
    });
    expect((await customers.get("ana")).optOuts.sms).toMatchObject({ source: "provider" });
    expect(await suppressions.find("sms", ANA.phone)).toMatchObject({ reason: "opted_out" });
  });

  it.each(["21211", "21614"])("takes %s for a bad number: suppresses it and sends a mail", async (code) => {
    const { invitation, sid } = await sent();
    await failed(sid, code);
    await world.dispatchAll();
    expect(await reload(invitation)).toMatchObject({ state: "sent", channel: "email" });
    expect(await suppressions.find("sms", ANA.phone)).toMatchObject({ reason: "bounced" });
  });

  it("tries later after 30003, with the pauses of a refused mail, and then sends a mail", async () => {
    world.clock.set("2037-09-02T07:10:00.000Z"); // in the morning, so that no pause reaches into the night
    const { invitation, sid } = await sent();
    await failed(sid, "30003");
    const waits = [];
    for (
      let current = await reload(invitation);
      current.state === "scheduled";
      current = await reload(invitation)
    ) {
      if (current.channel === "email") break;
      waits.push((current.dueAt!.getTime() - world.clock.now().getTime()) / MINUTE);
      world.clock.set(current.dueAt!);
      await world.dispatchAll();
      await failed(twilio.messages[0]!.sid, "30003");
    }
    expect(waits).toEqual([1, 5, 15, 60, 180, 360]);
    expect(await reload(invitation)).toMatchObject({ state: "scheduled", channel: "email" });
    expect(await suppressions.find("sms", ANA.phone)).toBeNull();
  });

  it.each(["30034", "30035"])("alerts the operator of a sender that is not registered (%s)", async (code) => {
    world.clock.advance(Number(code) * DAY); // it says so once a minute
    const error = jest.spyOn(world.context.logger, "error");
    const { invitation, sid } = await sent();
    await failed(sid, code);
    expect(error).toHaveBeenCalledWith(
      { channel: "sms", code },
      expect.stringContaining("check its settings"),
    );
    error.mockRestore();
    expect(await reload(invitation)).toMatchObject({ state: "scheduled", channel: "sms" });
  });

  it("counts what never arrived as undelivered, and gives the customer back", async () => {
    await configure(world, { triggerFields: { channels: ["sms"] } });
    const { invitation, sid } = await sent();
    await recordSmsStatus(world.context, world.channels.sms, {
      providerId: sid,
      status: "failed",
      now: world.clock.now(),
    });
    expect(await reload(invitation)).toMatchObject({ state: "sent", isUndelivered: true });
    expect(await customers.get("ana")).not.toHaveProperty("lastAskedAt");
    await world.settle();
    const [row] = (await world.api("get", "/v1/touchpoints/scores?from=2037-09-01&to=2037-09-01")).body
      .touchpoints;
    expect(row).toMatchObject({ asked: 1, delivered: 0 });
  });

  it("does not take a message that did not arrive for the lost outcome of a later try", async () => {
    const { invitation, sid } = await sent();
    await failed(sid, "30003");
    twilio.messages[0]!.status = "undelivered";
    twilio.behaviour = { kind: "drop" };
    world.clock.advance(MINUTE);
    await world.dispatchAll();
    twilio.behaviour = { kind: "accept" };
    world.clock.advance(2 * MINUTE);
    await world.dispatchAll();
    expect(twilio.messages).toHaveLength(2);
    expect((await reload(invitation)).attempts).toMatchObject([
      { providerId: sid },
      { providerId: twilio.messages[0]!.sid },
    ]);
  });
});
