import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { ask, configure, hiddenFields } from "../build.js";
import { longQuestions, openLink, QUESTIONS } from "../questions.js";
import { createWorld, type World } from "../world.js";

describe("Mail scanners click links: on a survey with further questions", () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  beforeEach(async () => {
    await world.reset();
    await configure(world, { surveyFields: { questions: QUESTIONS } });
  });
  afterAll(() => world.close());

  const STEPS = ["score", "comment", "reason", "wait", "liked", "more", "end"];

  it("GET and HEAD never write an answer", async () => {
    const link = await ask(world);
    const everything = "score=2&comment=x&value=late&do=next";
    for (const at of STEPS) {
      await world.http.get(`${link}?at=${at}&${everything}`);
      await world.http.head(`${link}?at=${at}&${everything}`);
    }
    expect(await world.responses()).toEqual([]);
    const ana = openLink(world, link);
    await ana.press({ score: "2" });
    for (const at of STEPS) await world.http.get(`${link}?at=${at}&${everything}`);
    expect(await world.responses()).toMatchObject([{ score: 2, comment: "", answers: {} }]);
  });

  it("nothing on a page is prechecked or hidden that carries an answer", async () => {
    const link = await ask(world);
    await openLink(world, link).press({ score: "2" });
    for (const at of STEPS) {
      const { text } = await world.http.get(`${link}?at=${at}`);
      expect(text).not.toContain(" checked");
      expect(Object.keys(hiddenFields(text)).filter((name) => name !== "view" && name !== "at")).toEqual([]);
    }
  });

  it("the form submitted without pressing a button stores nothing, not even over an answer that is there", async () => {
    const link = await ask(world);
    const ana = openLink(world, link);
    await ana.press({ score: "2" });
    for (const at of STEPS) {
      await ana.get(`${link}?at=${at}`);
      await ana.press({ value: "" });
    }
    expect(await world.responses()).toMatchObject([{ score: 2, comment: "", answers: {} }]);
    await ana.get(`${link}?at=liked`);
    await ana.press({ value: ["app"], do: "next" });
    await ana.get(`${link}?at=liked`);
    await ana.press({ value: ["crew"] });
    expect((await world.responses())[0].answers).toEqual({ liked: ["app"] });
  });

  it("an answer needs a view that we made, without JavaScript too", async () => {
    const link = await ask(world);
    const ana = openLink(world, link);
    await ana.press({ score: "2" });
    await ana.get(`${link}?at=reason`);
    await ana.press({ view: "forged", value: "late" });
    expect((await world.responses())[0].answers).toEqual({});
    await ana.press({ value: "late" });
    expect((await world.responses())[0].answers).toEqual({ reason: "late" });
  });

  it("the first view of ten questions fits into one TCP initial window of 14,600 bytes", async () => {
    await configure(world, {
      surveyFields: { question: { en: "Q".repeat(500) }, questions: longQuestions() },
    });
    const { text, headers } = await world.http.get(await ask(world));
    const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    expect(Buffer.byteLength(text) + head.join("").length).toBeLessThanOrEqual(14_600);
  });
});
