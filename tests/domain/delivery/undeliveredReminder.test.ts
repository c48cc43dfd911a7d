import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import * as customers from "../../../src/store/customers.js";
import { configure } from "../../build.js";
import { callBack } from "../../peers/twilioCallbacks.js";
import { startTwilioStandIn, type TwilioStandIn } from "../../peers/twilioStandIn.js";
import { DAY, HOUR } from "../../testClock.js";
import { createWorld, type World } from "../../world.js";
import { plan, reload } from "./arrange.js";

const ANA = { id: "ana", email: "ana@example.com", phone: "+34600111222" };

describe("a reminder by SMS that did not arrive", () => {
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
    const reminders = [{ after: "P3D" }, { after: "P3D" }];
    await configure(world, { triggerFields: { channels: ["sms", "email"], reminders } });
  });
  afterAll(async () => {
    await world.close();
    await twilio.close();
  });

  async function remindedOnce() {
    const one = await plan(world, { customer: ANA });
    await world.dispatchAll();
    world.clock.advance(3 * DAY);
    await world.dispatchAll();
    return one;
  }
  /** `place` counts from the first message; the stand-in has the newest first. */
  const tell = (place: number, status: string, more: Record<string, string> = {}) =>
    callBack(world, "/hooks/sms/status", {
      MessageSid: twilio.messages.at(-1 - place)!.sid,
      MessageStatus: status,
      To: ANA.phone,
      ...more,
    });
  const failed = (place: number, ErrorCode: string) => tell(place, "undelivered", { ErrorCode });

  it.each([
    ["the phone is off", "30003", "deferred"],
    ["the carrier blocks it", "30007", "refused"],
    ["the number cannot be texted", "21614", "refused"],
  ])(
    "is marked and nothing else when %s: the ask is not sent again, by no channel",
    async (_, code, outcome) => {
      const one = await remindedOnce();
      const before = await reload(one);
      for (let told = 0; told < 2; told += 1) expect((await failed(1, code)).status).toBe(200);
      const { state, isUndelivered, remindAt, reminder, attempts } = await reload(one);
      expect({ state, isUndelivered, remindAt, reminder }).toEqual({
        state: "sent",
        isUndelivered: false,
        remindAt: before.remindAt,
        reminder: 2,
      });
      expect(attempts).toMatchObject([
        { outcome: "accepted" },
        { reminder: 1, arrival: "undelivered", outcome, code },
      ]);
      world.clock.advance(HOUR);
      expect(await world.dispatchAll()).toBe(0);
      expect(twilio.messages).toHaveLength(2);
      expect(await customers.get("ana")).toHaveProperty("lastAskedBy", one.id);
    },
  );

  it("leaves an ask that has arrived delivered", async () => {
    const one = await plan(world, { customer: ANA });
    await world.dispatchAll();
    await tell(0, "delivered");
    world.clock.advance(3 * DAY);
    await world.dispatchAll();
    await failed(1, "30003");
    expect(await reload(one)).toMatchObject({
      state: "delivered",
      attempts: [{ arrival: "delivered" }, { reminder: 1, arrival: "undelivered" }],
    });
  });

  it("is followed by the second reminder, which is still due", async () => {
    const one = await remindedOnce();
    await failed(1, "30003");
    world.clock.advance(3 * DAY);
    await world.dispatchAll();
    expect(twilio.messages).toHaveLength(3);
    expect((await reload(one)).attempts).toMatchObject([{}, { reminder: 1 }, { reminder: 2 }]);
  });

  it("ends the reminders when the person has opted out", async () => {
    const one = await remindedOnce();
    await failed(1, "21610");
    world.clock.advance(3 * DAY);
    await world.dispatchAll();
    expect(twilio.messages).toHaveLength(2);
    expect(await reload(one)).toMatchObject({ state: "sent" });
    expect((await customers.get("ana")).optOuts).toHaveProperty("sms");
  });
});
