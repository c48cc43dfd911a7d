import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { contentHash } from "../../../src/lib/canonicalJson.js";
import * as surveyVersions from "../../../src/store/surveyVersions.js";
import { QUESTIONS } from "../../questions.js";
import { createWorld, type World } from "../../world.js";

describe("questions set by the API", () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  beforeEach(() => world.reset());
  afterAll(() => world.close());

  const survey = { name: "After a call", metric: "nps", question: { en: "How likely?" } };
  const put = (fields: object) => world.api("put", "/v1/surveys/a", { ...survey, ...fields });
  const [reason, wait, liked, more] = QUESTIONS as [object, object, object, object];

  it("come back as they were sent", async () => {
    const { status, body } = await put({ questions: QUESTIONS });
    expect([status, body.questions]).toEqual([201, QUESTIONS]);
    expect((await world.api("get", "/v1/surveys/a")).body.questions).toEqual(QUESTIONS);
  });

  it("leave a survey without questions the fingerprint that it always had", async () => {
    const before = contentHash({ ...survey, followUp: {}, thanks: {} });
    for (const fields of [{}, { questions: [] }]) {
      const { body } = await put(fields);
      expect(body).toMatchObject({ version: 1, questions: [] });
    }
    expect((await surveyVersions.get("a", 1)).contentHash).toBe(before);
  });

  it("make a new version only when they say something else", async () => {
    const condition = (categories: string[], options: string[]) => ({
      questions: [
        reason,
        liked,
        { ...more, isShownIf: { categories, answer: { question: "liked", options } } },
      ],
    });
    await put(condition(["passive", "detractor"], ["app", "crew"]));
    expect((await put(condition(["detractor", "passive"], ["crew", "app"]))).body.version).toBe(1);
    expect((await put(condition(["detractor"], ["crew", "app"]))).body.version).toBe(2);
    expect((await put({})).body).toMatchObject({ version: 3, questions: [] });
  });

  const scale = (fields: object) => [{ ...wait, isShownIf: undefined, ...fields }];
  const after = (answer: object) => [reason, wait, { ...more, isShownIf: { answer } }];

  it.each<[string, string, unknown]>([
    ["something else than a list", "questions", {}],
    ["eleven questions", "questions", Array.from({ length: 11 }, (_, n) => ({ ...more, key: `q${n}` }))],
    ["an unknown kind", "questions.0.kind", [{ ...more, kind: "stars" }]],
    ["no kind", "questions.0.kind", [{ key: "a", text: { en: "?" } }]],
    ["no key", "questions.0.key", [{ ...more, key: undefined }]],
    ["a key with capitals", "questions.0.key", [{ ...more, key: "More" }]],
    ["a key that means something in JavaScript", "questions.0.key", [{ ...more, key: "__proto__" }]],
    ["the key of the comment", "questions.0.key", [{ ...more, key: "comment" }]],
    ["a key used twice", "questions.1.key", [more, { ...liked, key: "more" }]],
    ["no text", "questions.0.text", [{ ...more, text: {} }]],
    ["a text in an unknown language", "questions.0.text.klingon", [{ ...more, text: { klingon: "?" } }]],
    ["a text that is too long", "questions.0.text.en", [{ ...more, text: { en: "x".repeat(301) } }]],
    ["an unknown field", "questions.0.required", [{ ...more, required: true }]],
    ["options of a text", "questions.0.options", [{ ...more, options: [] }]],
    ["one option", "questions.0.options", [{ ...reason, options: [{ key: "a", text: { en: "A" } }] }]],
    [
      "an option twice",
      "questions.0.options.1.key",
      [{ ...reason, options: ["A", "B"].map((en) => ({ key: "a", text: { en } })) }],
    ],
    ["a scale without end", "questions.0.max", scale({ max: undefined })],
    ["a scale backwards", "questions.0.max", scale({ min: 5, max: 5 })],
    ["a scale beyond ten", "questions.0.max", scale({ max: 11 })],
    [
      "a category of another metric",
      "questions.0.isShownIf.categories.0",
      [{ ...more, isShownIf: { categories: ["satisfied"] } }],
    ],
    ["no category at all", "questions.0.isShownIf.categories", [{ ...more, isShownIf: { categories: [] } }]],
    [
      "a condition on a question that does not exist",
      "questions.2.isShownIf.answer.question",
      after({ question: "none", options: ["late"] }),
    ],
    [
      "a condition on itself",
      "questions.2.isShownIf.answer.question",
      after({ question: "more", options: ["late"] }),
    ],
    [
      "a condition on a later question, and so no loop",
      "questions.0.isShownIf.answer.question",
      [{ ...liked, isShownIf: { answer: { question: "reason", options: ["late"] } } }, reason],
    ],
    [
      "a condition on a text",
      "questions.1.isShownIf.answer.question",
      [more, { ...liked, isShownIf: { answer: { question: "more", options: ["a"] } } }],
    ],
    [
      "a condition on an unknown option",
      "questions.2.isShownIf.answer.options.1",
      after({ question: "reason", options: ["late", "never"] }),
    ],
    ["a condition without options", "questions.2.isShownIf.answer.options", after({ question: "reason" })],
    ["a range of a choice", "questions.2.isShownIf.answer.from", after({ question: "reason", from: 1 })],
    [
      "options of a scale",
      "questions.2.isShownIf.answer.options",
      after({ question: "wait", options: ["a"] }),
    ],
    ["a condition without range", "questions.2.isShownIf.answer.from", after({ question: "wait" })],
    ["a range beyond the scale", "questions.2.isShownIf.answer.to", after({ question: "wait", to: 6 })],
    ["a range backwards", "questions.2.isShownIf.answer.to", after({ question: "wait", from: 4, to: 2 })],
  ])("are refused with %s, naming the field, and nothing is stored", async (_, path, questions) => {
    const { status, body } = await put({ questions });
    expect([status, body.error?.fields?.map((field: { path: string }) => field.path)]).toEqual([400, [path]]);
    expect(body.error.fields[0].message).not.toMatch(/invalid|expected/i);
    expect((await world.api("get", "/v1/surveys/a")).status).toBe(404);
  });

  it("are told apart: what is missing, and what is of the wrong kind", async () => {
    const messages = async (questions: unknown) => (await put({ questions })).body.error.fields[0].message;
    expect(await messages("none")).toBe("must be a list of questions");
    expect(await messages(scale({ max: "5" }))).toBe("must be a number");
    expect(await messages(scale({ max: undefined }))).toBe("is required");
    expect(await messages(after({ question: "wait", from: 9 }))).toBe("must be from 1 to 5");
  });
});
