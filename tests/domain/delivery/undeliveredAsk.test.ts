import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { dispatchNext } from "../../../src/domain/delivery/dispatchNext.js";
import * as customers from "../../../src/store/customers.js";
import { answer, configure } from "../../build.js";
import { callBack } from "../../peers/twilioCallbacks.js";
import { startTwilioStandIn, type TwilioStandIn } from "../../peers/twilioStandIn.js";
import { DAY, MINUTE } from "../../testClock.js";
import { createWorld, type World } from "../../world.js";
import { HeldChannel, plan, reload } from "./arrange.js";

const ANA = { id: "ana", email: "ana@example.com", phone: "+34600111222" };

describe("an ask by SMS with reminders that does not arrive", () => {
  let twilio: TwilioStandIn;
  let world: World;
  beforeAll(async () => {
    twilio = await startTwilioStandIn();
    world = await createWorld({ baseUrl: "https://feedback.example.com", twilio: twilio.settings });
  });
  beforeEach(async () => {
    await world.reset();
    world.clock.set("2037-09-02T07:10:00.000Z"); // in the morning, so that no pause reaches into the night
    twilio.messages.length = 0;
    await withChannels(["sms", "email"]);
  });
  afterAll(async () => {
    await world.close();
    await twilio.close();
  });

  const withChannels = (channels: string[]) =>
    configure(world, { triggerFields: { channels, reminders: [{ after: "P3D" }, { after: "P3D" }] } });

  const tell = (MessageStatus: string, more: Record<string, string> = {}) =>
    callBack(world, "/hooks/sms/status", {
      MessageSid: twilio.messages[0]!.sid,
      MessageStatus,
      To: ANA.phone,
      ...more,
    });

  it.each(["30003", "30034", "30035"])(
    "is tried again with longer and longer pauses after %s, and then by mail",
    async (ErrorCode) => {
      const one = await plan(world, { customer: ANA });
      await world.dispatchAll();
      await tell("undelivered", { ErrorCode });
      const waits = [];
      for (let current = await reload(one); current.channel === "sms"; current = await reload(one)) {
        waits.push((current.dueAt!.getTime() - world.clock.now().getTime()) / MINUTE);
        if (waits.length > 6) break;
        world.clock.set(current.dueAt!);
        await world.dispatchAll();
        await tell("undelivered", { ErrorCode });
      }
      expect(waits).toEqual([1, 5, 15, 60, 180, 360]);
      expect(await reload(one)).toMatchObject({ state: "scheduled", channel: "email" });
    },
  );

  it("has no reminders once it is undelivered for good: the customer was given back", async () => {
    await withChannels(["sms"]);
    const one = await plan(world, { customer: ANA });
    await world.dispatchAll();
    await tell("undelivered", { ErrorCode: "30007" });
    expect(await reload(one)).not.toHaveProperty("remindAt");
    expect(await customers.get("ana")).not.toHaveProperty("lastAskedAt");
    world.clock.advance(7 * DAY);
    await world.dispatchAll();
    expect(twilio.messages).toHaveLength(1);
    expect(await reload(one)).toMatchObject({ state: "sent", isUndelivered: true });
  });

  it("is reminded of from the time of the try that arrives", async () => {
    const one = await plan(world, { customer: ANA });
    await world.dispatchAll();
    await tell("undelivered", { ErrorCode: "30003" });
    expect(await reload(one)).not.toHaveProperty("remindAt");
    world.clock.advance(MINUTE);
    await world.dispatchAll();
    const remindAt = new Date(world.clock.now().getTime() + 3 * DAY);
    expect(await reload(one)).toMatchObject({ state: "sent", reminder: 1, remindAt });
  });

  it("keeps the receipt of the second try where an answer came before it", async () => {
    const one = await plan(world, { customer: ANA });
    await world.dispatchAll();
    await tell("undelivered", { ErrorCode: "30003" });
    world.clock.advance(MINUTE);
    const held = new HeldChannel("sms");
    const sending = dispatchNext(world.context, { ...world.channels, sms: held }, world.clock);
    await held.arrived;
    await answer(world, `/s/${one.token}`, { score: "9" });
    held.release();
    await sending;
    expect(await reload(one)).toMatchObject({
      state: "answered",
      attempts: [{ outcome: "deferred" }, { outcome: "accepted" }],
    });
  });
});
