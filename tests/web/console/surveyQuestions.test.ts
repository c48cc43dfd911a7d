import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { ask, configure } from "../../build.js";
import { openLink, QUESTIONS } from "../../questions.js";
import { createWorld, type Browser, type World } from "../../world.js";
import { errorBeside, formFields } from "./formFields.js";
import { linkOf, textOf } from "./pages.js";

const ADDRESS = "/surveys/support-nps";

describe("the questions in a survey's form", () => {
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

  const stored = async () => (await world.api("get", `/v1${ADDRESS}`)).body;
  const withQuestions = (questions: object[] = QUESTIONS) =>
    configure(world, { surveyFields: { questions } });
  const open = async () => formFields((await mara.get(ADDRESS)).text, ADDRESS);
  /** Presses a button; the fields of the page that follows. */
  const press = async (fields: Record<string, string>, button: string) => {
    const { text } = await mara.post(ADDRESS, { ...fields, do: button });
    return formFields(text, ADDRESS);
  };
  const publish = (fields: Record<string, string>) => mara.post(ADDRESS, { ...fields, do: "publish" });

  it("change nothing when the page is published as it is", async () => {
    await withQuestions([
      ...QUESTIONS,
      {
        key: "why",
        kind: "text",
        text: { en: "Why?", fr: "Pourquoi ?" },
        isShownIf: { categories: ["detractor"], answer: { question: "wait", from: 4 } },
      },
    ]);
    const before = await stored();
    await publish(await open());
    expect(await stored()).toEqual(before);
  });

  it("are added, filled in and published without JavaScript", async () => {
    await configure(world);
    let fields = await press({ ...(await open()), newKind: "choice" }, "addQuestion");
    fields = {
      ...fields,
      questions_0_text_en: "What was the trouble?",
      questions_0_options_0_text_en: "They came late",
      questions_0_options_1_text_en: "The price",
      questions_0_level_0: "on",
    };
    fields = await press({ ...fields, newKind: "scale" }, "addQuestion");
    expect(fields).toMatchObject({ questions_0_options_0_key: "they-came-late", questions_1_min: "1" });
    fields = {
      ...fields,
      questions_1_text_en: "How long did you wait?",
      questions_1_isShownIf_answer_question: "what-was-the-trouble",
    };
    fields = await press(fields, "openQuestion_1");
    await publish({ ...fields, "questions_1_isShownIf_answer_options_they-came-late": "on" });
    expect((await stored()).questions).toEqual([
      {
        key: "what-was-the-trouble",
        kind: "choice",
        text: { en: "What was the trouble?" },
        options: [
          { key: "they-came-late", text: { en: "They came late" } },
          { key: "the-price", text: { en: "The price" } },
        ],
        isShownIf: { categories: ["detractor"] },
      },
      {
        key: "how-long-did-you-wait",
        kind: "scale",
        text: { en: "How long did you wait?" },
        min: 1,
        max: 5,
        isShownIf: { answer: { question: "what-was-the-trouble", options: ["they-came-late"] } },
      },
    ]);
  });

  it("are moved and removed, and store nothing before they are published", async () => {
    await withQuestions();
    const keys = (fields: Record<string, string>) =>
      [0, 1, 2, 3, 4].map((index) => fields[`questions_${index}_key`]).filter(Boolean);
    let fields = await press(await open(), "lower_2");
    expect(keys(fields)).toEqual(["reason", "wait", "more", "liked"]);
    fields = await press(fields, "raise_3");
    fields = await press(fields, "remove_0");
    expect(keys(fields)).toEqual(["wait", "liked", "more"]);
    expect((await stored()).version).toBe(1);
    const { status, text } = await publish(fields);
    expect(status).toBe(400);
    expect(errorBeside(text, "questions_0_isShownIf")).toBe(
      'must be the key of an earlier question; there is no "reason"',
    );
    await publish({ ...formFields(text, ADDRESS), questions_0_isShownIf_answer_question: "" });
    expect((await stored()).questions.map(({ key }: { key: string }) => key)).toEqual([
      "wait",
      "liked",
      "more",
    ]);
  });

  it("lose an option whose text is cleared, and get lines for more", async () => {
    await withQuestions([QUESTIONS[2]!]);
    const fields = await press(await open(), "moreOptions_0");
    expect(fields).toHaveProperty("questions_0_options_6_key");
    await publish({
      ...fields,
      questions_0_options_1_text_en: "",
      questions_0_options_5_text_en: "The price",
    });
    expect((await stored()).questions[0].options.map(({ key }: { key: string }) => key)).toEqual([
      "crew",
      "app",
      "the-price",
    ]);
  });

  it("keep what was typed and put each message beside its field", async () => {
    await withQuestions();
    const { status, text } = await publish({
      ...(await open()),
      questions_0_key: "The Reason",
      questions_0_options_1_text_en: "y".repeat(101),
      questions_1_max: "many",
      questions_3_text_en: "",
    });
    expect(status).toBe(400);
    const beside = (name: string) => errorBeside(text, name);
    expect(beside("questions_0_key")).toMatch(/must have 1 to 64 characters/);
    expect(beside("questions_0_options_1_text_en")).toBe("must have 100 characters at most");
    expect(beside("questions_1_max")).toBe("must be a number");
    expect(beside("questions_3_text_en")).toBe("needs a text in at least one language");
    expect(formFields(text, ADDRESS)).toMatchObject({
      questions_0_key: "The Reason",
      questions_0_options_1_text_en: "y".repeat(101),
      questions_1_max: "many",
    });
  });

  it("say that an answer has to be chosen when only its question is", async () => {
    await withQuestions();
    const { text } = await publish({ ...(await open()), questions_3_isShownIf_answer_question: "liked" });
    expect(errorBeside(text, "questions_3_isShownIf")).toBe("needs one answer at least");
    expect(text).toContain('name="questions_3_isShownIf_answer_options_crew"');
  });

  it("keep texts in languages that the form does not show, and ask in those it does", async () => {
    await configure(world, {
      surveyFields: { question: { en: "Well?", es: "¿Qué tal?" }, questions: QUESTIONS },
    });
    const fields = await open();
    expect(fields).toMatchObject({ questions_0_text_es: "¿Qué pasó?", questions_0_options_1_text_es: "" });
    await publish({ ...fields, questions_0_options_1_text_es: "El precio" });
    const [reason] = (await stored()).questions;
    expect(reason.options[1].text).toEqual({ en: "The price", es: "El precio" });
  });

  it("are listed where they are not translated, with what customers read instead", async () => {
    await configure(world, {
      surveyFields: { question: { en: "Well?", es: "¿Qué tal?" }, questions: QUESTIONS.slice(0, 2) },
    });
    const { text } = await mara.get(ADDRESS);
    const said = textOf(text);
    expect(said).toContain("4 texts not translated");
    for (const part of [
      'Question "reason", answer "price": The price',
      'Question "wait": How long was the wait?',
      'Question "wait", lowest end: Short',
      'Question "wait", highest end: Long',
    ])
      expect(said).toContain(part);
    expect(text).toContain('<a href="#questions">Question');
  });

  it("do not drop the texts of an added language that has no question of its own yet", async () => {
    await withQuestions();
    const fields = await press({ ...(await open()), language: "fr" }, "addLanguage");
    const { status, text } = await publish({ ...fields, questions_3_text_fr: "Autre chose ?" });
    expect([status, errorBeside(text, "question_fr")]).toEqual([
      400,
      "is required, or clear the texts below it",
    ]);
  });

  it("take a survey of ten questions in thirteen languages", async () => {
    const tags = "en es fr de pt it nl pl tr ar hi ja zh-Hans".split(" ");
    const texts = (name: string) => Object.fromEntries(tags.map((tag) => [tag, `${name} ${tag}`]));
    const questions = Array.from({ length: 10 }, (_, number) => ({
      key: `q${number}`,
      kind: "choices",
      text: texts("Question"),
      options: Array.from({ length: 12 }, (_unused, option) => ({
        key: `o${option}`,
        text: texts("Option"),
      })),
    }));
    await configure(world, { surveyFields: { question: texts("How likely?"), questions } });
    const { status } = await publish({ ...(await open()), name: "In all languages" });
    expect(status).toBe(303);
    expect(await stored()).toMatchObject({ version: 2, name: "In all languages", questions });
  });

  it("are answered, and the answers are read where the company's people look", async () => {
    await withQuestions();
    const ana = openLink(
      world,
      await ask(world, { customer: { id: "ana", email: "ana@example.com", locale: "en" } }),
    );
    await ana.press({ score: "2", comment: "Nobody came" });
    await ana.press({ value: "late" });
    await ana.press({ value: "5" });
    await ana.press({ do: "skip" });
    await ana.press({ value: "<b>Call me</b>", do: "next" });
    await world.settle();
    const theCase = linkOf((await mara.get("/cases?queue=unassigned")).text, "/cases/0");
    for (const path of ["/responses", theCase, "/customers/ana"]) {
      const { text } = await mara.get(path);
      const read = textOf(text);
      for (const part of ["What was the trouble? They came late", "How long was the wait? 5 of 5"])
        expect(read).toContain(part);
      expect(text).toContain("&lt;b&gt;Call me&lt;/b&gt;");
      expect(read).not.toContain("What did you like?");
    }
  });
});
