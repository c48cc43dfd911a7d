import { describe, expect, it } from "@jest/globals";
import { interfaceLanguage, LANGUAGES, languageOf } from "../../../src/domain/surveys/rules.js";
import { en } from "../../../src/domain/surveys/texts/en.js";
import { TEXTS_BY_LANGUAGE } from "../../../src/domain/surveys/texts/textsByLanguage.js";
import { countSegments } from "../../../src/lib/smsSegments.js";
import type { SurveyContent } from "../../../src/records/survey.js";

/** Every text by its path, each function called with a mark for each of its placeholders. */
function flatten(texts: object, path = ""): Record<string, string> {
  const all: Record<string, string> = {};
  for (const [key, value] of Object.entries(texts)) {
    const here = path ? `${path}.${key}` : key;
    if (typeof value === "string") all[here] = value;
    else if (typeof value === "function") all[here] = call(value as (...marks: never[]) => string);
    else Object.assign(all, flatten(value as object, here));
  }
  return all;
}

const MARKS = [4321, 4322, 4323];

function call(text: (...marks: never[]) => string): string {
  return text(...(MARKS.slice(0, text.length) as never[]));
}

/** Digits and groups of any language as plain digits, so that a number can be found again. */
function plainDigits(text: string): string {
  const arabic = text.replace(/[٠-٩]/g, (digit) => String("٠١٢٣٤٥٦٧٨٩".indexOf(digit)));
  return arabic.replace(/(?<=\d)[.,٬\s](?=\d{3})/g, "");
}

const ENGLISH = flatten(en);

/** Written as companies write texts in these languages: without what is not in GSM-7. */
const GSM_LANGUAGES = ["en", "es", "fr", "de", "pt", "it", "nl", "pl", "tr"];

/** Languages whose standard question fits GSM-7 although they have accents. */
const GSM_QUESTIONS = ["en", "de", "it", "nl"];

describe("the texts around a survey", () => {
  it("speak thirteen languages", () => {
    expect([...LANGUAGES].sort()).toEqual(
      ["ar", "de", "en", "es", "fr", "hi", "it", "ja", "nl", "pl", "pt", "tr", "zh-Hans"].sort(),
    );
  });

  describe.each(LANGUAGES)("in %s", (language) => {
    const texts = TEXTS_BY_LANGUAGE[language]!;
    const flat = flatten(texts);

    it("are complete", () => {
      expect(Object.keys(flat).sort()).toEqual(Object.keys(ENGLISH).sort());
      expect(Object.entries(flat).filter(([, text]) => text.trim() === "")).toEqual([]);
    });

    it("are not English by mistake", () => {
      const same = Object.keys(flat).filter((path) => flat[path] === ENGLISH[path]);
      expect(language === "en" ? [] : same).toEqual([]);
    });

    it("keep every placeholder once", () => {
      for (const [path, english] of Object.entries(ENGLISH)) {
        const marks = MARKS.filter((mark) => plainDigits(english).includes(String(mark)));
        const count = (mark: number) => plainDigits(flat[path]!).split(String(mark)).length - 1;
        expect([path, ...marks.map(count)]).toEqual([path, ...marks.map(() => 1)]);
      }
    });

    it("say in an SMS who asks, what, where, and how to stop with the word STOP", () => {
      const sms = texts.sms("Northwind", "Q?", "https://example.com/s/x");
      expect(sms).toMatch(/^\u200f?Northwind: Q\? https:\/\/example\.com\/s\/x .*\bSTOP\b/);
      expect(sms).not.toMatch(/[‘’“”]/);
      expect(countSegments(sms).segments).toBe(1);
    });

    it("have a standard question for each metric that names the brand and has no curly quotes", () => {
      for (const question of Object.values(texts.standard)) {
        expect(question("Northwind")).toContain("Northwind");
        expect(question("Northwind")).not.toMatch(/[‘’“”]/);
      }
    });
  });

  it.each(GSM_LANGUAGES)("need no second alphabet in an SMS in %s", (language) => {
    const sms = TEXTS_BY_LANGUAGE[language]!.sms("Northwind", "Q?", "https://example.com/s/x");
    expect(countSegments(sms).encoding).toBe("GSM-7");
  });

  it.each(GSM_QUESTIONS)("have standard questions in %s that stay in GSM-7", (language) => {
    for (const question of Object.values(TEXTS_BY_LANGUAGE[language]!.standard))
      expect(countSegments(question("Northwind")).encoding).toBe("GSM-7");
  });

  it("count in the forms and digits of the language", () => {
    const shorten = (language: string, max: number) => TEXTS_BY_LANGUAGE[language]!.page.commentTooLong(max);
    expect([shorten("en", 1), shorten("en", 5_000)]).toEqual([
      "Please shorten your comment to 1 character.",
      "Please shorten your comment to 5,000 characters.",
    ]);
    expect([shorten("pl", 1), shorten("pl", 3)]).toEqual([
      "Prosimy skrócić komentarz do 1 znaku.",
      "Prosimy skrócić komentarz do 3 znaków.",
    ]);
    expect([3, 11, 100].map((max) => shorten("ar", max).match(/إلى (.*)\./)?.[1])).toEqual([
      "3 أحرف",
      "11 حرفًا",
      "100 حرف",
    ]);
    expect(shorten("de", 5_000)).toContain("5.000 Zeichen");
  });
});

describe("the language of a survey", () => {
  const asking = (languages: string[], defaultLanguage?: string): SurveyContent => ({
    name: "",
    metric: "nps",
    question: Object.fromEntries(languages.map((tag) => [tag, tag])),
    followUp: {},
    thanks: {},
    ...(defaultLanguage && { defaultLanguage }),
  });

  it.each([
    [["pt-BR"], ["en", "pt"], "pt"],
    [["pt-BR"], ["en", "pt", "pt-BR"], "pt-BR"],
    [["pt-PT"], ["en", "pt-BR"], "pt-BR"],
    [["zh-Hans-CN"], ["en", "zh-Hans"], "zh-Hans"],
    [["zh-Hans-CN"], ["en", "zh"], "zh"],
    [["zh-CN"], ["en", "zh-Hant", "zh-Hans"], "zh-Hans"],
    [["zh-SG"], ["en", "zh-Hans"], "zh-Hans"],
    [["zh-TW"], ["en", "zh-Hans", "zh-Hant"], "zh-Hant"],
    [["zh-TW", "en"], ["en", "zh-Hans"], "en"],
    [["zh-HK"], ["en", "zh-Hans"], "zh-Hans"],
    [["sr-Latn-RS"], ["en", "sr", "sr-Latn"], "sr-Latn"],
    [["de-CH", "fr"], ["fr", "de"], "de"],
  ])("for readers of %j out of %j is %s", (wanted, available, expected) => {
    expect(languageOf(asking(available), wanted)).toBe(expected);
  });

  it("is the survey's default when none is wanted, and English before any other that was not chosen", () => {
    expect(languageOf(asking(["es", "fr"], "fr"), ["sv"])).toBe("fr");
    expect(languageOf(asking(["es", "en"]), ["sv"])).toBe("en");
    expect(languageOf(asking(["es", "fr"]), [])).toBe("es");
  });

  it("of what stands around it is the nearest that there is", () => {
    expect([["pt-BR"], ["zh-TW"], ["zh-TW", "ja"], ["sv"], ["ar-EG"]].map(interfaceLanguage)).toEqual([
      "pt",
      "zh-Hans",
      "ja",
      "en",
      "ar",
    ]);
  });
});
