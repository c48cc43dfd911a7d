import { describe, expect, it } from "@jest/globals";
import { listChanges } from "../../../src/domain/surveys/listChanges.js";
import { listMissing } from "../../../src/domain/surveys/listMissing.js";
import type { SurveyContent } from "../../../src/records/survey.js";

const asking = (fields: Partial<SurveyContent>): SurveyContent => ({
  name: "After a call",
  metric: "nps",
  question: { en: "Well?", es: "¿Qué tal?" },
  followUp: {},
  thanks: {},
  ...fields,
});

describe("missing translations", () => {
  it("are none while the ready texts are used everywhere", () => {
    expect(listMissing(asking({}))).toEqual([]);
  });

  it("are the texts that are written in another language of the survey", () => {
    expect(listMissing(asking({ followUp: { detractor: { en: "Why?" } } }))).toEqual([
      { language: "es", path: ["followUp", "detractor"] },
    ]);
    expect(
      listMissing(asking({ thanks: { promoter: { en: "Ta", es: "Gracias" }, passive: { es: "Vale" } } })),
    ).toEqual([{ language: "en", path: ["thanks", "passive"] }]);
  });

  it("are all that a language without ready texts does not have", () => {
    const missing = listMissing(
      asking({ question: { en: "Well?", sv: "Nå?" }, thanks: { promoter: { sv: "Tack" } } }),
    );
    expect(missing.filter(({ language }) => language === "sv")).toHaveLength(5);
    expect(missing.filter(({ language }) => language === "en")).toEqual([
      { language: "en", path: ["thanks", "promoter"] },
    ]);
  });

  it("are served by a region's parent", () => {
    const question = { es: "¿Qué tal?", "es-MX": "¿Cómo?" };
    expect(listMissing(asking({ question, followUp: { detractor: { es: "¿Por qué?" } } }))).toEqual([]);
  });

  it("are the question of a language that has only other texts", () => {
    expect(listMissing(asking({ thanks: { promoter: { en: "Ta", es: "Gracias", fr: "Merci" } } }))).toEqual([
      { language: "fr", path: ["question"] },
    ]);
  });
});

describe("changes of a survey", () => {
  it("name each text that was added, changed or removed", () => {
    const live = asking({ followUp: { detractor: { en: "Why?" } } });
    const next = asking({
      name: "After calls",
      question: { en: "And now?", es: "¿Qué tal?", fr: "Alors ?" },
    });
    expect(listChanges(live, next)).toEqual([
      { path: ["name"], was: "After a call", is: "After calls" },
      { path: ["question", "en"], was: "Well?", is: "And now?" },
      { path: ["question", "fr"], was: null, is: "Alors ?" },
      { path: ["followUp", "detractor", "en"], was: "Why?", is: null },
    ]);
  });

  it("are none between a frozen version and its content", () => {
    const frozen = { ...asking({}), survey: "x", version: 3, contentHash: "y", publishedAt: new Date(0) };
    expect(listChanges(frozen, asking({}))).toEqual([]);
  });

  it("follow a part of a list by its key, and name a new order", () => {
    const list = (...keys: string[]) =>
      ({
        ...asking({}),
        questions: keys.map((key) => ({ key, kind: "text", text: { en: key } })),
      }) as SurveyContent;
    expect(listChanges(list("a", "b"), list("b", "a"))).toEqual([
      { path: ["questions"], was: "a, b", is: "b, a" },
    ]);
  });
});
