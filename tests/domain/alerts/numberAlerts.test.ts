import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import mongoose from "mongoose";
import { judgeAlerts } from "../../../src/domain/alerts/judgeAlerts.js";
import { raiseMissed } from "../../../src/domain/alerts/raiseMissed.js";
import { saveAlert, type AlertInput } from "../../../src/domain/alerts/saveAlert.js";
import { addDays } from "../../../src/lib/timeZone.js";
import * as alertRaises from "../../../src/store/alertRaises.js";
import * as alerts from "../../../src/store/alerts.js";
import * as jobs from "../../../src/store/jobs.js";
import * as responses from "../../../src/store/responses.js";
import * as views from "../../../src/store/views.js";
import { configure } from "../../build.js";
import { makeDatabaseMortal } from "../../dyingDatabase.js";
import { startSmtpSink } from "../../peers/smtpSink.js";
import { aResponse } from "../../web/console/pages.js";
import { createWorld, type World } from "../../world.js";
import { tellAll } from "../notifications/arrange.js";
import { anAlert, aView, mailsTo, NOBODY, toldBy } from "./arrange.js";

describe("alerts about moving numbers", () => {
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
    for (; (await alerts.get("watch")).state.is !== "suspected"; day = addDays(day, 1)) await live(day, day);
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
