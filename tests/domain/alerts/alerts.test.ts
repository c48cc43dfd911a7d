import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import mongoose from "mongoose";
import { EmailChannel } from "../../../src/channels/email.js";
import { judgeAlerts } from "../../../src/domain/alerts/judgeAlerts.js";
import { raiseMissed } from "../../../src/domain/alerts/raiseMissed.js";
import { forgetAlerts } from "../../../src/domain/alerts/activeAlerts.js";
import { removeAlert } from "../../../src/domain/alerts/removeAlert.js";
import { createAlert, saveAlert, type AlertInput } from "../../../src/domain/alerts/saveAlert.js";
import { switchAlert } from "../../../src/domain/alerts/switchAlert.js";
import { MOST_A_DAY } from "../../../src/domain/alerts/tellRaise.js";
import { createTagRule } from "../../../src/domain/responses/saveTagRule.js";
import { addDays } from "../../../src/lib/timeZone.js";
import type { Notification } from "../../../src/records/notification.js";
import * as alertRaises from "../../../src/store/alertRaises.js";
import * as alerts from "../../../src/store/alerts.js";
import * as jobs from "../../../src/store/jobs.js";
import * as notifications from "../../../src/store/notifications.js";
import * as responses from "../../../src/store/responses.js";
import * as views from "../../../src/store/views.js";
import { answer, ask, configure } from "../../build.js";
import { makeDatabaseMortal } from "../../dyingDatabase.js";
import { startReceiver } from "../../peers/receiver.js";
import { startSmtpSink, type SmtpSink } from "../../peers/smtpSink.js";
import { MINUTE } from "../../testClock.js";
import { aResponse } from "../../web/console/pages.js";
import { createWorld, type World } from "../../world.js";
import { tellAll } from "../notifications/arrange.js";

const mailsTo = ({ url }: SmtpSink) =>
  new EmailChannel({ url, from: "Northwind <care@example.com>", connections: 1 });

const NOBODY = { users: [] as string[], isCommentInChat: false };

describe("alerts", () => {
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
  const create = (input: Partial<AlertInput>) =>
    createAlert(world.context, world.mara, { name: "Watch", kind: "response", ...NOBODY, ...input }, now());
  const told = async (user = "mara"): Promise<Notification[]> =>
    (await notifications.listByUser(user)).filter(({ kind }) => kind === "alert");
  const shared = (filter: object) =>
    views.insert({
      key: "gold",
      name: "Gold",
      filter,
      owner: "mara",
      isShared: true,
      createdAt: now(),
      updatedAt: now(),
    });

  describe("about single responses", () => {
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
  });

  describe("about moving numbers", () => {
    /** So many answers of a day, as roll-ups have them: promoters and detractors. */
    const fill = async (day: string, high: number, low: number, touchpoint = "support-call") => {
      const counts = [low, 0, 0, 0, 0, 0, 0, 0, 0, 0, high];
      await mongoose.connection.db!.collection("rollups").updateOne(
        { _id: `answers|${touchpoint}|nps|${day}` as never },
        {
          $set: {
            kind: "answers",
            touchpoint,
            metric: "nps",
            unit: "day",
            span: day,
            gen: 1,
            isDirty: false,
            counts,
          },
        },
        { upsert: true },
      );
    };
    /** The score falls from 60 to -20 on a day, at ten in the morning. */
    const FALL = "2037-09-10";
    const fillAround = async () => {
      for (let day = "2037-08-10"; day < FALL; day = addDays(day, 1)) await fill(day, 16, 4);
      for (let day = FALL; day < "2037-10-20"; day = addDays(day, 1)) await fill(day, 8, 12);
    };
    const SCORE = {
      kind: "score" as const,
      touchpoint: "support-call",
      metric: "nps" as const,
      days: 7,
      users: ["mara"],
    };
    const morning = (day: string, hour = "08") => world.clock.set(`${day}T${hour}:00:00Z`);
    const live = async (from: string, to: string) => {
      const days: string[] = [];
      for (let day = from; day <= to; day = addDays(day, 1)) {
        morning(day);
        const before = (await told()).length;
        for (let run = 0; run < 2; run += 1) await judgeAlerts(world.context, now());
        if ((await told()).length > before) days.push(day);
      }
      return days;
    };

    it("tell of a clear fall when it is still clear a day later, once, in the morning", async () => {
      await fillAround();
      morning("2037-09-08");
      await create(SCORE);
      expect(await live("2037-09-08", "2037-09-11")).toEqual([]);
      const suspected: string[] = [];
      let day = "2037-09-12";
      for (; (await alerts.get("watch")).state.is !== "suspected"; day = addDays(day, 1))
        await live(day, day);
      suspected.push((await alerts.get("watch")).state.since!);
      morning(day, "03");
      expect(await judgeAlerts(world.context, now())).toBe(0); // nobody is told at night
      expect(await live(day, addDays(day, 40))).toEqual([day]);
      expect((await alerts.get("watch")).state).toEqual({ is: "fine" });
      const [raise] = await alertRaises.listByAlert("watch", 5);
      expect(raise!.id).toBe(`watch|${suspected[0]}`);
    });

    it("say in two sentences what happened, with both sides and what they rest on", async () => {
      await fillAround();
      morning("2037-09-08");
      await create(SCORE);
      await live("2037-09-15", "2037-09-17");
      const sink = await startSmtpSink();
      const email = mailsTo(sink);
      try {
        await tellAll(world, email);
        const [mail] = await sink.parsed();
        expect(mail!.subject).toMatch(/^Watch: NPS of Support call fell by \d+ points$/);
        expect(mail!.text!.replace(/\s+/g, " ")).toMatch(
          /The NPS of Support call clearly fell by \d+ points: .*\d+ \(.* to .*\) from 140 answers, \d+ Sep to \d+ Sep 2037, after .* from 140 answers, .*chance alone makes such a change less than once in 1,000 times\./,
        );
        expect(mail!.text).not.toContain("NaN");
      } finally {
        await Promise.all([email.close(), sink.close()]);
      }
    });

    it("say nothing of a score that stays, of a rise, and of few answers", async () => {
      for (let day = "2037-08-10"; day < "2037-10-01"; day = addDays(day, 1)) {
        await fill(day, 12, 8);
        await fill(day, day < FALL ? 4 : 18, day < FALL ? 16 : 2, "rising");
        await fill(day, day < FALL ? 3 : 0, day < FALL ? 0 : 3, "rare");
      }
      for (const key of ["rising", "rare"])
        await world.api("put", `/v1/touchpoints/${key}`, { name: key, stage: "use" });
      morning("2037-09-01");
      for (const touchpoint of ["support-call", "rising", "rare"])
        await create({ ...SCORE, name: touchpoint, touchpoint });
      expect(await live("2037-09-08", "2037-09-25")).toEqual([]);
      expect((await alerts.get("rare")).measure).toMatchObject({ fault: "few", pValue: null });
    });

    it("watch the score of a view", async () => {
      await shared({ teams: ["north"] });
      for (let day = "2037-08-25"; day < "2037-09-12"; day = addDays(day, 1))
        for (let one = 0; one < 8; one += 1) {
          const score = day < "2037-09-05" ? 10 : 0;
          await responses.insert(aResponse({ id: `${day}-${one}`, day, score, team: "north" }));
        }
      morning("2037-09-08");
      await create({ kind: "score", view: "gold", metric: "nps", days: 7, users: ["mara"] });
      for (const day of ["2037-09-11", "2037-09-12"]) {
        morning(day);
        while ((await judgeAlerts(world.context, now())) === 0) await world.settle();
      }
      expect(await told()).toHaveLength(1);
    });

    it("watch response rate and coverage, of days that had time to be answered", async () => {
      const asks = async (day: string, answered: number, asked: number) => {
        await mongoose.connection.db!.collection("rollups").insertOne({
          _id: `asks|support-call|nps|${day}` as never,
          kind: "asks",
          touchpoint: "support-call",
          metric: "nps",
          unit: "day",
          span: day,
          gen: 1,
          isDirty: false,
          asks: { eligible: 100, asked, delivered: asked, answered },
        });
      };
      for (let day = "2037-08-01"; day < "2037-10-01"; day = addDays(day, 1))
        await asks(day, day < FALL ? 30 : 10, day < FALL ? 90 : 45);
      morning("2037-09-01");
      await create({ ...SCORE, kind: "response_rate", name: "Rate" });
      await create({ ...SCORE, kind: "coverage", name: "Coverage" });
      expect(await live("2037-09-08", "2037-09-17")).toEqual([]); // a week after the fall at the earliest
      expect((await live("2037-09-18", "2037-09-28")).length).toBeGreaterThan(0);
      expect((await told()).map(({ about }) => about!.split("|")[0]).sort()).toEqual(["coverage", "rate"]);
    });

    it("cannot be judged without what they watch, and say so", async () => {
      await shared({ teams: ["north"] });
      await create({ ...SCORE, name: "Touchpoint" });
      await create({ kind: "score", view: "gold", metric: "nps", days: 7, name: "View" });
      await mongoose.connection.db!.collection("touchpoints").deleteMany({});
      await views.remove("gold");
      morning("2037-09-02");
      expect(await judgeAlerts(world.context, now())).toBe(2);
      expect((await alerts.get("touchpoint")).measure).toMatchObject({ fault: "touchpoint_gone" });
      expect((await alerts.get("view")).measure).toMatchObject({ fault: "view_gone" });
    });

    it("begin anew when they watch something else or go on after a pause", async () => {
      await fillAround();
      morning("2037-09-08");
      const alert = await create(SCORE);
      await live("2037-09-15", "2037-09-15");
      expect((await alerts.get("watch")).state.is).toBe("suspected");
      const input = { name: "Watch", ...NOBODY, ...SCORE, days: 28 };
      await saveAlert(world.context, world.mara, { alert, input }, now());
      expect(await alerts.get("watch")).toMatchObject({ days: 28, state: { is: "fine" } });
      expect(await alerts.get("watch")).not.toHaveProperty("judgedDay");
    });

    it("are judged once by two processes at once, and told once wherever one of them dies", async () => {
      await fillAround();
      morning("2037-09-08");
      await create({ ...SCORE, users: ["mara", "alice"] });
      await live("2037-09-15", "2037-09-15");
      const suspected = (await alerts.get("watch")).state;
      expect(suspected.is).toBe("suspected");
      morning("2037-09-16");
      await jobs.claim("raiseMissed", now(), now());
      const database = makeDatabaseMortal();
      try {
        for (let writes = 0; ; writes += 1) {
          database.dieAfter(writes);
          await judgeAlerts(world.context, now()).catch(() => undefined);
          const hasDied = database.revive();
          await Promise.all([judgeAlerts(world.context, now()), judgeAlerts(world.context, now())]);
          await raiseMissed(world.context, now());
          expect([(await told("mara")).length, (await told("alice")).length]).toEqual([1, 1]);
          expect((await alerts.get("watch")).state.is).toBe("told");
          if (!hasDied) break;
          await mongoose.connection
            .db!.collection("alerts")
            .updateOne({}, { $set: { state: suspected, judgedDay: "2037-09-15" } });
          await mongoose.connection.db!.collection("alertRaises").deleteMany({});
          await mongoose.connection.db!.collection("notifications").deleteMany({});
        }
      } finally {
        database.restore();
      }
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
