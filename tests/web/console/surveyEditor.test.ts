import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { ask, configure } from "../../build.js";
import { createWorld, type Browser, type World } from "../../world.js";
import { formFields } from "./formFields.js";
import { textOf } from "./pages.js";

const PAGE = "/surveys/support-nps";

describe("the editor of a survey", () => {
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

  const stored = async () => (await world.api("get", `/v1${PAGE}`)).body;
  const open = async () => formFields((await mara.get(PAGE)).text, PAGE);
  const preview = async (fields: Record<string, string>) =>
    mara.post("/survey-previews", { ...(await open()), ...fields }, PAGE);
  const press = async (wish: string, fields: Record<string, string>) =>
    mara.post(PAGE, { ...(await open()), ...fields, do: wish }, PAGE);
  const reviewed = (html: string) => html.match(/name="reviewed" value="(\w+)"/)?.[1] ?? "";

  it("shows its preview in English when the address names no language that there is", async () => {
    await configure(world);
    for (const language of ["en-!!", "%00", "x".repeat(200)]) {
      const preview = await mara.get(`${PAGE}/preview?language=${language}`);
      expect([preview.status, preview.text.includes('<html lang="en"')]).toEqual([200, true]);
    }
  });

  describe("previews what is typed without storing it", () => {
    it("as the page, before and after the answer", async () => {
      await configure(world);
      const typed = { question_en: "Typed just now?", thanks_promoter_en: "Typed thanks" };
      const before = await preview({ ...typed, previewView: "page" });
      expect(before.text).toContain("Typed just now?");
      expect(before.text.match(/<button(?![^>]*disabled)/g)).toBeNull();
      const after = await preview({ ...typed, previewStep: "high" });
      expect(after.text).toContain("Typed thanks");
      expect(await stored()).toMatchObject({ version: 1, thanks: {} });
      expect((await world.api("get", "/v1/invitations")).body.items).toEqual([]);
    });

    it("as the mail that would be sent, to the name of who writes it", async () => {
      await configure(world);
      const { text, headers } = await preview({ question_en: "Typed <b>now</b>?", previewView: "email" });
      expect(text).toContain("Typed &lt;b&gt;now&lt;/b&gt;?");
      expect(text).toContain("Hello Mara,");
      expect(headers["content-security-policy"]).toMatch(/default-src 'none'.*sandbox/);
    });

    it("as the SMS, in the language that was chosen", async () => {
      await configure(world, { surveyFields: { question: { en: "Well?", ar: "كيف؟" } } });
      const { text } = await preview({
        previewView: "sms",
        previewLanguage: "ar",
        question_ar: "كيف كان ذلك؟",
      });
      expect(text).toMatch(/lang="ar" dir="rtl">[^<]*كيف كان ذلك؟[^<]*STOP/);
    });

    it("in the form itself, so that the frame is never empty", async () => {
      await configure(world);
      const { text } = await press("addLanguage", { question_en: "Half done", language: "fr" });
      expect(text).toMatch(/srcdoc="[^"]*No question in French yet: its readers see English\.[^"]*Half done/);
    });

    it("and says so where another text stands in", async () => {
      await configure(world, {
        surveyFields: {
          question: { en: "Well?", es: "¿Qué tal?" },
          followUp: { detractor: { en: "Why?" } },
        },
      });
      const { text } = await preview({ previewLanguage: "es", previewStep: "low" });
      expect(textOf(text)).toContain("Follow-up question for detractors: not written in Spanish.");
      expect(text).toContain("Lo sentimos.");
    });

    it("whatever nonsense is asked for", async () => {
      await configure(world);
      const odd = {
        previewView: "fax",
        previewLanguage: "xx",
        previewStep: "9",
        metric: "odd",
        question_en: "",
      };
      const { status, text } = await preview(odd);
      expect([status, textOf(text).includes("No question is written yet.")]).toEqual([200, true]);
    });
  });

  describe("shows what changes before it is published", () => {
    it("text by text and language by language", async () => {
      await configure(world, {
        surveyFields: {
          question: { en: "Well?", es: "¿Qué tal?" },
          thanks: { promoter: { es: "¡Gracias!" } },
        },
      });
      const { status, text } = await press("review", {
        question_es: "¿Y ahora?",
        followUp_detractor_en: "Why?",
        thanks_promoter_es: "",
      });
      const said = textOf(text);
      for (const part of [
        "3 changes since version 1",
        "Question in Spanish was ¿Qué tal? is now ¿Y ahora?",
        "Follow-up question for detractors in English new is now Why?",
        "Thank-you for promoters in Spanish removed was ¡Gracias!",
        "Publish version 2",
      ])
        expect(said).toContain(part);
      expect([status, (await stored()).version]).toEqual([200, 1]);
    });

    it("and publishes exactly that", async () => {
      await configure(world);
      const { text } = await press("review", { question_en: "And now?" });
      const fields = { ...formFields(text, PAGE), reviewed: reviewed(text), do: "publish" };
      const published = await mara.post(PAGE, fields, PAGE);
      expect([published.status, (await stored()).question]).toEqual([303, { en: "And now?" }]);
    });

    it("again when something was changed after the list", async () => {
      await configure(world);
      const first = await press("review", { question_en: "And now?" });
      const typed = { ...formFields(first.text, PAGE), question_en: "Or this?" };
      const again = await mara.post(PAGE, { ...typed, reviewed: reviewed(first.text), do: "publish" }, PAGE);
      expect(textOf(again.text)).toContain("Something changed after you looked.");
      expect(textOf(again.text)).toContain("is now Or this?");
      expect((await stored()).version).toBe(1);
      await mara.post(PAGE, { ...typed, reviewed: reviewed(again.text), do: "publish" }, PAGE);
      expect(await stored()).toMatchObject({ version: 2, question: { en: "Or this?" } });
    });

    it("and offers nothing to publish when nothing differs", async () => {
      await configure(world);
      const { text } = await press("review", {});
      expect(textOf(text)).toContain("Nothing differs from version 1");
      expect(text).not.toContain('value="publish"');
    });

    it("and tells the second of two who write at once", async () => {
      await configure(world);
      const mine = await open();
      await world.api("put", `/v1${PAGE}`, { name: "x", metric: "nps", question: { en: "Theirs" } });
      const { status, text } = await mara.post(PAGE, { ...mine, question_en: "Mine", do: "review" }, PAGE);
      expect([status, text.includes("Version 2 was published while you were writing")]).toEqual([409, true]);
      expect(text).toContain("Live now: Theirs");
    });
  });

  it("offers the standard question of the metric in each language it knows, and keeps what it replaces", async () => {
    await configure(world, {
      metric: "ces",
      surveyFields: { question: { en: "Well?", ja: "？", sv: "Nå?" } },
    });
    const page = await mara.get(PAGE);
    expect(page.text).not.toContain('value="standard_sv"');
    const { text } = await press("standard_ja", {});
    expect(formFields(text, PAGE)).toMatchObject({
      question_en: "Well?",
      question_ja: "Northwindのおかげで、問題を簡単に解決できた。",
    });
    expect(textOf(text)).toContain("Your text was: ？");
    expect(text).not.toContain('value="standard_ja"');
    expect((await stored()).version).toBe(1);
  });

  it("lists what is not translated, and what customers read instead", async () => {
    await configure(world, {
      surveyFields: {
        question: { en: "Well?", es: "¿Qué tal?", sv: "Nå?" },
        followUp: { detractor: { en: "Why?" } },
      },
    });
    const said = textOf((await mara.get(PAGE)).text);
    expect(said).toContain("7 texts not translated");
    expect(said).toMatch(/Spanish Follow-up question for detractors: Lo sentimos/);
    expect(said).toMatch(/Swedish .*Thank-you for promoters: Thank you, that makes our day!/);
  });

  it("says who reads what when none of their languages is there", async () => {
    await configure(world, { surveyFields: { question: { es: "¿Qué tal?", fr: "Alors ?", en: "Well?" } } });
    expect((await mara.get(PAGE)).text).toContain("Choose for me (now English)");
    await press("publish", { defaultLanguage: "fr" });
    expect((await stored()).defaultLanguage).toBe("fr");
    const link = await ask(world);
    expect((await world.http.get(link).set("Accept-Language", "sv")).text).toContain("Alors ?");
    expect((await open())["defaultLanguage"]).toBe("fr");
  });
});
