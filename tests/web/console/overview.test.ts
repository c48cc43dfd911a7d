import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import * as responses from "../../../src/store/responses.js";
import { answer, ask, configure } from "../../build.js";
import { createWorld, type World } from "../../world.js";
import { aResponse, textOf } from "./pages.js";

describe("the overview", () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  beforeEach(() => world.reset());
  afterAll(() => world.close());

  it("helps a manager to begin when nothing is measured, and tells an agent who can", async () => {
    const mara = await (await world.signIn(world.mara)).get("/");
    expect(mara.text).toContain('href="/touchpoints/new"');
    expect(mara.text).toContain("curl -X PUT http://localhost:3000/v1/touchpoints/");
    const bob = await (await world.signIn(world.bob)).get("/");
    expect(bob.text).toContain("An admin or manager of your company creates touchpoints");
    expect(bob.text).not.toContain('href="/touchpoints/new"');
  });

  it("shows a dash, not a zero, before the first answer", async () => {
    await configure(world);
    const page = textOf((await (await world.signIn(world.alice)).get("/")).text);
    expect(page).toContain("Score –");
    expect(page).toContain("No answers in this period");
    expect(page).toContain("response rate – coverage –");
  });

  it("shows an answer with its categories, and no interval for a single one", async () => {
    await configure(world);
    await answer(world, await ask(world), { score: "3" });
    const { text: html } = await (await world.signIn(world.alice)).get("/");
    const page = textOf(html);
    expect(page).toContain("Score −100 1 answer 0 promoters");
    expect(page).toContain("0 promoters 0 passives 1 detractor");
    expect(page).toContain("few answers");
    expect(page).toContain("response rate 100 % coverage 100 %");
    expect(html).toContain(
      'href="/responses?touchpoint&#x3D;support-call&amp;metric&#x3D;nps&amp;category&#x3D;detractor&amp;from&#x3D;2037-08-05&amp;to&#x3D;2037-09-01"',
    );
  });

  it("prints the interval from low to high, and no warning from 30 answers on", async () => {
    await configure(world);
    await answers("2037-08-30", { 10: 32, 8: 13, 3: 6 });
    const page = textOf((await (await world.signIn(world.alice)).get("/")).text);
    expect(page).toContain("Score 51 interval 29 to 67 · 51 answers 32 promoters");
    expect(page).not.toContain("few answers");
  });

  it("describes the trend in words, with the days on which nobody answered", async () => {
    await configure(world);
    await answers("2037-08-27", { 10: 2 });
    await answers("2037-08-30", { 10: 1, 3: 1 });
    const { text } = await (await world.signIn(world.alice)).get("/?period=7d");
    expect(text).toContain(">NPS by day</title>");
    expect(textOf(text)).toContain(
      "First 100 (27 Aug 2037), last 0 (30 Aug 2037), lowest 0, highest 100; 5 days without answers.",
    );
  });

  it("lists touchpoints in the order of the journey", async () => {
    await configure(world);
    await world.api("put", "/v1/touchpoints/a-renewal", { name: "Renewal", stage: "renewal" });
    await world.api("put", "/v1/touchpoints/z-quote", { name: "Quote", stage: "consideration" });
    const { text } = await (await world.signIn(world.alice)).get("/");
    const places = ["Quote", "Support call", "Renewal"].map((name) => text.indexOf(`>${name}<`));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places[0]).toBeGreaterThan(0);
  });

  it("counts only the days of the chosen period, and names them with the zone", async () => {
    await configure(world);
    await answers("2037-06-01", { 10: 40 });
    const browser = await world.signIn(world.alice);
    expect(textOf((await browser.get("/")).text)).toContain("No answers in this period");
    const page = textOf((await browser.get("/?from=2037-06-01&to=2037-06-30")).text);
    expect(page).toContain("1 Jun to 30 Jun 2037, UTC");
    expect(page).toContain("40 answers");
    expect(textOf((await browser.get("/?period=12m")).text)).toContain("2 Sep 2036 to 1 Sep 2037, UTC");
  });

  it("keeps a wrong range in its fields and says beside the field what is wrong", async () => {
    await configure(world);
    const page = await (await world.signIn(world.alice)).get("/?from=2037-08-20&to=2037-08-10");
    expect(page.status).toBe(400);
    expect(page.text).toContain('id="to-error">must not lie before the first day<');
    expect(page.text).toContain('value="2037-08-20"');
    const long = await (await world.signIn(world.alice)).get("/?from=0001-01-01&to=2037-09-01");
    expect(long.status).toBe(400);
    expect(long.text).toContain("must lie within five years");
  });

  it.each([
    ["?from=2037-09-02", "from-error", "must not lie in the future"],
    ["?from=2007-09-01&to=2037-09-01", "from-error", "must lie within five years"],
    ["?compare=own", "compareFrom-error", "is needed to compare"],
    ["?compareFrom=2037-03-02&compareTo=2037-03-01", "compareTo-error", "must not lie before"],
    ["?compare=mars", "compare-error", "must be one of previous, year, own, none"],
    ["?compareFrom=2037-02-30", "compareFrom-error", "must be"],
  ])("says beside the field what is wrong with %s", async (query, id, message) => {
    await configure(world);
    const page = await (await world.signIn(world.alice)).get(`/${query}`);
    expect(page.status).toBe(400);
    expect(page.text).toMatch(new RegExp(`id="${id}">[^<]*${message}`));
    expect(page.text).not.toContain("NaN");
  });

  it("puts what fell clearly above the journey, with the score before and how it was judged", async () => {
    await configure(world);
    await answers("2037-07-20", { 10: 90, 3: 10 });
    await answers("2037-08-20", { 10: 60, 3: 40 });
    const { text } = await (await world.signIn(world.alice)).get("/");
    const page = textOf(text);
    expect(page).toContain("Support call fell clearly: NPS 20, was 80, from 100 answers.");
    expect(page).toContain("compared with 8 Jul to 4 Aug 2037");
    expect(text.indexOf("Look here first")).toBeLessThan(text.indexOf(">Support call</a>"));
    expect(page).toContain("clear fall −60 was 80");
    expect(page).toContain("NPS = 100 × (60 promoters − 40 detractors) ÷ 100 = 20.0, shown as 20.");
    expect(page).toContain("(8 Jul to 4 Aug 2037), so −60 points.");
  });

  it("compares with a year before, with days of one's own, or with nothing", async () => {
    await configure(world);
    await answers("2036-08-20", { 10: 40 });
    await answers("2037-03-03", { 10: 20, 3: 20 });
    await answers("2037-08-20", { 10: 20, 3: 20 });
    const browser = await world.signIn(world.alice);
    const read = async (query: string) => textOf((await browser.get(`/${query}`)).text);
    expect(await read("?compare=year")).toContain("clear fall −100 was 100");
    expect(await read("?compareFrom=2037-03-01")).toContain("no clear change ±0 was 0");
    const alone = await read("?compare=none");
    expect(alone).not.toContain("compared with");
    expect(alone).toContain("40 answers");
    expect(alone).not.toContain("clear change");
  });

  it("says quietly that messages are kept in the outbox", async () => {
    const page = await (await world.signIn(world.bob)).get("/");
    expect(textOf(page.text)).toContain("Some messages are kept in the outbox and reach nobody");
    expect(page.text).not.toContain('href="/outbox"');
  });

  /** Answers of a day gone by, and its roll-up. */
  async function answers(day: string, byScore: Record<number, number>) {
    const scores = Object.entries(byScore).flatMap(([score, count]) =>
      new Array<number>(count).fill(Number(score)),
    );
    for (const [index, score] of scores.entries())
      await responses.insert(aResponse({ id: `${day}-${index}`, day, score }));
    world.context.rollups.request({ kind: "answers", touchpoint: "support-call", metric: "nps", day });
    await world.settle();
  }
});
