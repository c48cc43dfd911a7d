import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { ask, configure } from "../../build.js";
import { openLink, QUESTIONS } from "../../questions.js";
import { createWorld, type World } from "../../world.js";

describe("answers to further questions that are none", () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  beforeEach(async () => {
    await world.reset();
    await configure(world, { surveyFields: { questions: QUESTIONS } });
  });
  afterAll(() => world.close());

  const somebody = async () => openLink(world, await ask(world));

  it("store nothing: a GET, or a form submitted without a button", async () => {
    const ana = await somebody();
    await ana.press({ score: "3" });
    expect(await ana.press({ value: "typed by a script" })).toBe(400);
    expect(ana.text()).toContain("Please press a button to send your answer.");
    await ana.press({ do: "skip" });
    expect(await ana.press({})).toBe(400);
    for (const at of ["reason", "wait", "liked", "more", "end", "score", "nowhere", "__proto__"])
      await ana.get(`${ana.address().split("?")[0]}?at=${at}&value=late&do=next`);
    expect(await world.responses()).toMatchObject([{ score: 3, comment: "", answers: {} }]);
  });

  it("ask for another tap when the form was not made by a page of this invitation", async () => {
    const ana = await somebody();
    await ana.press({ score: "3", comment: "" });
    expect(await ana.press({ view: "forged.view", value: "late" })).toBe(200);
    expect(ana.text()).toContain("Please press the button once more");
    expect((await world.responses())[0].answers).toEqual({});
  });

  it("store nothing before there is a score", async () => {
    const ana = await somebody();
    await ana.get(ana.address());
    expect(await ana.press({ at: "reason", value: "late", do: "next" })).toBe(200);
    expect(ana.text()).toContain("Please choose one of the numbers shown.");
    expect(await world.responses()).toEqual([]);
  });

  it.each<[string, string, Record<string, string | string[]>]>([
    ["an unknown option", "reason", { value: "never" }],
    ["a point beyond the scale", "wait", { value: "6" }],
    ["words for a scale", "wait", { value: "four" }],
    ["an option twice", "liked", { value: ["app", "app"], do: "next" }],
    ["too long a text", "more", { value: "x".repeat(2_001), do: "next" }],
  ])("are refused, and nothing of them is stored: %s", async (_, at, fields) => {
    const ana = await somebody();
    await ana.press({ score: "3", comment: "" });
    await ana.press({ value: "late" });
    await ana.get(`${ana.address().split("?")[0]}?at=${at}`);
    expect(await ana.press(fields)).toBe(400);
    expect(ana.text()).toContain('role="alert"');
    expect((await world.responses())[0].answers).toEqual({ reason: "late" });
  });

  it("are given back when a text is too long", async () => {
    const ana = await somebody();
    await ana.press({ score: "10", comment: "" });
    await ana.press({ do: "skip" });
    await ana.press({ value: "x".repeat(2_001), do: "next" });
    expect(ana.text()).toContain("x".repeat(2_001));
    expect(ana.text()).toContain("Please shorten your answer to 2,000 characters.");
  });
});
