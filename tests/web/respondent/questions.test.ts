import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { ask, configure, hiddenFields } from "../../build.js";
import { longQuestions, openLink, QUESTIONS } from "../../questions.js";
import { DAY } from "../../testClock.js";
import { createWorld, type World } from "../../world.js";

describe("a survey with more than one question", () => {
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

  it("is walked through one question a page, to the end", async () => {
    const ana = await somebody();
    await ana.press({ score: "3" });
    expect([ana.heading(), ana.progress()]).toEqual([
      "We are sorry to hear that. What should have gone differently?",
      "1 of 4",
    ]);
    expect(ana.text()).toContain("Your answer: 3 of 10");
    await ana.press({ value: "Nobody called", do: "next" });
    expect([ana.heading(), ana.progress()]).toEqual(["What was the trouble?", "2 of 4"]);
    await ana.press({ value: "late" });
    expect([ana.heading(), ana.progress()]).toEqual(["How long was the wait?", "3 of 5"]);
    await ana.press({ value: "4" });
    expect([ana.heading(), ana.progress()]).toEqual(["What did you like?", "4 of 5"]);
    await ana.press({ value: ["crew", "app"], do: "next" });
    await ana.press({ value: "  That is all\r\nfor now ", do: "next" });
    expect(ana.text()).toContain("Thank you for telling us.");
    for (const said of ["Nobody called", "They came late", "4 of 5", "The crew and The app", "That is all"])
      expect(ana.text()).toContain(said);
    expect(await world.responses()).toMatchObject([
      {
        score: 3,
        comment: "Nobody called",
        answers: { reason: "late", wait: 4, liked: ["crew", "app"], more: "That is all\nfor now" },
      },
    ]);
  });

  it("says the answers at its end with the digits of the reader's region", async () => {
    const question = { en: "How likely?", ar: "ما مدى الاحتمال؟" };
    await configure(world, { surveyFields: { question, questions: QUESTIONS } });
    const link = await ask(world, { customer: { id: "ana", email: "ana@example.com", locale: "ar-EG" } });
    const ana = openLink(world, link);
    await ana.press({ score: "3" });
    await ana.press({ do: "skip" });
    await ana.press({ value: "late" });
    await ana.press({ value: "4" });
    await ana.press({ do: "skip" });
    await ana.press({ do: "skip" });
    expect(ana.text()).toContain("They came late");
    expect(ana.text()).toMatch(/٤ من ٥/);
  });

  it("has the score safe the moment it is given, before anything else", async () => {
    const ana = await somebody();
    await ana.press({ score: "9" });
    expect(await world.responses()).toMatchObject([{ score: 9, comment: "", answers: {} }]);
    const { body } = await world.api("get", "/v1/touchpoints/scores?from=2037-09-01&to=2037-09-01");
    expect(body.touchpoints[0]).toMatchObject({ responses: 1, promoters: 1 });
  });

  it("stores each answer as it is given, and goes on there when the link is opened again", async () => {
    const ana = await somebody();
    await ana.press({ score: "3" });
    await ana.press({ do: "skip" });
    await ana.press({ value: "price" });
    expect((await world.responses())[0].answers).toEqual({ reason: "price" });
    await ana.get(ana.address().split("?")[0]!);
    expect(ana.heading()).toBe("What did you like?");
  });

  it("lets every question be skipped, which is no answer", async () => {
    const ana = await somebody();
    await ana.press({ score: "10" });
    for (let page = 0; page < 3; page += 1) await ana.press({ do: "skip" });
    expect(ana.text()).toContain("Thank you, that makes our day!");
    expect((await world.responses())[0].answers).toEqual({ liked: null, more: null });
    expect(
      (await world.api("get", "/v1/touchpoints/scores?from=2037-09-01&to=2037-09-01")).body,
    ).toMatchObject({ touchpoints: [{ responses: 1 }] });
  });

  it("takes Next without a choice or a text as a skip", async () => {
    const ana = await somebody();
    await ana.press({ score: "10" });
    await ana.press({ do: "next", value: "" });
    await ana.press({ do: "next" });
    await ana.press({ do: "next", value: "   " });
    expect((await world.responses())[0]).toMatchObject({ comment: "", answers: { liked: null, more: null } });
  });

  it("goes back to what was answered, and lets it be changed or removed", async () => {
    const ana = await somebody();
    await ana.press({ score: "3" });
    await ana.press({ do: "next", value: "" });
    await ana.press({ value: "price" });
    await ana.follow("Back");
    expect(ana.text()).toMatch(/value="price" class="on" aria-pressed="true"/);
    await ana.follow("Next");
    expect(ana.heading()).toBe("What did you like?");
    await ana.follow("Back");
    await ana.press({ do: "skip" });
    expect((await world.responses())[0].answers).toEqual({ reason: null });
    await ana.follow("Back");
    await ana.follow("Back");
    await ana.follow("Back");
    expect(ana.heading()).toBe("How likely are you to recommend us?");
    expect(ana.text()).not.toContain(">Back<");
    await ana.press({ score: "9" });
    expect(await world.responses()).toMatchObject([{ score: 9 }]);
  });

  it("keeps an answer that a change hid, counts it for nothing, and has it again when it is changed back", async () => {
    const ana = await somebody();
    await ana.press({ score: "3", comment: "" });
    await ana.press({ value: "late" });
    await ana.press({ value: "5" });
    await ana.get(`${ana.address().split("?")[0]}?at=score`);
    await ana.press({ score: "10" });
    expect((await world.responses())[0].answers).toEqual({});
    await ana.get(`${ana.address().split("?")[0]}?at=score`);
    await ana.press({ score: "4" });
    expect((await world.responses())[0].answers).toEqual({ reason: "late", wait: 5 });
  });

  it("does not ask for the comment again when its field stood beside the score", async () => {
    const link = await ask(world);
    const ana = openLink(world, link);
    await ana.get(`${link}?score=3`);
    await ana.press({ score: "3", comment: "" });
    expect(ana.heading()).toBe("What was the trouble?");
  });

  it("stores the same however often a button is pressed, and loses nothing when two are pressed at once", async () => {
    const link = await ask(world);
    const ana = openLink(world, link);
    await ana.press({ score: "3", comment: "" });
    const { view } = hiddenFields(ana.text());
    const post = (fields: Record<string, string | string[]>) =>
      world.http
        .post(link)
        .type("form")
        .send({ view, ...fields });
    await Promise.all([
      ...Array.from({ length: 5 }, () => post({ at: "reason", value: "late" })),
      ...Array.from({ length: 5 }, () => post({ at: "liked", value: ["app"], do: "next" })),
      post({ at: "more", value: "All at once", do: "next" }),
    ]);
    expect(await world.responses()).toMatchObject([
      { score: 3, answers: { reason: "late", liked: ["app"], more: "All at once" } },
    ]);
  });

  it("is closed with the invitation: later answers are not taken, earlier ones stay", async () => {
    const ana = await somebody();
    await ana.press({ score: "3", comment: "" });
    world.clock.advance(14 * DAY);
    expect(await ana.press({ value: "late" })).toBe(410);
    expect(await world.responses()).toMatchObject([{ score: 3, answers: {} }]);
  });

  it("speaks the customer's language, and shows a text without translation in English", async () => {
    await configure(world, {
      surveyFields: { question: { en: "How likely?", es: "¿Nos recomendaría?" }, questions: QUESTIONS },
    });
    const link = await ask(world, { customer: { id: "ana", email: "ana@example.com", locale: "es" } });
    const ana = openLink(world, link);
    await ana.press({ score: "3", comment: "" });
    expect([ana.heading(), ana.progress()]).toEqual(["¿Qué pasó?", "2 de 4"]);
    for (const text of ["Llegaron tarde", "The price", ">Atrás<", ">Omitir<"])
      expect(ana.text()).toContain(text);
  });

  it("keeps the questions of the version that somebody was invited with", async () => {
    const link = await ask(world);
    await configure(world);
    const ana = openLink(world, link);
    await ana.press({ score: "10", comment: "" });
    expect(ana.heading()).toBe("What did you like?");
  });

  it("fits every page into 14,600 bytes with ten questions of the longest texts, without script or cookie", async () => {
    await configure(world, {
      surveyFields: { question: { en: "Q".repeat(500) }, questions: longQuestions() },
    });
    const link = await ask(world);
    const size = ({ text, headers }: { text: string; headers: Record<string, string> }) =>
      Buffer.byteLength(text) +
      Object.entries(headers).reduce((sum, [name, value]) => sum + `${name}: ${value}\r\n`.length, 0);
    const first = await world.http.get(link);
    expect(size(first)).toBeLessThan(14_600);
    await openLink(world, link).press({ score: "3" });
    for (const at of ["comment", "question-0", "question-9"]) {
      const page = await world.http.get(`${link}?at=${at}`);
      expect(size(page)).toBeLessThan(14_600);
      expect(page.text).not.toMatch(/<script|<link rel="stylesheet"|<img/);
      expect(page.headers["set-cookie"]).toBeUndefined();
    }
  });

  it("escapes what people wrote", async () => {
    const ana = await somebody();
    await ana.press({ score: "10", comment: "<b>bold</b>" });
    await ana.press({ do: "skip" });
    await ana.press({ value: "<i>it</i>", do: "next" });
    expect(ana.text()).toContain("&lt;b&gt;bold&lt;/b&gt;");
    expect(ana.text()).toContain("&lt;i&gt;it&lt;/i&gt;");
    expect(ana.text()).not.toMatch(/<b>bold|<i>it/);
  });
});
