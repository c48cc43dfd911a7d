import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from "@jest/globals";
import { finishLeftTexts } from "../../../src/domain/conversations/finishLeftTexts.js";
import * as customers from "../../../src/store/customers.js";
import * as incomingTexts from "../../../src/store/incomingTexts.js";
import * as suppressions from "../../../src/store/suppressions.js";
import { configure } from "../../build.js";
import { text } from "../../peers/twilioCallbacks.js";
import { startTwilioStandIn, type TwilioStandIn } from "../../peers/twilioStandIn.js";
import { MINUTE } from "../../testClock.js";
import { createWorld, type World } from "../../world.js";
import { plan } from "../delivery/arrange.js";

const PHONE = "+34600111222";

describe("a text that a killed process has left", () => {
  let twilio: TwilioStandIn;
  let world: World;
  beforeAll(async () => {
    twilio = await startTwilioStandIn();
    world = await createWorld({ twilio: twilio.settings });
  });
  beforeEach(async () => {
    await world.reset();
    await configure(world, { triggerFields: { channels: ["sms"] } });
    await plan(world, { customer: { id: "ana", phone: PHONE } });
    await world.dispatchAll();
  });
  afterAll(async () => {
    await world.close();
    await twilio.close();
  });

  const leave = (id: string, said: string, more: object = {}) =>
    incomingTexts.insert({ id, from: PHONE, text: said, at: world.clock.now(), isOpen: true, ...more });

  async function say(body: string): Promise<void> {
    world.clock.advance(MINUTE);
    await text(world, PHONE, body);
    world.clock.advance(MINUTE);
  }

  async function finish(): Promise<number> {
    world.clock.advance(MINUTE);
    return finishLeftTexts(world.context, world.clock.now());
  }

  const suppressed = () => suppressions.find("sms", PHONE);

  it.each([
    ["START", {}],
    ["anything", { handledAs: "opt_in" }],
  ])("and means START (%s) does not undo a STOP that came after it", async (said, more) => {
    await say("STOP");
    await leave("SM1", said, more);
    await say("STOP");
    expect(await finish()).toBe(1);
    expect(await suppressed()).toMatchObject({ reason: "opted_out" });
    expect((await customers.get("ana")).optOuts).toHaveProperty("sms");
    const noted = await incomingTexts.find("SM1");
    expect(noted).toMatchObject({ meaning: "opt_in", reply: null });
    expect(noted).not.toHaveProperty("isOpen");
  });

  it("and means START is carried out where no STOP came after it", async () => {
    await say("STOP");
    await leave("SM1", "START");
    await say("9");
    await finish();
    expect(await suppressed()).toBeNull();
    expect((await customers.get("ana")).optOuts).not.toHaveProperty("sms");
  });

  it("and cannot be finished does not stop those behind it", async () => {
    const error = jest.spyOn(world.context.logger, "error").mockImplementation(() => {});
    await leave("SM1", "9", { meaning: "score", score: 9, invitation: "gone", reply: null });
    world.clock.advance(1);
    await leave("SM2", "STOP");
    expect(await finish()).toBe(1);
    expect(await suppressed()).toMatchObject({ reason: "opted_out" });
    expect(error).toHaveBeenCalledWith(expect.objectContaining({ text: "SM1" }), expect.any(String));
    error.mockRestore();
  });
});
