import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from "@jest/globals";
import mongoose from "mongoose";
import { announceMissed } from "../../../src/domain/webhooks/announceMissed.js";
import { forgetEndpoints } from "../../../src/domain/webhooks/listeners.js";
import * as invitationLists from "../../../src/store/invitationLists.js";
import * as responses from "../../../src/store/responses.js";
import { runDueJobs } from "../../../src/worker/schedule.js";
import { answer, anEvent, ask, BROWSER, configure, hiddenFields } from "../../build.js";
import { startReceiver, type Receiver } from "../../peers/receiver.js";
import { DAY, MINUTE, SECOND } from "../../testClock.js";
import { createWorld, type World } from "../../world.js";
import { deliverAll, listen, messagesOf } from "./arrange.js";

const COLLECTION = "webhookMessages";

describe("what endpoints are told", () => {
  let world: World;
  let receiver: Receiver;
  beforeAll(async () => {
    world = await createWorld();
    receiver = await startReceiver();
  });
  beforeEach(async () => {
    await world.reset();
    receiver.received.length = 0;
    await configure(world);
    await listen(world, receiver);
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });
  afterAll(async () => {
    await receiver.close();
    await world.close();
  });

  const typesTold = async () => (await messagesOf("crm")).map(({ type }) => type);
  /** What a process leaves that is killed between storing and announcing. */
  const forget = (filter: object = {}) => mongoose.connection.collection(COLLECTION).deleteMany(filter);
  const told = async () => {
    await world.settle();
    await deliverAll(world);
    return receiver.told();
  };

  it("hear of an answer as the API tells it", async () => {
    const link = await ask(world);
    await answer(world, link, { score: "3", comment: "Nobody called back" });
    const [response] = await world.responses();
    expect(await told()).toEqual([
      { type: "response.created", timestamp: "2037-09-01T10:00:00.000Z", data: response },
    ]);
    expect(response).toMatchObject({ score: 3, comment: "Nobody called back" });
  });

  it("hear of a change, as often as the answer is changed", async () => {
    const link = await ask(world);
    await answer(world, link, { score: "3" });
    for (const score of ["4", "9"]) {
      world.clock.advance(SECOND);
      await answer(world, link, { score });
    }
    const heard = await told();
    expect(heard.map(({ type, data }) => [type, data["score"]])).toEqual([
      ["response.created", 3],
      ["response.updated", 4],
      ["response.updated", 9],
    ]);
    const [response] = await world.responses();
    expect(heard.at(-1)!.data).toEqual(response);
  });

  it("hear of the answer to a further question", async () => {
    await configure(world, {
      surveyFields: { questions: [{ key: "more", kind: "text", text: { en: "Anything else?" } }] },
    });
    const link = await ask(world);
    await answer(world, link, { score: "9", comment: "Fine" });
    world.clock.advance(SECOND);
    const shown = await world.http.get(`${link}?at=more`).set("User-Agent", BROWSER);
    await world.http
      .post(link)
      .set("User-Agent", BROWSER)
      .type("form")
      .send({ ...hiddenFields(shown.text), value: "The van was late", do: "next" });
    const heard = await told();
    expect(heard.at(-1)).toMatchObject({
      type: "response.updated",
      data: { answers: { more: "The van was late" } },
    });
  });

  it("hear of nobody's name at a kiosk", async () => {
    const at = { touchpoint: "support-call", survey: "support-nps", kind: "link", name: "Desk" };
    const { body } = await world.api("put", "/v1/collectors/desk", at);
    await answer(world, new URL(body.url).pathname, { score: "10" });
    expect(await told()).toMatchObject([{ type: "response.created", data: { customer: null, score: 10 } }]);
    expect((await messagesOf("crm"))[0]!.customer).toBeUndefined();
  });

  it("hear of an opt-out once, by whichever way it came", async () => {
    const customer = { id: "ana", email: "ana@example.com" };
    await ask(world, { customer });
    for (let count = 0; count < 2; count += 1) await world.api("put", "/v1/customers/ana/opt-outs/email");
    await world.api("delete", "/v1/customers/ana/opt-outs/email");
    expect(await told()).toEqual([
      {
        type: "customer.opted_out",
        timestamp: "2037-09-01T10:00:00.000Z",
        data: { customer: "ana", channel: "email", at: "2037-09-01T10:00:00.000Z", source: "company" },
      },
    ]);
  });

  it("hear who was not asked and why: at the decision, at the last look, and when it was cancelled", async () => {
    await configure(world, { triggerFields: { delay: "PT1H", unless: ["call.resolved"] } });
    const ana = { id: "ana", email: "ana@example.com" };
    const ben = { id: "ben", email: "ben@example.com" };
    await world.api("post", "/v1/events", anEvent(world, { customer: { id: "nobody" } }));
    await world.api("post", "/v1/events", anEvent(world, { customer: ana }));
    await world.api("post", "/v1/events", anEvent(world, { customer: ben }));
    world.clock.advance(MINUTE);
    await world.api("post", "/v1/events", anEvent(world, { customer: ana, type: "call.resolved" }));
    await world.api("put", "/v1/customers/ben/opt-outs/email");
    world.clock.advance(60 * MINUTE);
    await world.dispatchAll();
    const skipped = (await told()).filter(({ type }) => type === "invitation.skipped");
    const trigger = { touchpoint: "support-call", trigger: "after-call" };
    expect(skipped.map(({ data }) => data)).toMatchObject([
      { customer: "nobody", reason: "no_address", ...trigger },
      { customer: "ana", reason: "cancelled_by_event", ...trigger },
      { customer: "ben", reason: "opted_out", ...trigger },
    ]);
    const listed = (await invitationLists.list({ state: "skipped", limit: 10 })).items;
    expect(skipped.map(({ data }) => data["invitation"]).sort()).toEqual(listed.map(({ id }) => id).sort());
    expect(Object.keys(skipped[0]!.data)).toEqual([
      "invitation",
      "customer",
      "touchpoint",
      "trigger",
      "reason",
    ]);
  });

  it("are told everything once although the process was killed before it could announce it", async () => {
    await world.api("post", "/v1/events", anEvent(world, { customer: { id: "nobody" } }));
    const link = await ask(world, { customer: { id: "ana", email: "ana@example.com" } });
    await answer(world, link, { score: "3" });
    world.clock.advance(SECOND);
    await answer(world, link, { score: "4" });
    await world.api("put", "/v1/customers/ana/opt-outs/email");
    await world.settle();
    const before = (await messagesOf("crm")).map(({ id }) => id).sort();
    expect(await typesTold()).toHaveLength(4);
    for (const filter of [{}, { type: "response.created" }, { type: "customer.opted_out" }]) {
      await forget(filter);
      for (let run = 0; run < 2; run += 1) await announceMissed(world.context, world.clock.now());
      expect((await messagesOf("crm")).map(({ id }) => id).sort()).toEqual(before);
    }
    expect((await told()).map(({ type }) => type).sort()).toEqual([
      "customer.opted_out",
      "invitation.skipped",
      "response.created",
      "response.updated",
    ]);
  });

  it("are told by the job what another process forgot, and of nothing twice later on", async () => {
    await runDueJobs(world.context, world.clock.now());
    world.clock.advance(MINUTE);
    const link = await ask(world);
    await answer(world, link, { score: "3" });
    await forget();
    world.clock.advance(MINUTE);
    await runDueJobs(world.context, world.clock.now());
    expect(await typesTold()).toEqual(["response.created"]);
    world.clock.advance(10 * MINUTE);
    await runDueJobs(world.context, world.clock.now());
    world.clock.advance(40 * DAY);
    await forget(); // as the database does after thirty days
    await runDueJobs(world.context, world.clock.now());
    await responses.setAnswer((await responses.list({ limit: 1 })).items[0]!.invitation, {
      comment: "Late",
      changedAt: world.clock.now(),
    });
    world.clock.advance(MINUTE);
    await runDueJobs(world.context, world.clock.now());
    expect(await typesTold()).toEqual(["response.updated"]);
  });

  it("cost nothing where there are none", async () => {
    await world.api("delete", "/v1/webhooks/crm");
    const list = jest.spyOn(mongoose.Collection.prototype, "find");
    const link = await ask(world);
    await answer(world, link, { score: "3" });
    expect(await announceMissed(world.context, world.clock.now())).toBe(false);
    const read = list.mock.contexts.map((collection) => (collection as { name: string }).name);
    expect(read.filter((name) => name === COLLECTION)).toEqual([]);
  });

  it("are not waited for by the customer, nor do they keep the answer from being stored", async () => {
    const link = await ask(world);
    const page = await world.http.get(link).set("User-Agent", BROWSER);
    let isTold = false;
    const held = new Promise<void>((resolve) => setTimeout(resolve, 1_500)).then(() => (isTold = true));
    const { insertMany } = mongoose.connection.collection(COLLECTION);
    jest.spyOn(mongoose.connection.collection(COLLECTION), "insertMany").mockImplementation(async function (
      this: mongoose.Collection,
      ...args: unknown[]
    ) {
      await held;
      return (insertMany as (...all: unknown[]) => Promise<never>).apply(this, args);
    } as never);
    forgetEndpoints();
    const answered = await world.http
      .post(link)
      .set("User-Agent", BROWSER)
      .type("form")
      .send({ ...hiddenFields(page.text), score: "9" });
    expect([answered.status < 400, isTold]).toEqual([true, false]);
    expect((await responses.list({ limit: 1 })).items).toHaveLength(1);
    await world.settle();
    expect([isTold, await typesTold()]).toEqual([true, ["response.created"]]);
  });
});
