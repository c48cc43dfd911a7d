import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import * as sendTurns from "../../../src/store/sendTurns.js";
import { configure } from "../../build.js";
import { startTwilioStandIn, type TwilioStandIn } from "../../peers/twilioStandIn.js";
import { SECOND } from "../../testClock.js";
import { createWorld, type World } from "../../world.js";
import { plan, reload } from "./arrange.js";

const FIRST = 2_135_500_000;

describe("the rate of text messages", () => {
  let twilio: TwilioStandIn;
  let world: World;
  beforeAll(async () => {
    twilio = await startTwilioStandIn();
    world = await createWorld({ twilio: { ...twilio.settings, perSecond: 4 } });
  });
  beforeEach(async () => {
    await world.reset();
    twilio.messages.length = 0;
    await configure(world, { triggerFields: { channels: ["sms"] } });
  });
  afterAll(async () => {
    await world.close();
    await twilio.close();
  });

  const planMany = async (count: number) => {
    const planned = [];
    for (let index = 0; index < count; index += 1)
      planned.push(await plan(world, { customer: { id: `c${index}`, phone: `+346001110${10 + index}` } }));
    return planned;
  };

  it.each([1, 3, 100])(
    "of a burst of 10,000 never passes %i in a second and uses 95 %% of it",
    async (rate) => {
      const perSecond = new Map<number, number>();
      let second = FIRST;
      for (let asked = 0; asked < 10_000; second += 1) {
        // Several hands ask at once, now many and now few, as the clock of this test runs on.
        const wishes = Math.min(10_000 - asked, 37 + ((asked * 7) % 463));
        const taken = await Promise.all(
          Array.from({ length: wishes }, () => sendTurns.takeTurn("sms", rate, second)),
        );
        expect(Math.min(...taken)).toBeGreaterThanOrEqual(second);
        for (const turn of taken) perSecond.set(turn, (perSecond.get(turn) ?? 0) + 1);
        asked += wishes;
      }
      expect(Math.max(...perSecond.values())).toBe(rate);
      const seconds = Math.max(...perSecond.keys()) - FIRST + 1;
      expect(10_000 / (seconds * rate)).toBeGreaterThanOrEqual(0.95);
    },
  );

  it("loses nothing but later turns to a clock that jumped ahead", async () => {
    await sendTurns.takeTurn("sms", 7, FIRST + 24 * 60 * 60);
    expect(await sendTurns.takeTurn("sms", 7, FIRST)).toBe(FIRST);
  });

  it("sends so many in each second, the others in the seconds after it, each once", async () => {
    await planMany(18);
    const perSecond = [];
    for (let second = 0; second < 6; second += 1) {
      const before = twilio.messages.length;
      await world.dispatchAll();
      perSecond.push(twilio.messages.length - before);
      world.clock.advance(SECOND);
    }
    expect(perSecond).toEqual([4, 4, 4, 4, 2, 0]);
    expect(new Set(twilio.messages.map(({ to }) => to)).size).toBe(18);
  });

  it("keeps to it with several workers that are late: a turn that was missed is lost", async () => {
    await planMany(12);
    await world.dispatchAll();
    world.clock.advance(60 * SECOND);
    const before = twilio.messages.length;
    await Promise.all([world.dispatchAll(), world.dispatchAll(), world.dispatchAll()]);
    expect([before, twilio.messages.length - before]).toEqual([4, 4]);
    world.clock.advance(SECOND);
    await world.dispatchAll();
    expect(twilio.messages).toHaveLength(12);
  });

  it("writes no try for one that waits, and keeps the customer from being asked by another", async () => {
    const planned = await planMany(5);
    await world.dispatchAll();
    const waiting = await reload(planned[4]!);
    expect(waiting).toMatchObject({ state: "scheduled", attempts: [] });
    expect(waiting.dueAt!.getTime() - world.clock.now().getTime()).toBe(SECOND);
    const again = await world.api("post", "/v1/events", {
      id: "again",
      type: "call.ended",
      occurredAt: world.clock.now(),
      customer: { id: waiting.customer },
    });
    expect(again.body.decisions[0]).toMatchObject({ reason: "asked_recently" });
  });
});
