import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { ChannelError } from "../../../src/channels/channel.js";
import { dispatchNext } from "../../../src/domain/delivery/dispatchNext.js";
import * as sendingDays from "../../../src/store/sendingDays.js";
import { configure } from "../../build.js";
import { startTwilioStandIn, type TwilioStandIn } from "../../peers/twilioStandIn.js";
import { SECOND } from "../../testClock.js";
import { createWorld, type World } from "../../world.js";
import { HeldChannel, plan, reload } from "./arrange.js";

class DownChannel extends HeldChannel {
  override send(): Promise<never> {
    const isPermanent = false;
    return Promise.reject(
      new ChannelError("down", { code: "ECONNECTION", isPermanent, consequence: "channel_down" }),
    );
  }
}

describe("a message's place among those of the day", () => {
  let twilio: TwilioStandIn;
  let world: World;
  beforeAll(async () => {
    twilio = await startTwilioStandIn();
    world = await createWorld({ twilio: { ...twilio.settings, perSecond: 1 } });
  });
  beforeEach(async () => {
    await world.reset();
    twilio.messages.length = 0;
  });
  afterAll(async () => {
    await world.close();
    await twilio.close();
  });

  it("is one of the day on which it goes, also after an outage that began the day before", async () => {
    await world.api("put", "/v1/contact-policy", { dailyCap: 1 });
    await configure(world);
    const left = await plan(world);
    await dispatchNext(world.context, { ...world.channels, email: new DownChannel("email") }, world.clock);
    expect((await reload(left)).attempts).toMatchObject([{ code: "ECONNECTION" }]);
    await plan(world);
    world.clock.set("2037-09-02T10:00:00.000Z");
    await world.dispatchAll();
    expect((await world.api("get", "/v1/outbox")).body.messages).toHaveLength(1);
  });

  it("is taken once by a text that waits for its second", async () => {
    await world.api("put", "/v1/contact-policy", { dailyCap: 10_000 });
    await configure(world, { triggerFields: { channels: ["sms"], reminders: [{ after: "P1D" }] } });
    for (const digit of [1, 2, 3]) await plan(world, { customer: { phone: `+3460011122${digit}` } });
    const taken = [];
    for (const start of ["2037-09-01T10:00:00.000Z", "2037-09-03T10:00:00.000Z"]) {
      world.clock.set(start); // the reminders wait as the asks do
      for (let second = 0; second < 3; second += 1) {
        await world.dispatchAll();
        taken.push((await sendingDays.get(start.slice(0, 10))).taken);
        world.clock.advance(SECOND);
      }
    }
    expect(twilio.messages).toHaveLength(6);
    expect(taken).toEqual([1, 2, 3, 1, 2, 3]);
  });
});
