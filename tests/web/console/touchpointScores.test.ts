import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import type { SurveyResponse } from "../../../src/records/response.js";
import * as reportSettings from "../../../src/store/reportSettings.js";
import * as responses from "../../../src/store/responses.js";
import { configure } from "../../build.js";
import { createWorld, type World } from "../../world.js";
import { aResponse, linkOf, textOf } from "./pages.js";

const PATH = "/touchpoints/support-call/scores";

/** The day on which the tests play is 2037-09-01. */
const DAY = "2037-08-30";

const QUESTIONS = [
  {
    key: "reason",
    kind: "choice",
    text: { en: "What was it about?" },
    options: [
      { key: "late", text: { en: "Came late" } },
      { key: "price", text: { en: "The price" } },
    ],
  },
];

describe("the page of a touchpoint's figures", () => {
  let world: World;
  let serial = 0;
  beforeAll(async () => {
    world = await createWorld();
  });
  beforeEach(() => world.reset());
  afterAll(() => world.close());

  it("shows score, interval, answers and the change, and how the score is worked out", async () => {
    await configure(world);
    await give(DAY, { 10: 32, 8: 13, 3: 6 });
    await give("2037-07-20", { 10: 10, 8: 30, 3: 60 });
    const page = textOf(await show());
    expect(page).toContain("51 clear rise +101 from −50 interval 29 to 67 · 51 answers");
    expect(page).toContain("32 promoters 13 passives 6 detractors");
    expect(page).toContain("NPS = 100 × (32 promoters − 6 detractors) ÷ 51 = 51.0, shown as 51.");
  });

  it("draws the line of days, describes it, and leads from a day to its answers", async () => {
    await configure(world);
    await give(DAY, { 10: 3, 3: 1 });
    await give("2037-08-28", { 9: 2 });
    const html = await show();
    expect(textOf(html)).toContain(
      "First 100 (28 Aug 2037), last 50 (30 Aug 2037), lowest 50 (30 Aug 2037), highest 100 (28 Aug 2037). 26 days without answers.",
    );
    expect(html).toContain('class="hits"');
    expect(
      linkOf(html, "/responses?touchpoint=support-call&metric=nps&from=2037-08-28&to=2037-08-28"),
    ).toBeTruthy();
  });

  it("marks the day on which a new version of the survey was published", async () => {
    await configure(world);
    world.clock.set("2037-09-03T10:00:00Z");
    await configure(world, { surveyFields: { question: { en: "Would you recommend us?" } } });
    await give(DAY, { 10: 1 });
    expect(textOf(await show())).toContain("2: 3 Sep 2037, version 2 of “After a call”");
  });

  it("tells apart by team, agent and whatever the admin chose, and hides groups below five answers", async () => {
    await configure(world);
    const name = "region.of $life";
    await reportSettings.setProperties([{ of: "event", name }], { by: "alice", at: world.clock.now() });
    await give(DAY, { 10: 6 }, { team: "north", properties: { [name]: "<b>Porto</b>" } });
    await give(DAY, { 3: 5 }, { team: "south" });
    await give(DAY, { 3: 4 }, { team: "secret-team" });
    const html = await show("?by=team");
    const page = textOf(html);
    expect(page).toContain(
      "2 groups, highest north with 100, lowest south with −100; all answers together −20.",
    );
    expect(page).toContain("1 group with fewer than 5 answers is not shown.");
    expect(page).not.toContain("secret-team");
    expect(linkOf(html, "/responses?touchpoint=support-call&metric=nps").includes("&from=2037-08-05")).toBe(
      true,
    );
    expect(html).toContain("&amp;team&#x3D;north");
    const byRegion = await show(`?by=${encodeURIComponent(`event.${name}`)}`);
    expect(byRegion).not.toContain("<b>Porto");
    expect(byRegion).toContain("property&#x3D;event.region.of+%24life%3D%3Cb%3EPorto%3C%2Fb%3E");
  });

  it("counts what people chose and what their answers were tagged with", async () => {
    await configure(world, { surveyFields: { questions: QUESTIONS } });
    await give(DAY, { 3: 3 }, { answers: { reason: "late" }, tags: ["waiting time"] });
    await give(DAY, { 10: 1 }, { answers: { reason: "price" } });
    const html = await show();
    const page = textOf(html);
    expect(page).toContain(
      "What was it about? 4 people answered Came late 3 (75 %; 3 detractors) The price 1 (25 %)",
    );
    expect(page).toContain("Tags waiting time 3 (75 %; 3 detractors)");
    expect(linkOf(html, "/responses?touchpoint=support-call&metric=nps&tag=waiting+time")).toBeTruthy();
  });

  it("tells two metrics of one touchpoint apart", async () => {
    await configure(world);
    await configure(world, { survey: "support-csat", trigger: "after-call-2", metric: "csat" });
    await give(DAY, { 10: 4 });
    await give(DAY, { 5: 2, 1: 1 }, { metric: "csat", survey: "support-csat" });
    expect(textOf(await show())).toContain("NPS by day");
    const csat = textOf(await show("?metric=csat"));
    expect(csat).toContain("CSAT by day");
    expect(csat).toContain("3 answers");
  });

  it("can be read by days, weeks and months", async () => {
    await configure(world);
    await give(DAY, { 10: 4 });
    expect(textOf(await show("?step=week"))).toContain("NPS by week");
    expect(textOf(await show("?period=12m"))).toContain("NPS by month");
    expect(textOf(await show("?period=12m&step=day"))).toContain("364 days without answers.");
  });

  it("shows an agent the scores, and no way to the answers", async () => {
    await configure(world);
    await give(DAY, { 10: 6 }, { team: "north" });
    const { text, status } = await (await world.signIn(world.bob)).get(PATH);
    expect(status).toBe(200);
    expect(textOf(text)).toContain("6 promoters");
    expect(text).not.toContain('href="/responses');
  });

  it("helps when nobody answered, and when nothing asks", async () => {
    await configure(world);
    expect(textOf(await show())).toContain("Nobody answered in this period");
    await world.api("put", "/v1/touchpoints/invoice", { name: "Invoice", stage: "use" });
    const { text } = await (await world.signIn(world.alice)).get("/touchpoints/invoice/scores");
    expect(textOf(text)).toContain("Nothing asks here yet");
  });

  it.each([
    ["?from=2037-08-20&to=2037-08-10", "must not lie before the first day"],
    ["?from=2007-08-20&to=2037-08-10", "must lie within five years"],
    ["?from=yesterday", "must be a day"],
    ["?from=2038-01-01", "must not lie in the future"],
    ["?from=2034-08-20&to=2037-08-10&step=day", "step must be week or month"],
    ["?metric=smile", "metric must be one of"],
    ["?metric=ces", "metric must be one that is asked here: NPS"],
    ["?step=hour", "step must be one of"],
    ["?colour=blue", "colour is not a known field"],
  ])("says what is wrong with %s, and shows figures all the same", async (query, sentence) => {
    await configure(world);
    await give(DAY, { 10: 4 });
    const { text, status } = await (await world.signIn(world.alice)).get(`${PATH}${query}`);
    expect(status).toBe(400);
    expect(textOf(text)).toContain(sentence);
    expect(textOf(text)).toContain("4 answers");
    expect(text).not.toMatch(/NaN|undefined|Infinity/);
  });

  it("does not know a touchpoint that there is not", async () => {
    const { status } = await (await world.signIn(world.alice)).get("/touchpoints/nowhere/scores");
    expect(status).toBe(404);
  });

  it("gives each picture as a file, with its figures as CSV that agree with the page", async () => {
    await configure(world);
    await give(DAY, { 10: 32, 8: 13, 3: 6 }, { team: "=cmd" });
    const alice = await world.signIn(world.alice);
    const html = (await alice.get(`${PATH}?period=90d`)).text;
    for (const file of ["trend", "distribution", "breakdown"]) {
      const svg = await alice.get(linkOf(html, `${PATH}/${file}.svg`)).buffer(true);
      expect(svg.headers["content-type"]).toContain("image/svg+xml");
      expect(svg.headers["content-disposition"]).toContain(`support-call-nps-${file}-`);
      expect(String(svg.body)).toContain("Support call, 4 Jun to 1 Sep 2037");
    }
    const trend = await alice.get(linkOf(html, `${PATH}/trend.csv`));
    expect(trend.text).toMatch(/^from,to,score,interval_low,interval_high,answers\n/);
    expect(trend.text).toMatch(/\n2037-08-26,2037-09-01,50.98039215686274,29.\d+,67.\d+,51\n/);
    expect((await alice.get(linkOf(html, `${PATH}/distribution.csv`))).text).toContain("10,promoter,32\n");
    const breakdown = await alice.get(linkOf(html, `${PATH}/breakdown.csv`));
    expect(breakdown.text).toContain("team,'=cmd,'=cmd,50.98039215686274,");
  });

  it("answers a wrong address of a file with an error and no file", async () => {
    await configure(world);
    const alice = await world.signIn(world.alice);
    expect((await alice.get(`${PATH}/trend.svg?from=x`)).status).toBe(400);
    expect((await alice.get(`${PATH}/trend.csv?metric=ces`)).status).toBe(404);
    expect((await alice.get(`${PATH}/breakdown.svg?by=shoe-size`)).status).toBe(404);
  });

  async function show(query = ""): Promise<string> {
    const { text, status } = await (await world.signIn(world.alice)).get(`${PATH}${query}`);
    expect(status).toBe(200);
    expect(text).not.toMatch(/NaN|undefined|Infinity/);
    return text;
  }

  /** Answers of a day, counted at once. */
  async function give(day: string, byScore: Record<number, number>, fields: Partial<SurveyResponse> = {}) {
    const { metric = "nps" } = fields;
    for (const [score, count] of Object.entries(byScore)) {
      for (let index = 0; index < count; index += 1) {
        serial += 1;
        const one = aResponse({ id: `r${serial}`, day, score: Number(score), ...fields });
        await responses.insert(
          metric === "csat" ? { ...one, category: Number(score) > 3 ? "satisfied" : "dissatisfied" } : one,
        );
      }
    }
    world.context.rollups.request({ kind: "answers", touchpoint: "support-call", metric, day });
    await world.settle();
  }
});
