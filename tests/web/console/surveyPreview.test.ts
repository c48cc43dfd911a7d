import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { configure } from "../../build.js";
import { QUESTIONS } from "../../questions.js";
import { createWorld, type Browser, type World } from "../../world.js";
import { formFields } from "./formFields.js";
import { textOf } from "./pages.js";

const ADDRESS = "/surveys/support-nps";

describe("the preview of a survey", () => {
  let world: World;
  let mara: Browser;
  beforeAll(async () => {
    world = await createWorld();
  });
  beforeEach(async () => {
    await world.reset();
    mara = await world.signIn(world.mara);
  });
  afterAll(() => world.close());

  it("shows further questions as customers come to them after the score, published or only typed", async () => {
    const thanks = { detractor: { en: "Sorry and thanks" } };
    await configure(world, { surveyFields: { questions: QUESTIONS.slice(0, 2), thanks } });
    const typed = {
      ...formFields((await mara.get(ADDRESS)).text, ADDRESS),
      questions_1_text_en: "Typed just now?",
    };
    const preview = async (previewStep: string) =>
      (await mara.post("/survey-previews", { ...typed, previewStep }, ADDRESS)).text;
    const live = async (query: string) => (await mara.get(`${ADDRESS}/preview?${query}`)).text;
    for (const text of [await preview("low"), await live("score=6")]) {
      expect(textOf(text)).toContain("1 of 2");
      expect(text).toContain('<button class="send" name="do" value="next" disabled>');
      expect(text).not.toContain("Sorry and thanks");
    }
    expect(await preview("question_1")).toMatch(/<h1[^>]*>Typed just now\?</);
    expect(textOf(await preview("question_1"))).toContain("3 of 3");
    expect(await live("at=wait")).toMatch(/<h1[^>]*>How long was the wait\?</);
    for (const text of [await preview("end_low"), await live("score=6&at=end")]) {
      expect(text).toMatch(/<h1[^>]*>Sorry and thanks</);
      expect(text.match(/<button(?![^>]*disabled)|href="\/[su]\//g)).toBeNull();
    }
    for (const step of ["2. How long was the wait?", "End after 6"])
      expect(textOf(await live("score=6"))).toContain(step);
    expect((await mara.get(ADDRESS)).text).toContain('<option value="question_1">2. How long was the wait?<');
    const unfinished = { ...typed, questions_1_max: "", previewStep: "question_1" };
    const { text } = await mara.post("/survey-previews", unfinished, ADDRESS);
    expect(textOf(text)).toContain("This question is not complete yet");
  });

  it("shows the live version with the brand that asks, as the editor does", async () => {
    await configure(world, { surveyFields: { question: { en: "How was {{brand.name}}?" } } });
    await world.api("put", "/v1/brands/sunny", { name: "Sunny Roofs" });
    await world.api("put", "/v1/touchpoints/support-call", { name: "A call", stage: "use", brand: "sunny" });
    const { text } = await mara.get("/surveys/support-nps/preview");
    expect(text).toContain("How was Sunny Roofs?");
    expect((await mara.get("/surveys/support-nps")).text).toMatch(/srcdoc="[^"]*How was Sunny Roofs\?/);
  });
});
