import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import mongoose from "mongoose";
import { tagResponse } from "../../../src/domain/responses/tagResponse.js";
import { untagResponse } from "../../../src/domain/responses/untagResponse.js";
import { matches } from "../../../src/domain/responses/filterRules.js";
import { countNext, readDayCounts } from "../../../src/domain/views/readDayCounts.js";
import { readViewScores } from "../../../src/domain/views/readViewScores.js";
import { rebuildDays } from "../../../src/domain/metrics/rebuildDays.js";
import { categoryOf } from "../../../src/domain/metrics/rules.js";
import { addDays } from "../../../src/lib/timeZone.js";
import type { ResponseFilter } from "../../../src/records/responseFilter.js";
import type { SurveyResponse } from "../../../src/records/response.js";
import * as responses from "../../../src/store/responses.js";
import * as viewCountings from "../../../src/store/viewCountings.js";
import { hashOf } from "../../../src/domain/views/rules.js";
import { answer, ask, configure } from "../../build.js";
import { DAY, MINUTE } from "../../testClock.js";
import { aResponse } from "../../web/console/pages.js";
import { createWorld, type World } from "../../world.js";
import { makeDatabaseMortal } from "../../dyingDatabase.js";

const GOLD: ResponseFilter = { properties: [{ of: "customer", name: "plan", values: ["gold"] }] };
const WEEK = { from: "2037-08-26", to: "2037-09-01" };

describe("the score of a view", () => {
  let world: World;
  let serial = 0;
  beforeAll(async () => {
    world = await createWorld();
  });
  beforeEach(() => world.reset());
  afterAll(() => world.close());

  const store = async (day: string, score: number, fields: Partial<SurveyResponse> = {}) => {
    serial += 1;
    const response = aResponse({ id: `r${String(serial).padStart(6, "0")}`, day, score, ...fields });
    await responses.insert(response);
    const { touchpoint, metric } = response;
    await rebuildDays([{ kind: "answers", touchpoint, metric, day }]);
    return response;
  };
  /** On a slow machine a page does not wait for everything. */
  const read = async (filter: ResponseFilter = GOLD, period = WEEK) => {
    for (;;) {
      const scores = await readViewScores(world.context, filter, period, world.clock.now());
      if (!scores.counting) return scores;
      await world.settle();
    }
  };
  const kept = (collection: string) => mongoose.connection.db!.collection(collection).countDocuments();

  it("is that of the answers it means, with the days before beside it", async () => {
    for (const score of [10, 10, 9, 3]) await store("2037-08-30", score, { segment: { plan: "gold" } });
    for (const score of [0, 0, 10]) await store("2037-08-20", score, { segment: { plan: "gold" } });
    await store("2037-08-30", 0, { segment: { plan: "silver" } });
    await store("2037-08-18", 0, { segment: { plan: "gold" } });
    const { rows, counting, previousPeriod } = await read();
    expect(counting).toBeNull();
    expect(previousPeriod).toEqual({ from: "2037-08-19", to: "2037-08-25" });
    expect(rows).toMatchObject([
      {
        metric: "nps",
        current: { responses: 4, score: 50, categories: { low: 1, mid: 0, high: 3 } },
        previous: { responses: 3, score: (100 * (1 - 2)) / 3 },
        change: { verdict: "few_answers" },
      },
    ]);
  });

  it("is read from the roll-ups where they know enough", async () => {
    for (const score of [10, 0]) await store("2037-08-30", score, { touchpoint: "visit" });
    await store("2037-08-30", 10, { touchpoint: "call" });
    const { rows } = await read({ touchpoints: ["visit"], metric: "nps" });
    expect(rows).toMatchObject([{ metric: "nps", current: { responses: 2, score: 0 } }]);
    expect(await kept("viewDays")).toBe(0);
  });

  it("has no row, and no zero, where nobody answered", async () => {
    expect((await read()).rows).toEqual([]);
    expect((await read({ touchpoints: ["gone"] })).rows).toEqual([]);
  });

  it("shows a new and a changed answer as soon as the roll-ups do", async () => {
    await configure(world);
    const customer = { id: "ana", email: "ana@example.com", attributes: { plan: "gold" } };
    const link = await ask(world, { customer });
    expect((await read()).rows).toEqual([]);
    await answer(world, link, { score: "9" });
    expect((await read()).rows).toMatchObject([{ current: { responses: 1, score: 100 } }]);
    await answer(world, link, { score: "2" });
    expect((await read()).rows).toMatchObject([{ current: { responses: 1, score: -100 } }]);
  });

  it("forgets a removed answer with the next rebuild of its day", async () => {
    const { id, touchpoint, metric, day } = await store("2037-08-30", 3, { segment: { plan: "gold" } });
    expect((await read()).rows).toHaveLength(1);
    await mongoose.connection.db!.collection("responses").deleteOne({ _id: id as never });
    await rebuildDays([{ kind: "answers", touchpoint, metric, day }]);
    expect((await read()).rows).toEqual([]);
  });

  it("shows a tag as soon as it is put on or taken off", async () => {
    const { id } = await store("2037-08-30", 3);
    expect((await read({ tags: ["late"] })).rows).toEqual([]);
    await tagResponse(id, "late");
    expect((await read({ tags: ["late"] })).rows).toMatchObject([{ current: { responses: 1 } }]);
    await untagResponse(id, "late");
    expect((await read({ tags: ["late"] })).rows).toEqual([]);
  });

  it("believes no count for longer than a week, whatever happened to its day", async () => {
    const { id } = await store("2037-08-30", 3, { segment: { plan: "gold" } });
    await read();
    await mongoose.connection.db!.collection("responses").deleteOne({ _id: id as never });
    expect((await read()).rows).toHaveLength(1);
    world.clock.advance(7 * DAY);
    expect((await read()).rows).toEqual([]);
  });

  it("counts what it has counted no second time", async () => {
    await store("2037-08-30", 3, { segment: { plan: "gold" } });
    await read();
    await mongoose.connection.db!.collection("responses").deleteMany({});
    expect((await read()).rows).toMatchObject([{ current: { responses: 1 } }]);
    expect((await read({ properties: [{ of: "customer", name: "plan", values: ["silver"] }] })).rows).toEqual(
      [],
    );
  });

  it("equals a recount of every answer, for filters and answers by chance, through changes and removals", async () => {
    let seed = 7;
    const random = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below;
    const pick = <T>(all: readonly T[]) => all[random(all.length)]!;
    const today = "2037-09-01";
    const all = new Map<string, SurveyResponse>();
    for (let step = 0; step < 70; step += 1) {
      const known = [...all.values()];
      const chance = random(10);
      if (chance > 2 || known.length === 0) {
        const one = await store(addDays(today, -random(20)), random(11), {
          touchpoint: pick(["visit", "call"]),
          team: pick(["north", "south"]),
          comment: pick(["", "cold (again)", "fine"]),
          segment: { plan: pick(["gold", "silver", 3]) },
          ...(random(2) === 0 && { tags: [pick(["late", "price"])] }),
        });
        all.set(one.id, one);
      } else {
        const one = pick(known);
        const { touchpoint, metric, day } = one;
        if (chance === 0) {
          await mongoose.connection.db!.collection("responses").deleteOne({ _id: one.id as never });
          all.delete(one.id);
        } else {
          const score = random(11);
          const change = { score, category: categoryOf("nps", score), changedAt: world.clock.now() };
          await responses.setAnswer(one.invitation, change);
          all.set(one.id, { ...one, ...change });
        }
        await rebuildDays([{ kind: "answers", touchpoint, metric, day }]);
      }
      if (step % 5 > 0) continue;
      const filter: ResponseFilter = {
        ...(random(2) === 0 && { teams: [pick(["north", "south"])] }),
        ...(random(2) === 0 && { touchpoints: [pick(["visit", "call"])] }),
        ...(random(3) === 0 && { text: "(AGAIN" }),
        ...(random(3) === 0 && { tags: ["late"] }),
        properties: [{ of: "customer", name: "plan", values: [pick(["gold", "3"])] }],
      };
      const { rows } = await read(filter);
      const meant = [...all.values()].filter((one) => matches(filter, one));
      const expected = (from: string, to: string) => {
        const within = meant.filter(({ day }) => day >= from && day <= to);
        return Array.from({ length: 11 }, (_, score) => within.filter((one) => one.score === score).length);
      };
      const none = Array.from({ length: 11 }, () => 0);
      expect(rows[0]?.current.counts ?? none).toEqual(expected(WEEK.from, WEEK.to));
      expect(rows[0]?.previous.counts ?? none).toEqual(expected("2037-08-19", "2037-08-25"));
    }
  });

  describe("with more to count than a page waits for", () => {
    const YEAR = { from: "2036-09-02", to: "2037-09-01" };
    const now = () => world.clock.now();
    const hurried = () => readDayCounts(world.context, GOLD, YEAR, { now: now(), atOnceMs: 0 });

    beforeEach(async () => {
      for (let ago = 0; ago < 300; ago += 30)
        await store(addDays(YEAR.to, -ago), 9, { segment: { plan: "gold" } });
    });

    it("shows how far it is, goes on behind the page, and ends", async () => {
      expect(await hurried()).toMatchObject({ days: [], of: 365 });
      await world.settle();
      const { days, of } = await hurried();
      expect([days.length, of]).toEqual([365, 365]);
      expect(days.flatMap(({ counts }) => counts.nps ?? []).reduce((sum, one) => sum + one, 0)).toBe(10);
      expect(await kept("viewCountings")).toBe(0);
    });

    it("is counted by one process at a time", async () => {
      await viewCountings.set(
        { hash: hashOf(GOLD), filter: GOLD, ...YEAR, removeAt: new Date(now().getTime() + DAY) },
        now(),
      );
      const claimed = await Promise.all([countNext(now()), countNext(now()), countNext(now(), hashOf(GOLD))]);
      expect(claimed.filter(Boolean)).toHaveLength(1);
      expect(await countNext(now())).toBe(false);
    });

    it("is taken over from a process that died, wherever it did, and what that has counted stays", async () => {
      const database = makeDatabaseMortal();
      try {
        const wanted = {
          hash: hashOf(GOLD),
          filter: GOLD,
          ...YEAR,
          removeAt: new Date(now().getTime() + DAY),
        };
        for (let writes = 0; ; writes += 1) {
          await mongoose.connection.db!.collection("viewDays").deleteMany({});
          await viewCountings.set(wanted, now());
          database.dieAfter(writes);
          await countNext(now()).catch(() => undefined);
          const hasDied = database.revive();
          world.clock.advance(2 * MINUTE);
          while (await countNext(now()));
          expect(await kept("viewDays")).toBe(365);
          expect(await kept("viewCountings")).toBe(0);
          if (!hasDied) break;
        }
      } finally {
        database.restore();
      }
    });
  });
});
