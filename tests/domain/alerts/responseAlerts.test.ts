import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import mongoose from "mongoose";
import { raiseMissed } from "../../../src/domain/alerts/raiseMissed.js";
import { forgetAlerts } from "../../../src/domain/alerts/activeAlerts.js";
import { removeAlert } from "../../../src/domain/alerts/removeAlert.js";
import { saveAlert, type AlertInput } from "../../../src/domain/alerts/saveAlert.js";
import { switchAlert } from "../../../src/domain/alerts/switchAlert.js";
import { MOST_A_DAY } from "../../../src/domain/alerts/tellRaise.js";
import { createTagRule } from "../../../src/domain/responses/saveTagRule.js";
import * as alertRaises from "../../../src/store/alertRaises.js";
import * as jobs from "../../../src/store/jobs.js";
import * as responses from "../../../src/store/responses.js";
import * as views from "../../../src/store/views.js";
import { answer, ask, configure } from "../../build.js";
import { makeDatabaseMortal } from "../../dyingDatabase.js";
import { startReceiver } from "../../peers/receiver.js";
import { startSmtpSink } from "../../peers/smtpSink.js";
import { MINUTE } from "../../testClock.js";
import { aResponse } from "../../web/console/pages.js";
import { createWorld, type World } from "../../world.js";
import { tellAll } from "../notifications/arrange.js";
import { anAlert, aView, mailsTo, toldBy } from "./arrange.js";

describe("alerts about single responses", () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld({ chatMayBePrivate: true });
  });
  beforeEach(async () => {
    await world.reset();
    await configure(world, { triggerFields: { quietPeriod: "P0D" } });
  });
  afterAll(() => world.close());

  const now = () => world.clock.now();
  const create = (input: Partial<AlertInput>) => anAlert(world, input);
  const told = toldBy;
  const shared = (filter: object) => aView(world, filter);

  const DETRACTORS = { filter: { categories: ["detractor" as const], hasComment: true }, users: ["mara"] };

  it("tell once of a response that matches, also when it matches only after a change", async () => {
    await create(DETRACTORS);
    const link = await ask(world);
    await answer(world, link, { score: "2" });
    expect(await told()).toEqual([]);
    await answer(world, link, { score: "2", comment: "Nobody called back" });
    await answer(world, link, { score: "1", comment: "Nobody called back, ever" });
    expect(await told()).toMatchObject([{ way: "email", kind: "alert", state: "waiting" }]);
    await answer(world, await ask(world), { score: "9", comment: "Fine" });
    expect(await told()).toHaveLength(1);
  });

  it("follow a view as it is changed, and a tag that a rule puts on", async () => {
    await shared({ tags: ["call"] });
    await create({ view: "gold", users: ["mara"] });
    await createTagRule("call", { tag: "call", words: ["called"], active: true }, now());
    await answer(world, await ask(world), { score: "2", comment: "Nobody called back" });
    expect(await told()).toHaveLength(1);
    await views.remove("gold");
    forgetAlerts(); // as after three seconds
    await answer(world, await ask(world), { score: "2", comment: "Nobody called back" });
    expect(await told()).toHaveLength(1);
  });

  it("tell nothing of before, while paused, or after they were removed", async () => {
    await answer(world, await ask(world), { score: "1", comment: "Before" });
    world.clock.advance(MINUTE);
    await create(DETRACTORS);
    await raiseMissed(world.context, now());
    expect(await told()).toEqual([]);
    await switchAlert("watch", true, now());
    await answer(world, await ask(world), { score: "1", comment: "Paused" });
    world.clock.advance(MINUTE);
    await switchAlert("watch", false, now());
    await raiseMissed(world.context, now());
    expect(await told()).toEqual([]);
    await removeAlert("watch");
    await answer(world, await ask(world), { score: "1", comment: "Removed" });
    expect(await told()).toEqual([]);
  });

  it("are made up for by the job when a process dies at any write, and nobody is told twice", async () => {
    await jobs.claim("raiseMissed", now(), now());
    const database = makeDatabaseMortal();
    try {
      for (let writes = 0; ; writes += 1) {
        const { key } = await create({ ...DETRACTORS, users: ["mara", "alice"] });
        const response = aResponse({ id: `r${writes}`, day: "2037-09-01", score: 1, comment: "Cold" });
        await responses.insert({ ...response, respondedAt: now(), changedAt: now() });
        database.dieAfter(writes);
        await raiseMissed(world.context, now()).catch(() => undefined);
        const hasDied = database.revive();
        for (let run = 0; run < 2; run += 1) await raiseMissed(world.context, now());
        const id = `${key}|r${writes}`;
        for (const user of ["mara", "alice"])
          expect((await told(user)).filter(({ about }) => about === id)).toHaveLength(1);
        expect(await alertRaises.find(id)).not.toHaveProperty("isUntold");
        await removeAlert(key);
        await mongoose.connection.db!.collection("responses").deleteMany({});
        if (!hasDied) break;
      }
    } finally {
      database.restore();
    }
  });

  it("keep what is too much for one day on their page", async () => {
    await create(DETRACTORS);
    for (let one = 0; one <= MOST_A_DAY; one += 1) {
      const id = `r${String(one).padStart(3, "0")}`;
      const response = aResponse({ id, day: "2037-09-01", score: 1, comment: "Cold" });
      await responses.insert({ ...response, respondedAt: now(), changedAt: now() });
    }
    await raiseMissed(world.context, now());
    expect(await told()).toHaveLength(MOST_A_DAY);
    expect((await alertRaises.listByAlert("watch", 100)).filter(({ isHeld }) => isHeld)).toHaveLength(1);
  });

  it("say by mail what was said and where it stands, and by chat no name, and words only where that is wanted", async () => {
    const [sink, chat] = [await startSmtpSink(), await startReceiver()];
    const email = mailsTo(sink);
    try {
      await create({ ...DETRACTORS, name: "Unhappy <gold>", chatUrl: chat.url });
      await answer(world, await ask(world), { score: "2", comment: "Nobody <b>called</b> back" });
      expect(await tellAll(world, email)).toBe(0); // a comment may still follow
      world.clock.advance(MINUTE);
      expect(await tellAll(world, email)).toBe(2);
      const [mail] = await sink.parsed();
      const [given] = (await responses.list({ limit: 1 })).items;
      expect(mail!.subject).toBe("Unhappy <gold>: 2 of 10 for Support call");
      expect(mail!.text).toContain("A customer (detractor) gave 2 of 10 for Support call, with a comment.");
      expect(mail!.text).toContain("Nobody <b>called</b> back");
      expect(mail!.text).toContain(`http://localhost:3000/responses/${given!.id}`);
      expect(mail!.html).toContain("Nobody &lt;b&gt;called&lt;/b&gt; back");
      const { text } = JSON.parse(chat.received[0]!.body) as { text: string };
      expect(text).toContain("Unhappy &lt;gold&gt;: A customer (detractor) gave 2 of 10");
      expect(text).not.toMatch(/Ana|called/);
    } finally {
      await Promise.all([email.close(), sink.close(), chat.close()]);
    }
  });

  it("tell nobody who has left, became an agent, or was taken off, and nothing of what was erased", async () => {
    const sink = await startSmtpSink();
    const email = mailsTo(sink);
    try {
      const alert = await create({ ...DETRACTORS, users: ["mara", "alice"] });
      await answer(world, await ask(world), { score: "2", comment: "Cold" });
      await mongoose.connection
        .db!.collection("users")
        .updateOne({ _id: "mara" as never }, { $set: { role: "agent" } });
      const input = {
        name: alert.name,
        kind: alert.kind,
        ...DETRACTORS,
        users: [],
        isCommentInChat: false,
      };
      await saveAlert(world.context, world.alice, { alert, input }, now());
      world.clock.advance(MINUTE);
      await tellAll(world, email);
      expect(await sink.parsed()).toEqual([]);
      expect((await told()).map(({ state }) => state)).toEqual(["dropped"]);
    } finally {
      await Promise.all([email.close(), sink.close()]);
    }
  });

  it("are told to webhooks with the whole answer, signed, and without a name of ours", async () => {
    await world.api("put", "/v1/webhooks/crm", {
      name: "CRM",
      url: "https://crm.example.com/hook",
      types: ["alert.raised"],
    });
    await create({ ...DETRACTORS, users: [] });
    await answer(world, await ask(world, { customer: { id: "ana", email: "ana@example.com" } }), {
      score: "2",
      comment: "Cold",
    });
    await raiseMissed(world.context, now());
    const { items } = (await world.api("get", "/v1/webhooks/crm/messages")).body;
    expect(items).toHaveLength(1);
    const stored = await mongoose.connection.db!.collection("webhookMessages").findOne({});
    expect(JSON.parse(stored!["body"] as string)).toMatchObject({
      type: "alert.raised",
      data: { alert: "watch", kind: "response", customer: "ana", response: { score: 2, comment: "Cold" } },
    });
  });

  it("refuse whom they cannot tell, what does not exist, and an address that we do not post to", async () => {
    const faultOf = (input: Partial<AlertInput>) =>
      create({ filter: { teams: ["north"] }, ...input }).then(
        () => null,
        (error: { fields: { path: string }[] }) => error.fields.map(({ path }) => path),
      );
    expect(await faultOf({ users: ["bob"] })).toEqual(["users"]);
    expect(await faultOf({ users: ["nobody"] })).toEqual(["users"]);
    expect(await faultOf({ filter: undefined as never, view: "gone" })).toEqual(["of"]);
    expect(
      await faultOf({ kind: "coverage", filter: undefined as never, touchpoint: "gone", days: 7 }),
    ).toEqual(["of"]);
    expect(await faultOf({ filter: { customer: "ana" } })).toEqual(["filter"]);
    expect(await faultOf({ chatUrl: "http://169.254.169.254/x" })).toEqual(["chatUrl"]);
  });
});
