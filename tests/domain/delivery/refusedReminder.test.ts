import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import * as customers from "../../../src/store/customers.js";
import { configure } from "../../build.js";
import { startSmtpSink, type SmtpSink } from "../../peers/smtpSink.js";
import { DAY, MINUTE } from "../../testClock.js";
import { createWorld, type World } from "../../world.js";
import { plan, reload } from "./arrange.js";

describe("a reminder that the provider does not take", () => {
  let sink: SmtpSink;
  let world: World;
  beforeAll(async () => {
    sink = await startSmtpSink();
    world = await createWorld({
      smtp: { url: sink.url, from: "Northwind <care@example.com>", connections: 2 },
    });
  });
  beforeEach(async () => {
    await world.reset();
    await configure(world, { triggerFields: { reminders: [{ after: "P3D" }, { after: "P3D" }] } });
    sink.behaviour = {};
    sink.mails.length = 0;
  });
  afterAll(async () => {
    await world.close();
    await sink.close();
  });

  async function askAndWait() {
    const one = await plan(world);
    await world.dispatchAll();
    world.clock.advance(3 * DAY);
    return one;
  }

  it("is tried again after a minute, and the ask stays sent", async () => {
    const one = await askAndWait();
    sink.behaviour = { refuseRecipient: () => ({ code: 451, text: "4.7.1 try later" }) };
    await world.dispatchAll();
    expect(await reload(one)).toMatchObject({
      state: "sent",
      attempts: [{}, { reminder: 1, outcome: "deferred" }],
    });
    sink.behaviour = {};
    world.clock.advance(MINUTE);
    await world.dispatchAll();
    expect(sink.mails).toHaveLength(2);
    expect((await reload(one)).attempts).toMatchObject([{}, {}, { reminder: 1, outcome: "accepted" }]);
  });

  it("is given up when the address is refused for good: suppressed, no second one, still asked", async () => {
    const one = await askAndWait();
    sink.behaviour = { refuseRecipient: () => ({ code: 550, text: "5.1.1 user unknown" }) };
    await world.dispatchAll();
    sink.behaviour = {};
    world.clock.advance(4 * DAY);
    await world.dispatchAll();
    expect(sink.mails).toHaveLength(1);
    expect(await reload(one)).toMatchObject({ state: "sent", reason: null });
    expect(await customers.get(one.customer)).toHaveProperty("lastAskedBy", one.id);
  });
});
