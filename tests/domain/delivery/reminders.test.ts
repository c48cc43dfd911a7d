import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { dispatchNext } from "../../../src/domain/delivery/dispatchNext.js";
import { expireInvitations } from "../../../src/domain/invitations/expireInvitations.js";
import * as customers from "../../../src/store/customers.js";
import * as responses from "../../../src/store/responses.js";
import { answer, anEvent, configure } from "../../build.js";
import { DAY, HOUR, SECOND } from "../../testClock.js";
import { createWorld, type World } from "../../world.js";
import { HeldChannel, plan, reload } from "./arrange.js";

const ANA = { id: "ana", email: "ana@example.com", phone: "+34600111222", name: "Ana", locale: "es" };

describe("a reminder", () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  beforeEach(async () => {
    await world.reset();
    await withReminders([{ after: "P3D" }, { after: "P4D" }]);
  });
  afterAll(() => world.close());

  const withReminders = (reminders: object[], rest: object = {}) =>
    configure(world, { triggerFields: { reminders, ...rest } });

  async function outbox(): Promise<
    { channel: string; subject: string; text: string; headers: Record<string, string>; at: string }[]
  > {
    return (await world.api("get", "/v1/outbox")).body.messages.reverse();
  }

  /** Sends the ask of a new event. */
  async function ask(customer: object = ANA) {
    const one = await plan(world, { customer });
    await world.dispatchAll();
    return one;
  }

  /** Lets days pass; a worker looks in once a day, or as often as told. */
  async function wait(ms: number, step = DAY): Promise<void> {
    const until = world.clock.now().getTime() + ms;
    while (world.clock.now().getTime() < until) {
      world.clock.advance(step);
      await world.dispatchAll();
      await expireInvitations(world.context, world.clock.now());
    }
  }

  it("goes to who has not answered, twice at most, with the same link and a stable Message-ID of its own", async () => {
    const one = await ask();
    await wait(13 * DAY);
    const messages = await outbox();
    expect(messages.map(({ at }) => at)).toEqual([
      "2037-09-01T10:00:00.000Z",
      "2037-09-04T10:00:00.000Z",
      "2037-09-08T10:00:00.000Z",
    ]);
    expect(messages.map(({ headers }) => headers["Message-ID"])).toEqual([
      `<${one.id}@example.com>`,
      `<${one.id}.r1@example.com>`,
      `<${one.id}.r2@example.com>`,
    ]);
    for (const { text, headers } of messages) {
      expect(text).toContain(`/s/${one.token}`);
      expect(headers["List-Unsubscribe"]).toContain(`/u/${one.token}`);
    }
    expect(await reload(one)).toMatchObject({
      state: "sent",
      attempts: [{}, { reminder: 1 }, { reminder: 2 }],
    });
    await wait(2 * DAY);
    expect(await reload(one)).toMatchObject({ state: "expired" });
    expect(await outbox()).toHaveLength(3);
  });

  it("says its own text in the customer's language, else a default in it", async () => {
    await withReminders(
      [{ after: "P1D", text: { en: "Just one tap.", es: "Basta un toque." } }, { after: "P1D" }],
      {},
    );
    await configure(world, {
      surveyFields: { question: { en: "How likely?", es: "¿Nos recomendaría?" } },
      triggerFields: {
        reminders: [{ after: "P1D", text: { en: "Just one tap.", es: "Basta un toque." } }, { after: "P1D" }],
      },
    });
    await ask();
    await wait(2 * DAY);
    const [, first, second] = await outbox();
    expect(first).toMatchObject({
      subject: "Recordatorio de Northwind: ¿cómo le fue?",
      text: expect.stringContaining("Basta un toque."),
    });
    expect(second!.text).toContain("Nos gustaría mucho conocer su opinión.");
  });

  it("is not sent after an answer", async () => {
    const one = await ask();
    await answer(world, `/s/${one.token}`, { score: "9" });
    await wait(13 * DAY);
    expect(await outbox()).toHaveLength(1);
    expect(await reload(one)).toMatchObject({ state: "answered" });
  });

  it("is not sent after an answer that only the answer itself tells of, because the process died", async () => {
    const one = await ask();
    const { id, customer, touchpoint, survey, surveyVersion, metric, channel, properties, segment } = one;
    const at = world.clock.now();
    const about = {
      invitation: id,
      customer,
      touchpoint,
      survey,
      surveyVersion,
      metric,
      channel,
      properties,
      segment,
    };
    await responses.insert({
      ...about,
      id: "answer-1",
      score: 9,
      category: "promoter",
      comment: "",
      language: "en",
      day: "2037-09-01",
      respondedAt: at,
      changedAt: at,
    });
    await wait(13 * DAY);
    expect(await outbox()).toHaveLength(1);
  });

  it.each<[string, (world: World) => Promise<unknown>]>([
    ["opted out", (world) => world.api("put", "/v1/customers/ana/opt-outs/email")],
    ["came onto the suppression list", (world) => world.api("put", "/v1/suppressions/email/ana@example.com")],
    [
      "was asked for a survey that is paused by now",
      (world) => configure(world, { surveyFields: { state: "paused" } }),
    ],
  ])("is not sent to who %s", async (_what, happen) => {
    const one = await ask();
    await happen(world);
    await wait(10 * DAY);
    expect(await outbox()).toHaveLength(1);
    expect(await reload(one)).toMatchObject({ state: "sent" }); // the ask itself can still be answered
  });

  it("is not sent when the time to answer is over before", async () => {
    await withReminders([{ after: "P3D" }], { expiresAfter: "P2D" });
    const one = await ask();
    await wait(4 * DAY);
    expect(await outbox()).toHaveLength(1);
    expect(await reload(one)).toMatchObject({ state: "expired" });
  });

  it("goes by the other channel, where the customer can be reached by it", async () => {
    await withReminders([
      { after: "P1D", channel: "other" },
      { after: "P1D", channel: "same" },
    ]);
    const one = await ask();
    await ask({ id: "ben", email: "ben@example.com" });
    await wait(2 * DAY);
    const byChannel = (await outbox()).map(({ channel }) => channel);
    expect(byChannel.filter((channel) => channel === "sms")).toHaveLength(1);
    expect((await reload(one)).attempts.map(({ channel }) => channel)).toEqual(["email", "sms", "email"]);
    const sms = (await outbox()).find(({ channel }) => channel === "sms");
    expect(sms!.text).toContain(`/s/${one.token}?r=1`); // by which a provider tells it from the ask
    expect((await world.http.get(`/s/${one.token}?r=1`)).status).toBe(200);
  });

  it("leaves the customer's quiet period where the ask has put it", async () => {
    const one = await ask();
    const before = await customers.get("ana");
    await wait(10 * DAY);
    expect(await customers.get("ana")).toEqual(before);
    world.clock.set(new Date(one.sendAt.getTime() + 30 * DAY + SECOND));
    expect(
      (await world.api("post", "/v1/events", anEvent(world, { customer: ANA }))).body.decisions,
    ).toMatchObject([{ decision: "ask" }]);
  });

  it("is kept by one worker for 60 seconds, then sent by another with the same Message-ID; the first one's result is refused", async () => {
    const one = await ask();
    world.clock.advance(3 * DAY);
    const held = new HeldChannel("email");
    const stuck = dispatchNext(world.context, { ...world.channels, email: held }, world.clock);
    await held.arrived;
    world.clock.advance(59 * SECOND);
    expect(await world.dispatchAll()).toBe(0);
    expect(await reload(one)).toMatchObject({ state: "sent" });
    world.clock.advance(SECOND);
    expect(await world.dispatchAll()).toBe(1);
    const after = await reload(one);
    held.release();
    await stuck;
    expect(await reload(one)).toEqual(after);
    expect((await outbox()).at(-1)!.headers["Message-ID"]).toBe(`<${held.sent[0]!.messageId}>`);
  });

  it("does not bring an answer back to life that came while it was under way", async () => {
    const one = await ask();
    world.clock.advance(3 * DAY);
    const held = new HeldChannel("email");
    const sending = dispatchNext(world.context, { ...world.channels, email: held }, world.clock);
    await held.arrived;
    await answer(world, `/s/${one.token}`, { score: "9" });
    held.release();
    await sending;
    const after = await reload(one);
    expect(after).toMatchObject({ state: "answered", attempts: [{}, { reminder: 1, outcome: "accepted" }] });
    expect(after).not.toHaveProperty("remindAt");
    await wait(10 * DAY);
    expect(await outbox()).toHaveLength(1); // the held one is not in the outbox
  });

  it("is sent once by ten hands", async () => {
    await world.api("post", "/v1/events/batch", { events: Array.from({ length: 15 }, () => anEvent(world)) });
    await world.dispatchAll();
    world.clock.advance(3 * DAY);
    await Promise.all(
      Array.from({ length: 10 }, async () => {
        while (await dispatchNext(world.context, world.channels, world.clock));
      }),
    );
    expect(await outbox()).toHaveLength(30);
  });

  it("waits for the morning where the customer is", async () => {
    await withReminders([{ after: "PT12H", channel: "other" }]);
    await ask();
    await wait(DAY, 3 * HOUR);
    expect((await outbox()).map(({ channel, at }) => [channel, at])).toEqual([
      ["email", "2037-09-01T10:00:00.000Z"],
      ["sms", "2037-09-02T07:00:00.000Z"], // 08:00 on the Canary Islands: the number may be from there
    ]);
  });
});
