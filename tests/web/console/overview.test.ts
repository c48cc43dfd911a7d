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
    expect(page).toContain("Score −100 1 answer few answers");
    expect(page).toContain("0 promoters 0 passives 1 detractor");
    expect(page).toContain("response rate 100 % coverage 100 %");
    expect(html).toContain(
      'href="/responses?touchpoint&#x3D;support-call&amp;category&#x3D;detractor&amp;from&#x3D;2037-08-05&amp;to&#x3D;2037-09-01"',
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
    const page = await (await world.signIn(world.alice)).get("/?from=2037-09-10&to=2037-09-01");
    expect(page.status).toBe(400);
    expect(page.text).toContain('id="to-error">must not lie before the first day<');
    expect(page.text).toContain('value="2037-09-10"');
    const long = await (await world.signIn(world.alice)).get("/?from=0001-01-01&to=2037-09-01");
    expect(long.status).toBe(400);
    expect(long.text).toContain("must lie within five years");
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
