import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { matches } from "../../../src/domain/responses/filterRules.js";
import { listResponses } from "../../../src/domain/responses/listResponses.js";
import { streamResponses } from "../../../src/domain/responses/streamResponses.js";
import { addDays } from "../../../src/lib/timeZone.js";
import type { SurveyResponse } from "../../../src/records/response.js";
import type { ResponseFilter } from "../../../src/records/responseFilter.js";
import * as responses from "../../../src/store/responses.js";
import { closeDatabase, emptyDatabase, openDatabase } from "../../database.js";
import { aResponse } from "../../web/console/pages.js";

const NAMES = ["plan", "a b", "a.b", "$where", "cost$"];
const VALUES = ["gold", "7", "true", "", "a.*"];
const STORED = ["gold", 7, true, null, "a.*", ["gold", 7], { gold: "gold" }, 7.5, "GOLD"];
const COMMENTS = [
  "",
  "Nobody called back",
  "Nobody CALLED (twice)",
  "Très déçu, 50% off",
  "a.*",
  "crème 9 $",
];
const WORDS = ["called", "nobody back", "deçu", "CREME", "(twice)", "a.*", ".*", "50%", "[", "$", "yes"];

const day = fc.integer({ min: 0, max: 500 }).map((days) => addDays("2036-01-01", days));
const some = <T>(values: readonly T[]) => fc.subarray([...values], { minLength: 1 });
const properties = fc.dictionary(fc.constantFrom(...NAMES), fc.constantFrom(...STORED), { maxKeys: 3 });

const response = fc.record(
  {
    day,
    score: fc.constantFrom(2, 7, 10),
    touchpoint: fc.constantFrom("call", "visit"),
    customer: fc.constantFrom("ana", "ben"),
    comment: fc.constantFrom(...COMMENTS),
    properties,
    segment: properties,
    team: fc.constantFrom("North", "South"),
    agent: fc.record({ id: fc.constantFrom("a1", "a2") }),
    channel: fc.constantFrom("email" as const, "sms" as const),
    language: fc.constantFrom("en", "es"),
    tags: fc.subarray(["price", "late"]),
    sentiment: fc.constantFrom("positive" as const, "negative" as const),
    answers: fc.constantFrom({ why: "yes, déçu" }, { rate: 3, why: null }, { many: ["yes"] }),
  },
  {
    requiredKeys: ["day", "score", "touchpoint", "customer", "comment", "properties", "segment"],
  },
);

const whole = fc.record({
  touchpoints: some(["call", "visit", "gone"]),
  metric: fc.constantFrom("nps" as const, "ces" as const),
  categories: some(["promoter", "detractor", "hard"] as const),
  teams: some(["North", "South"]),
  agents: some(["a1", "a2"]),
  channels: some(["email", "sms"] as const),
  languages: some(["en", "es"]),
  tags: some(["price", "late"]),
  sentiments: some(["positive", "negative"] as const),
  properties: fc.array(
    fc.record({
      of: fc.constantFrom("event" as const, "customer" as const),
      name: fc.constantFrom(...NAMES),
      values: some(VALUES),
    }),
    { maxLength: 2 },
  ),
  text: fc.constantFrom(...WORDS),
  hasComment: fc.boolean(),
  customer: fc.constantFrom("ana", "nobody"),
  and: fc.record({ tags: some(["price"]), text: fc.constantFrom(...WORDS) }, { requiredKeys: [] }),
});

/** Up to three of them: more mean nothing at all, mostly. */
const filter: fc.Arbitrary<ResponseFilter> = whole.chain((all) =>
  fc
    .subarray(Object.keys(all), { maxLength: 3 })
    .map((names) => Object.fromEntries(Object.entries(all).filter(([name]) => names.includes(name)))),
);

type Query = { from?: string; to?: string; limit: number; mostLookedAt: number };

async function listAll(wanted: ResponseFilter, { limit, mostLookedAt, ...days }: Query) {
  const found: SurveyResponse[] = [];
  let cursor: string | undefined;
  do {
    const page = await listResponses(
      wanted,
      { ...days, limit, ...(cursor && { cursor }) },
      { mostLookedAt, mostMs: 60_000 },
    );
    expect(page.items.length).toBeLessThanOrEqual(Math.max(limit, 500));
    found.push(...page.items);
    cursor = page.next ?? undefined;
  } while (cursor);
  return found.map(({ id }) => id);
}

describe("the responses that a filter means", () => {
  let all: SurveyResponse[];
  beforeAll(async () => {
    await openDatabase();
  });
  beforeEach(async () => {
    await emptyDatabase();
  });
  afterAll(closeDatabase);

  const insertAll = async (given: Partial<SurveyResponse>[]) => {
    all = given.map((one, place) =>
      aResponse({ day: "2037-08-20", score: 9, ...one, id: `r${String(place).padStart(4, "0")}` }),
    );
    await Promise.all(all.map((one) => responses.insert(one)));
  };

  it("are exactly those that match, newest first, over all pages and by any filter", async () => {
    await insertAll(fc.sample(response, { numRuns: 120, seed: 7 }) as Partial<SurveyResponse>[]);
    const query = fc.record(
      {
        from: day,
        to: day,
        limit: fc.integer({ min: 7, max: 60 }),
        mostLookedAt: fc.constantFrom(10, 20_000),
      },
      { requiredKeys: ["limit", "mostLookedAt"] },
    );
    const counts: number[] = [];
    await fc.assert(
      fc.asyncProperty(filter, query, async (wanted, asked) => {
        const { from = "", to = "9" } = asked;
        const expected = all
          .filter((one) => one.day >= from && one.day <= to && matches(wanted, one))
          .sort((a, b) => (a.day === b.day ? (a.id < b.id ? 1 : -1) : a.day < b.day ? 1 : -1))
          .map(({ id }) => id);
        counts.push(expected.length);
        expect(await listAll(wanted, asked)).toEqual(expected);
        const streamed: string[] = [];
        for await (const { id } of streamResponses(wanted, asked)) streamed.push(id);
        expect(streamed).toEqual(expected);
      }),
      { numRuns: 50, seed: 11 },
    );
    expect(counts.filter((count) => count > 0).length).toBeGreaterThan(10);
  });

  it("are searched no longer than a while, and then from there on", async () => {
    await insertAll(
      Array.from({ length: 1_200 }, (_, place) => ({
        day: addDays("2036-01-01", Math.floor(place / 10)),
        comment: place === 3 ? "a needle" : "hay",
      })),
    );
    const query = { limit: 50 };
    const first = await listResponses({ text: "needle" }, query, { mostLookedAt: 500 });
    expect(first.items).toEqual([]);
    expect(first.searchedTo! > "2036-01-01" && first.searchedTo! < "2036-04-01").toBe(true);
    const second = await listResponses({ text: "needle" }, { ...query, cursor: first.next! });
    expect(second.items.map(({ comment }) => comment)).toEqual(["a needle"]);
    expect(second).toMatchObject({ next: null, searchedTo: null });
  });

  it("are none where nobody has answered, in a range backwards, and in the future", async () => {
    const none = { items: [], next: null, searchedTo: null };
    expect(await listResponses({}, { limit: 50 })).toEqual(none);
    await insertAll([{ day: "2036-05-05" }]);
    expect(await listResponses({}, { limit: 50, from: "2036-06-01", to: "2036-01-01" })).toEqual(none);
    expect(await listResponses({}, { limit: 50, from: "2090-01-01" })).toEqual(none);
    const ever = await listResponses({}, { limit: 50, from: "2010-01-01", to: "2060-01-01" });
    expect(ever.items).toHaveLength(1);
  });
});
