import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { answer, ask, configure } from "../../build.js";
import { createWorld, type Browser, type World } from "../../world.js";
import { errorBeside, formFields } from "./formFields.js";
import { textOf } from "./pages.js";

const EVERYTHING = {
  name: "Threatens to leave",
  order: 7,
  when: {
    metrics: ["nps"],
    categories: ["passive", "detractor"],
    scores: { from: 0, to: 7 },
    touchpoints: ["support-call"],
    words: ["cancel*", "my lawyer"],
    answer: { question: "call_back", options: ["yes"] },
    where: [
      { field: "segment.plan", op: "in", value: ["gold", "12", 12] },
      { field: "team", op: "exists" },
    ],
  },
  priority: "urgent",
  team: "north",
  contactMinutes: 50,
  resolveMinutes: 960,
  assignment: "agent",
  active: false,
};

const QUESTION = {
  key: "call_back",
  kind: "choice",
  text: { en: "May we call you back?" },
  options: [
    { key: "yes", text: { en: "Yes, please" } },
    { key: "no", text: { en: "No" } },
  ],
};

describe("the rules for cases", () => {
  let world: World;
  let mara: Browser;
  beforeAll(async () => {
    world = await createWorld();
  });
  beforeEach(async () => {
    await world.reset();
    await configure(world, {
      surveyFields: { questions: [QUESTION] },
      triggerFields: { quietPeriod: "P0D" },
    });
    await world.api("put", "/v1/teams/north", { name: "North", calendar: { zone: "UTC" } });
    mara = await world.signIn(world.mara);
  });
  afterAll(() => world.close());

  const put = (key: string, body: object) => world.api("put", `/v1/case-rules/${key}`, body);
  const stored = async (key: string) => (await world.api("get", `/v1/case-rules/${key}`)).body;
  const keys = async () => {
    const { body } = await world.api("get", "/v1/case-rules");
    return body.items.map(({ key }: { key: string }) => key);
  };
  const fieldsOf = async (path: string, action: string) => formFields((await mara.get(path)).text, action);

  it("begin with the one of the house, as page and API say", async () => {
    const text = textOf((await mara.get("/case-rules")).text);
    expect(text).toContain(
      "When somebody gives a detractor, dissatisfied or hard score, open a case for the team of the event, " +
        "first contact within 1 business day and resolved within 5 business days, for whoever takes it.",
    );
    expect(text).toContain("This one came with Afterword");
    expect(await keys()).toEqual(["detractors"]);
  });

  it("keep the one of the house beside the first own one, which comes first", async () => {
    const form = await fieldsOf("/case-rules/new", "/case-rules");
    const typed = { ...form, name: "Wants to be called", "answer:call_back:yes": "on" };
    const saved = await mara.post("/case-rules", typed, "/case-rules/new");
    expect(saved.headers["location"]).toBe("/case-rules");
    expect(await keys()).toEqual(["wants-to-be-called", "detractors"]);
    expect(await stored("wants-to-be-called")).toMatchObject({
      when: { categories: ["detractor"], answer: { question: "call_back", options: ["yes"] }, where: [] },
      contactMinutes: 480,
      resolveMinutes: 2400,
      active: true,
    });
    expect(await stored("detractors")).toMatchObject({ active: true });
  });

  it("let the one of the house be replaced, and be switched off", async () => {
    await put("detractors", { name: "Ours", when: { scores: { from: 0, to: 2 } } });
    expect(await keys()).toEqual(["detractors"]);
    expect(await stored("detractors")).toMatchObject({ name: "Ours" });
    await world.reset();
    mara = await world.signIn(world.mara);
    await mara.post("/case-rules/detractors/state", { state: "off" }, "/case-rules");
    const { text } = await mara.get("/case-rules");
    expect(text).toContain("no answer opens a case");
    await configure(world);
    await answer(world, await ask(world), { score: "1" });
    expect((await world.api("get", "/v1/responses")).body.items[0].score).toBe(1);
    expect(textOf((await mara.get("/cases?queue=team")).text)).not.toContain("Ana Lopez");
  });

  it("are told apart in a sentence", async () => {
    await put("leaving", EVERYTHING);
    expect(textOf((await mara.get("/case-rules")).text)).toContain(
      "When somebody gives a passive or detractor NPS score of 0 to 7 for Support call and writes “cancel*” or “my lawyer” " +
        'and says “Yes, please” to “May we call you back?” and segment.plan is one of gold, "12", 12 and team is present, ' +
        "open an urgent case for team North, first contact within 50 business minutes and resolved within 2 business days, " +
        "given to the agent of the event.",
    );
  });

  it("change nothing when a page is saved as it is, and show the request that sets the same", async () => {
    expect((await put("leaving", EVERYTHING)).status).toBe(201);
    const before = await stored("leaving");
    const { text } = await mara.get("/case-rules/leaving");
    const code = text.match(/<pre[^>]*><code>PUT \/v1\/case-rules\/leaving\s+(.*?)<\/code>/s)![1]!;
    expect(JSON.parse(code.replaceAll("&quot;", '"'))).toEqual(EVERYTHING);
    world.clock.advance(1000);
    const form = formFields(text, "/case-rules/leaving");
    expect((await mara.post("/case-rules/leaving", form)).status).toBe(303);
    const after = await stored("leaving");
    after.when.categories.sort();
    before.when.categories.sort();
    expect(after).toEqual({ ...before, updatedAt: "2037-09-01T10:00:01.000Z" });
  });

  it("keep what was typed and say beside each field what is wrong", async () => {
    const typed = {
      ...(await fieldsOf("/case-rules/new", "/case-rules")),
      name: "Broken",
      scores_from: "7",
      scores_to: "3",
      when_words: "one\n<b>two</b>\n!!",
      when_where_0_field: "customer.name",
      when_where_0_op: "eq",
      when_where_0_value: "x",
      contactMinutes_amount: "soon",
      team: "south",
      "metric:csat": "on",
    };
    const answered = await mara.post("/case-rules", typed, "/case-rules/new");
    expect(answered.status).toBe(400);
    const { text } = answered;
    expect(errorBeside(text, "scores")).toContain("must not be below the first");
    expect(errorBeside(text, "when_words")).toContain("a letter or a digit");
    expect(errorBeside(text, "when_where_0_field")).toContain(
      "must begin with properties, segment, agent, team",
    );
    expect(errorBeside(text, "contactMinutes")).toContain("must be a number");
    expect(errorBeside(text, "categories")).toContain("no answer of CSAT is detractor");
    expect(formFields(text, "/case-rules")).toMatchObject({
      when_words: expect.stringContaining("one"),
      scores_from: "7",
      contactMinutes_amount: "soon",
    });
    expect(text).not.toContain("<b>two</b>");
    expect(await keys()).toEqual(["detractors"]);
  });

  it("may ask for the options of one question only", async () => {
    const typed = { name: "Two", "answer:call_back:yes": "on", "answer:other:yes": "on" };
    const form = { ...(await fieldsOf("/case-rules/new", "/case-rules")), ...typed };
    const { text, status } = await mara.post("/case-rules", form, "/case-rules/new");
    expect([status, errorBeside(text, "answer")]).toEqual([
      400,
      "can be of one question only; make a second rule for the other",
    ]);
  });

  it("are put in another order with two buttons, and the ends stay where they are", async () => {
    for (const key of ["one", "two"]) await put(key, { name: key, when: {} });
    expect(await keys()).toEqual(["two", "one", "detractors"]);
    await mara.post("/case-rules/detractors/order", { to: "up" }, "/case-rules");
    expect(await keys()).toEqual(["two", "detractors", "one"]);
    await mara.post("/case-rules/two/order", { to: "up" }, "/case-rules");
    await mara.post("/case-rules/one/order", { to: "down" }, "/case-rules");
    expect(await keys()).toEqual(["two", "detractors", "one"]);
  });

  it("are tried on what was said in the last 30 days before they are saved", async () => {
    for (const [score, comment] of [
      ["2", "my lawyer"],
      ["3", "slow"],
      ["9", "my lawyer is happy"],
    ])
      await answer(world, await ask(world), { score: score!, comment: comment! });
    const form = await fieldsOf("/case-rules/new", "/case-rules");
    const typed = { ...form, name: "Lawyers", when_words: "lawyer", try: "yes" };
    const tried = await mara.post("/case-rules", typed, "/case-rules/new");
    expect(textOf(tried.text)).toContain("1 of 3 answers would have matched this rule as it stands here");
    expect(tried.text).toContain("my lawyer</blockquote>");
    expect(await keys()).toEqual(["detractors"]);
    const house = textOf((await mara.get("/case-rules/detractors")).text);
    expect(house).toContain("2 of 3 answers would have matched.");
    await put("first", { name: "first", when: { words: ["lawyer"] } });
    expect(textOf((await mara.get("/case-rules/detractors")).text)).toContain(
      "An earlier rule takes 1 of them",
    );
  });

  it("say plainly when their cases are never due, or wait for what nobody asks", async () => {
    const week = [null, null, null, null, null, null, null];
    await world.api("put", "/v1/teams/never", { name: "Never", calendar: { zone: "UTC", week } });
    await put("lost", {
      name: "Lost",
      when: { answer: { question: "gone", options: ["yes"] } },
      team: "never",
    });
    const list = textOf((await mara.get("/case-rules")).text);
    expect(list).toContain("Its team has no opening hours, so its cases have no due time.");
    expect(list).toContain("No live survey offers the answer it waits for.");
    expect((await mara.get("/case-rules/lost")).text).toContain("Team Never has no opening hours");
  });

  it("are shown to nobody who only works cases", async () => {
    const bob = await world.signIn(world.bob);
    expect((await bob.get("/case-rules")).status).toBe(403);
    expect((await bob.post("/case-rules", { name: "x" }, "/account")).status).toBe(403);
  });

  it("are refused by the API with every field at fault", async () => {
    const paths = async (body: object) =>
      (await put("bad", body)).body.error.fields.map(({ path }: { path: string }) => path);
    expect(await paths({ name: "x" })).toEqual(["when"]);
    expect(await paths({ name: "x", when: { words: [], mood: 1 } })).toEqual(["when.words", "when.mood"]);
    expect(await paths({ name: "x", when: {}, contactMinutes: 600, resolveMinutes: 500 })).toEqual([
      "resolveMinutes",
    ]);
    expect(await paths({ name: "x", when: { touchpoints: ["nowhere"] }, team: "south" })).toEqual([
      "team",
      "when.touchpoints.0",
    ]);
    expect((await world.api("get", "/v1/case-rules/bad")).status).toBe(404);
  });
});
