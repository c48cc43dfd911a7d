import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import mongoose from "mongoose";
import type { SurveyResponse } from "../../src/records/response.js";
import { forgetAlerts } from "../../src/domain/alerts/activeAlerts.js";
import * as alerts from "../../src/store/alerts.js";
import * as caseMessages from "../../src/store/caseMessages.js";
import * as cases from "../../src/store/cases.js";
import * as customers from "../../src/store/customers.js";
import * as erasures from "../../src/store/erasures.js";
import * as events from "../../src/store/events.js";
import * as incomingTexts from "../../src/store/incomingTexts.js";
import * as invitationLists from "../../src/store/invitationLists.js";
import * as invitations from "../../src/store/invitations.js";
import * as sendingBreakers from "../../src/store/sendingBreakers.js";
import * as responses from "../../src/store/responses.js";
import * as tagRules from "../../src/store/tagRules.js";
import * as users from "../../src/store/users.js";
import * as viewCountings from "../../src/store/viewCountings.js";
import { hashOf } from "../../src/domain/views/rules.js";
import { runDueJobs, SCHEDULE } from "../../src/worker/schedule.js";
import { answer, ask, configure } from "../build.js";
import { plan } from "../domain/delivery/arrange.js";
import { wants, wantsFile } from "../domain/digests/arrange.js";
import { DAY, MINUTE } from "../testClock.js";
import { createWorld, START, type World } from "../world.js";

describe("the recurring jobs", () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  beforeEach(async () => {
    await world.reset();
    await configure(world);
  });
  afterAll(() => world.close());

  /** Something to do for every job: old and new asks, an answer whose consequences were lost, an event half recorded, a text half read, a case half told, somebody half erased. */
  async function arrangeLeftovers(): Promise<void> {
    await world.api("put", "/v1/webhooks/crm", {
      name: "CRM",
      url: "https://crm.example.com/hook",
      types: ["response.created"],
    });
    await ask(world);
    world.clock.advance(20 * DAY);
    const link = await ask(world);
    await answer(world, link, { score: "2" });
    const lost = await plan(world);
    await world.dispatchAll();
    const [given] = (await responses.list({ limit: 1 })).items;
    const { case: followedUp, ...said } = given!;
    const unheard = { id: "lost", invitation: lost.id, customer: lost.customer, comment: "Late again" };
    await responses.insert({ ...said, ...unheard });
    const at = world.clock.now();
    const rule = { key: "late", tag: "late", words: ["late"], active: true, createdAt: at, updatedAt: at };
    await tagRules.insert(rule);
    await leaveCase(followedUp!);
    await leaveEventUndecided();
    await leaveMessageUntold(given!);
    await sendingBreakers.move("email", ["fine"], { state: "warned", since: world.clock.now() });
    const stop = { id: "SM1", from: "+34600111222", text: "STOP", at: world.clock.now(), isOpen: true };
    await incomingTexts.insert(stop);
    await erasures.insert({ customer: "dan", at: world.clock.now(), by: "Alice" });
    const digest = { hour: 8, zone: "UTC" };
    await leaveViewUncounted();
    await leaveAlertsUntold();
    await users.setNotifications("mara", { email: [], chat: [], isCommentInChat: false, digest });
    await wants(world.mara, { cadences: ["daily"] });
    await wantsFile(world.mara, "unhappy");
    world.clock.advance(2 * MINUTE);
    await world.settle();
  }

  async function leaveMessageUntold({ id, customer }: SurveyResponse): Promise<void> {
    const theCase = await cases.findByResponse(id);
    await caseMessages.insert({
      id: "left",
      case: theCase!.id,
      customer,
      direction: "in",
      channel: "sms",
      address: "+34600111222",
      text: "Thank you",
      at: world.clock.now(),
      state: "received",
      attempts: [],
      messageId: "left",
      references: [],
      isOpen: true,
    });
  }

  /** With somebody who is kept out, too late, and nobody was told of anything. */
  async function leaveCase(id: string): Promise<void> {
    const at = world.clock.now();
    const change = { id: "given", kind: "assigned" as const, at, about: "bob" };
    const set = { state: "assigned" as const, owner: "bob", ownedAt: at, escalateAt: at };
    await cases.move(await cases.get(id), { set, change });
    await users.moveAccess(world.bob, false, at);
  }

  /** One about each detractor, stored behind the back of this process, and one about a score. */
  async function leaveAlertsUntold(): Promise<void> {
    const now = world.clock.now();
    const common = { users: ["mara"], isCommentInChat: false, isPaused: false, createdBy: "mara" };
    const dates = { listensSince: new Date(START), createdAt: now, updatedAt: now };
    const alert = { name: "Watch", ...common, ...dates, state: { is: "fine" as const } };
    await alerts.insert({ ...alert, key: "each", kind: "response", filter: { categories: ["detractor"] } });
    const of = { touchpoint: "support-call", metric: "nps" as const, days: 7 };
    await alerts.insert({ ...alert, key: "score", kind: "score", ...of });
    forgetAlerts();
  }

  async function leaveViewUncounted(): Promise<void> {
    const now = world.clock.now();
    const removeAt = new Date(now.getTime() + DAY);
    const wanted = { filter: { text: "cold" }, from: "2037-09-01", to: "2037-09-30", removeAt };
    await viewCountings.set({ hash: hashOf(wanted.filter), ...wanted }, now);
  }

  async function leaveEventUndecided(): Promise<void> {
    const now = world.clock.now();
    await customers.set("ben", { email: "ben@example.com" }, now);
    await events.insertAll([
      {
        id: "left",
        type: "call.ended",
        occurredAt: now,
        customer: "ben",
        properties: {},
        contentHash: "hash",
        receivedAt: now,
      },
    ]);
  }

  /** Everything that is stored, but for the number of times that a day was rebuilt. */
  async function everything(): Promise<unknown> {
    const found: Record<string, unknown> = {};
    const collections = await mongoose.connection.db!.collections();
    for (const collection of collections.toSorted((a, b) => (a.collectionName < b.collectionName ? -1 : 1))) {
      const documents = await collection.find({}).sort({ _id: 1 }).toArray();
      found[collection.collectionName] = documents.map(({ gen: _gen, ...rest }) => rest);
    }
    return found;
  }

  it.each(SCHEDULE.map((job) => [job.name, job] as const))(
    "%s changes nothing the second time",
    async (_name, job) => {
      await arrangeLeftovers();
      const before = await everything();
      await job.run(world.context, world.clock.now());
      await world.settle();
      const once = await everything();
      expect(once).not.toEqual(before);
      await job.run(world.context, world.clock.now());
      await world.settle();
      expect(await everything()).toEqual(once);
    },
  );

  it("lets only one of several processes run a job in its interval", async () => {
    await arrangeLeftovers();
    let runs = 0;
    const job = SCHEDULE[0]!;
    const run = job.run;
    job.run = async (...args) => {
      runs += 1;
      return run(...args);
    };
    await Promise.all(Array.from({ length: 5 }, () => runDueJobs(world.context, world.clock.now())));
    job.run = run;
    expect(runs).toBe(1);
  });

  it("carries an answer over to its invitation, and into the score, when the process died in between", async () => {
    await arrangeLeftovers();
    await SCHEDULE.find(({ name }) => name === "rebuildRecentDays")!.run(world.context, world.clock.now());
    const { invitation } = await responses.get("lost");
    expect(await invitations.get(invitation)).toMatchObject({ state: "answered" });
    const { body } = await world.api("get", "/v1/touchpoints/scores?from=2037-09-01&to=2037-09-30");
    expect(body.touchpoints[0]).toMatchObject({ responses: 2, detractors: 2 });
  });

  it("lets the triggers decide about an event that was left in between", async () => {
    await arrangeLeftovers();
    await SCHEDULE.find(({ name }) => name === "decideLeftEvents")!.run(world.context, world.clock.now());
    expect(await invitationLists.listByEvent("left")).toMatchObject([
      { decision: "ask", state: "scheduled" },
    ]);
  });
});
