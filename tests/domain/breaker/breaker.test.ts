import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { judgeSending } from "../../../src/domain/breaker/judgeSending.js";
import { restartSending } from "../../../src/domain/breaker/restartSending.js";
import { judge } from "../../../src/domain/breaker/rules.js";
import type { SendingMinute } from "../../../src/records/sendingBreaker.js";
import * as customers from "../../../src/store/customers.js";
import * as sendingBreakers from "../../../src/store/sendingBreakers.js";
import * as sendingMinutes from "../../../src/store/sendingMinutes.js";
import * as suppressions from "../../../src/store/suppressions.js";
import { configure } from "../../build.js";
import { plan, reload } from "../delivery/arrange.js";
import { DAY, HOUR, MINUTE } from "../../testClock.js";
import { MAIL, postReport } from "../../web/hooks/sign.js";
import { textOf } from "../../web/console/pages.js";
import { createWorld, START, type World } from "../../world.js";

const START_AT = new Date(START);

function minute(sent: number, bounces = 0, complaints = 0): SendingMinute {
  return { channel: "email", startsAt: new Date(0), sent, bounces, complaints };
}

describe("when sending is stopped", () => {
  it.each([
    ["nobody was written to", [], "fine"],
    ["199 of which 100 came back: too few to say", [minute(199, 100)], "fine"],
    ["exactly 5 % came back", [minute(1000, 50)], "warned"],
    ["more than 5 % came back", [minute(1000, 51)], "stopped"],
    ["more than 5 % of 200", [minute(200, 11)], "stopped"],
    ["exactly 3 % came back", [minute(1000, 30)], "fine"],
    ["more than 3 % came back", [minute(1000, 31)], "warned"],
    ["3 of 1000 complained", [minute(1000, 0, 3)], "warned"],
    ["4 of 1000 complained", [minute(1000, 0, 4)], "stopped"],
    ["1 of 1000 complained", [minute(1000, 0, 1)], "fine"],
    ["2 of 1000 complained", [minute(1000, 0, 2)], "warned"],
    ["the bounces lie more than 1000 mails back", [minute(600), minute(400), minute(1000, 500)], "fine"],
    ["the bounces lie within the last 1000", [minute(600), minute(399), minute(100, 90)], "stopped"],
  ])("%s", (_what, minutes, state) => {
    expect(judge(minutes)).toMatchObject({ state });
  });
});

describe("a stopped channel", () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld({ mail: MAIL });
  });
  beforeEach(async () => {
    await world.reset();
    await configure(world, { triggerFields: { expiresAfter: "P2D" } });
  });
  afterAll(() => world.close());

  /** As if so many mails had gone out in this minute, and so many of them had come back. */
  async function send(sent: number, bounces: number): Promise<void> {
    const at = world.clock.now();
    const all = [
      ...Array.from({ length: sent }, () => sendingMinutes.count("email", at, "sent")),
      ...Array.from({ length: bounces }, () => sendingMinutes.count("email", at, "bounces")),
    ];
    await Promise.all(all);
  }
  const state = async () => (await sendingBreakers.find("email"))?.state;

  it("is reached by one bounce too many, reported by a provider", async () => {
    const one = await plan(world);
    await world.dispatchAll();
    await send(999, 50);
    const report = { type: "bounce", bounce: "hard", messageId: `<${one.id}@example.com>` };
    await postReport(world, report);
    expect(await sendingBreakers.find("email")).toMatchObject({
      state: "stopped",
      cause: "bounces",
      count: 51,
      sent: 1000,
    });
  });

  it("lets what is to be sent wait, neither lost nor failed, and goes on where a person says so", async () => {
    await send(200, 20);
    await judgeSending(world.context, "email", world.clock.now());
    const one = await plan(world);
    await world.dispatchAll();
    expect(await reload(one)).toMatchObject({ state: "scheduled", attempts: [] });
    const alice = await world.signIn(world.alice);
    world.clock.advance(MINUTE);
    const answer = await alice.post("/sending/email/restart", {}, "/");
    expect(answer.headers["location"]).toBe("/sending");
    world.clock.advance(5 * MINUTE);
    await world.dispatchAll();
    expect(await reload(one)).toMatchObject({ state: "sent" });
  });

  it("lets an ask expire by its own rules", async () => {
    const one = await plan(world);
    await send(200, 20);
    await judgeSending(world.context, "email", world.clock.now());
    world.clock.advance(2 * DAY);
    await world.dispatchAll();
    expect(await reload(one)).toMatchObject({ state: "skipped", reason: "expired" });
  });

  it("does not hold back SMS", async () => {
    await configure(world, { triggerFields: { channels: ["sms"] } });
    await send(200, 20);
    await judgeSending(world.context, "email", world.clock.now());
    const one = await plan(world, { customer: { id: "ben", phone: "+34600111222" } });
    await world.dispatchAll();
    expect(await reload(one)).toMatchObject({ state: "sent" });
  });

  it("holds back an ask by SMS that goes by email because the number does not work, until a person starts it", async () => {
    await configure(world, { triggerFields: { channels: ["sms", "email"], expiresAfter: "P2D" } });
    await send(200, 20);
    await judgeSending(world.context, "email", world.clock.now());
    const one = await plan(world, {
      customer: { id: "ben", email: "ben@example.com", phone: "+34600111222" },
    });
    await suppressions.insert({ channel: "sms", address: "+34600111222", reason: "bounced", at: START_AT });
    await world.dispatchAll();
    expect(await reload(one)).toMatchObject({ state: "scheduled", channel: "sms", attempts: [] });
    expect(await customers.get("ben")).not.toHaveProperty("lastAskedBy");
    world.clock.advance(HOUR);
    await world.dispatchAll();
    expect(await reload(one)).toMatchObject({ state: "scheduled", attempts: [] });
    await restartSending(world.context, "email", world.alice, world.clock.now());
    world.clock.advance(5 * MINUTE);
    await world.dispatchAll();
    expect(await reload(one)).toMatchObject({ state: "sent", channel: "email" });
  });

  it("does not hold back an ask by email that goes by SMS because the address does not work", async () => {
    await configure(world, { triggerFields: { channels: ["email", "sms"] } });
    await send(200, 20);
    await judgeSending(world.context, "email", world.clock.now());
    const one = await plan(world, {
      customer: { id: "ben", email: "ben@example.com", phone: "+34600111222" },
    });
    await suppressions.insert({
      channel: "email",
      address: "ben@example.com",
      reason: "bounced",
      at: START_AT,
    });
    await world.dispatchAll();
    expect(await reload(one)).toMatchObject({ state: "sent", channel: "sms" });
  });

  it("holds back a reminder that goes by another channel than its ask", async () => {
    const reminders = [{ after: "PT1H", channel: "other" }];
    await configure(world, { triggerFields: { channels: ["sms", "email"], reminders, expiresAfter: "P2D" } });
    const one = await plan(world, {
      customer: { id: "ben", email: "ben@example.com", phone: "+34600111222" },
    });
    await world.dispatchAll();
    await send(200, 20);
    await judgeSending(world.context, "email", world.clock.now());
    world.clock.advance(HOUR);
    await world.dispatchAll();
    expect((await reload(one)).attempts).toHaveLength(1);
    await restartSending(world.context, "email", world.alice, world.clock.now());
    world.clock.advance(5 * MINUTE);
    await world.dispatchAll();
    expect((await reload(one)).attempts).toMatchObject([
      { channel: "sms" },
      { channel: "email", reminder: 1 },
    ]);
  });

  it("forgives what was sent before it was started again", async () => {
    await send(1000, 60);
    await judgeSending(world.context, "email", world.clock.now());
    world.clock.advance(HOUR);
    await sendingBreakers.restart("email", "alice", world.clock.now());
    world.clock.advance(MINUTE);
    await send(200, 1);
    await judgeSending(world.context, "email", world.clock.now());
    expect(await state()).toBe("fine");
  });

  it("is never started by numbers, but a warning ends when they are fine again", async () => {
    await send(1000, 40);
    await judgeSending(world.context, "email", world.clock.now());
    expect(await state()).toBe("warned");
    world.clock.advance(MINUTE);
    await send(1000, 0);
    await judgeSending(world.context, "email", world.clock.now());
    expect(await state()).toBe("fine");
    await send(1000, 200);
    await judgeSending(world.context, "email", world.clock.now());
    world.clock.advance(MINUTE);
    await send(2000, 0);
    await judgeSending(world.context, "email", world.clock.now());
    expect(await state()).toBe("stopped");
  });

  it("leaves on record why it stopped, who started it again and when, for managers too", async () => {
    const alice = await world.signIn(world.alice);
    expect(textOf((await alice.get("/sending")).text)).toContain("Nothing was ever stopped");
    await send(1000, 60);
    await judgeSending(world.context, "email", world.clock.now());
    expect(textOf((await alice.get("/sending")).text)).toContain(
      "Email stopped 1 Sep 2037, 10:00 60 of the last 1000 came back not yet",
    );
    world.clock.advance(HOUR);
    const going = await alice.post("/sending/email/restart", {}, "/sending");
    expect(going.headers["location"]).toBe("/sending");
    expect((await sendingBreakers.find("email"))!.restarts).toEqual([
      {
        by: "alice",
        at: world.clock.now(),
        stoppedAt: new Date(START),
        cause: "bounces",
        count: 60,
        sent: 1000,
      },
    ]);
    const mara = await world.signIn(world.mara);
    expect(textOf((await mara.get("/sending")).text)).toContain(
      "Email 1 Sep 2037, 10:00 60 of the last 1000 came back 1 Sep 2037, 11:00 by Alice",
    );
    expect((await mara.get("/contact-policy")).text).toContain('href="/sending"');
    expect((await (await world.signIn(world.bob)).get("/sending")).status).toBe(403);
  });

  it("shows a restart of which nobody wrote down the reason, and one by somebody who is gone", async () => {
    await sendingBreakers.move("email", ["fine"], { state: "stopped", since: new Date(START) });
    await sendingBreakers.restart("email", "somebody", world.clock.now());
    const alice = await world.signIn(world.alice);
    expect(textOf((await alice.get("/sending")).text)).toContain(
      "Email 1 Sep 2037, 10:00 – 1 Sep 2037, 10:00 by somebody",
    );
  });

  it("is told to everybody on every page; admins alone have the button", async () => {
    await send(1000, 60);
    await judgeSending(world.context, "email", world.clock.now());
    for (const [who, hasButton] of [
      [world.alice, true],
      [world.mara, false],
      [world.bob, false],
    ] as const) {
      const { text } = await (await world.signIn(who)).get("/cases");
      expect(text).toContain("No email is being sent.");
      expect(text).toContain("60 of the last 1000 came back; the limit is 5 %.");
      expect(text.includes("Start sending again")).toBe(hasButton);
    }
  });
});
