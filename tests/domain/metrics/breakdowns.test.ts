import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import mongoose from "mongoose";
import { scoreOf } from "../../../src/domain/metrics/formulas.js";
import { readBreakdowns } from "../../../src/domain/metrics/readBreakdowns.js";
import { readScores } from "../../../src/domain/metrics/readScores.js";
import { nameOf, rebuildDays } from "../../../src/domain/metrics/rebuildDays.js";
import { rebuildRecentDays } from "../../../src/domain/metrics/rebuildRecentDays.js";
import { categoryOf } from "../../../src/domain/metrics/rules.js";
import { addDays } from "../../../src/lib/timeZone.js";
import type { SurveyResponse } from "../../../src/records/response.js";
import type { DayKey } from "../../../src/records/rollup.js";
import * as reportSettings from "../../../src/store/reportSettings.js";
import * as responses from "../../../src/store/responses.js";
import { createWorld, type World } from "../../world.js";

const FIRST = "2037-06-20";
const DAYS = 80;

/** So many things happen before the next rebuild. */
const BURST = 6;

const TOUCHPOINTS = ["visit", "call"];

interface Act {
  kind: "answer" | "change" | "erase";
  touchpoint: number;
  day: number;
  score: number;
  team: number;
  region: number;
  pick: number;
}

const act: fc.Arbitrary<Act> = fc.record({
  kind: fc.constantFrom("answer", "answer", "answer", "change", "erase"),
  touchpoint: fc.nat(1),
  day: fc.nat(DAYS - 1),
  score: fc.nat(10),
  team: fc.nat(2),
  region: fc.nat(3),
  pick: fc.nat(1_000),
});

describe("roll-ups and breakdowns", () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  beforeEach(() => world.reset());
  afterAll(() => world.close());

  it("equal a recount of every response after random answers, changes and erasures, over any period", async () => {
    const period = fc.tuple(fc.nat(DAYS - 1), fc.nat(DAYS - 1)).map((ends) => ends.sort((a, b) => a - b));
    await fc.assert(
      fc.asyncProperty(
        fc.array(act, { minLength: 1, maxLength: 30 }),
        fc.array(period, { minLength: 1, maxLength: 3 }),
        async (acts, periods) => {
          await world.reset();
          await choose("region.of $life");
          const kept = await play(acts);
          for (const [first, last] of periods) await expectRecount(kept, first!, last!);
          await expectRecount(kept, 0, DAYS - 1);
        },
      ),
      { numRuns: 12 },
    );
  });

  it("show no group below five answers, and say how many there are", async () => {
    await choose("region.of $life");
    await play(
      [0, 0, 0, 0, 0, 1, 1, 1, 1].map((region) => ({
        ...{ kind: "answer", touchpoint: 0, day: 3, score: 9, team: 0, pick: 0 },
        region,
      })),
    );
    const region = (await readBreakdowns({ touchpoint: "visit", metric: "nps", ...period(0, 10) })).at(-1)!;
    expect(region).toMatchObject({ dimension: "event.region.of $life", hidden: 1 });
    expect(region.groups.map(({ value, responses }) => [value, responses])).toEqual([["region 0", 5]]);
  });

  it("are counted anew when other properties are chosen, also by a process that was killed at once", async () => {
    await play([{ kind: "answer", touchpoint: 0, day: 3, score: 9, team: 0, pick: 0, region: 0 }]);
    await rebuildRecentDays(world.clock.now());
    await choose("region.of $life");
    const read = async () =>
      (await readBreakdowns({ touchpoint: "visit", metric: "nps", ...period(0, 10) })).at(-1);
    expect(await read()).toMatchObject({ dimension: "event.region.of $life", hidden: 0 });
    await rebuildRecentDays(world.clock.now());
    expect(await read()).toMatchObject({ dimension: "event.region.of $life", hidden: 1 });
    await rebuildRecentDays(world.clock.now());
    expect(await read()).toMatchObject({ hidden: 1 });
  });

  async function choose(name: string): Promise<void> {
    await reportSettings.setProperties([{ of: "event", name }], { by: "alice", at: world.clock.now() });
  }

  /** Does it to the records and rebuilds what was touched, as the product does; returns what is left. */
  async function play(acts: readonly Act[]): Promise<SurveyResponse[]> {
    const kept: SurveyResponse[] = [];
    let touched: DayKey[] = [];
    for (const [index, one] of acts.entries()) {
      const day = await perform(one, index, kept);
      if (day) touched.push({ ...day, kind: "answers" });
      if (index % BURST > 0 && index < acts.length - 1) continue;
      await rebuildDays([...new Map(touched.map((key) => [nameOf(key), key])).values()]);
      touched = [];
    }
    return kept;
  }

  async function perform(one: Act, index: number, kept: SurveyResponse[]) {
    if (one.kind === "answer") {
      const response = responseOf(one, index, world.clock.now());
      await responses.insert(response);
      kept.push(response);
      return response;
    }
    const place = one.pick % Math.max(kept.length, 1);
    const response = kept[place];
    if (!response) return null;
    if (one.kind === "change") {
      const change = {
        score: one.score,
        category: categoryOf("nps", one.score),
        changedAt: world.clock.now(),
      };
      await responses.setAnswer(response.invitation, change);
      kept[place] = { ...response, ...change };
    } else {
      await mongoose.connection.collection("responses").deleteOne({ invitation: response.invitation });
      kept.splice(place, 1);
    }
    return response;
  }
});

async function expectRecount(kept: readonly SurveyResponse[], first: number, last: number): Promise<void> {
  const { from, to } = period(first, last);
  const scores = await readScores({ from, to });
  for (const touchpoint of TOUCHPOINTS) {
    const within = kept.filter((one) => one.touchpoint === touchpoint && one.day >= from && one.day <= to);
    const row = scores.find((one) => one.touchpoint === touchpoint);
    expect(row?.counts ?? Array(11).fill(0)).toEqual(
      Array.from({ length: 11 }, (_, score) => within.filter((one) => one.score === score).length),
    );
    const broken = await readBreakdowns({ touchpoint, metric: "nps", from, to });
    expect(broken.map(({ dimension }) => dimension)).toEqual([
      ...["team", "agent", "channel", "language", "event.region.of $life"],
    ]);
    expectGroups(broken[0]!, within, ({ team }) => team!);
    expectGroups(broken[4]!, within, ({ properties }) => String(properties["region.of $life"]));
  }
}

function expectGroups(
  { groups, hidden }: Awaited<ReturnType<typeof readBreakdowns>>[number],
  within: readonly SurveyResponse[],
  valueOf: (response: SurveyResponse) => string,
): void {
  const values = [...new Set(within.map(valueOf))];
  const sizeOf = (value: string) => within.filter((one) => valueOf(one) === value).length;
  const shown = values.filter((value) => sizeOf(value) >= 5);
  expect(hidden).toBe(values.length - shown.length);
  expect(groups.map(({ value }) => value).sort()).toEqual(shown.sort());
  for (const group of groups) {
    const own = within.filter((one) => valueOf(one) === group.value);
    const count = (category: string) => own.filter((one) => one.category === category).length;
    const inCategories = { low: count("detractor"), mid: count("passive"), high: count("promoter") };
    expect(group.inCategories).toEqual(inCategories);
    expect(group.score).toBe(scoreOf("nps", inCategories));
  }
}

function period(first: number, last: number) {
  return { from: addDays(FIRST, first), to: addDays(FIRST, last) };
}

function responseOf(one: Act, index: number, now: Date): SurveyResponse {
  return {
    id: `response-${index}`,
    invitation: `invitation-${index}`,
    customer: `customer-${index}`,
    touchpoint: TOUCHPOINTS[one.touchpoint]!,
    survey: "how-was-it",
    surveyVersion: 1,
    metric: "nps",
    score: one.score,
    category: categoryOf("nps", one.score),
    comment: "",
    language: "en",
    channel: "email",
    agent: { id: `agent-${one.team}` },
    team: `team ${one.team}`,
    properties: { "region.of $life": `region ${one.region}` },
    segment: {},
    day: addDays(FIRST, one.day),
    respondedAt: now,
    changedAt: now,
  };
}
