import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { LANGUAGES, textsIn } from "../../../src/domain/surveys/rules.js";
import { answer, ask, configure } from "../../build.js";
import { DAY } from "../../testClock.js";
import { createWorld, type World } from "../../world.js";

const QUESTION = { en: "How likely?", ar: "ما مدى احتمال ذلك؟", ja: "どのくらい？" };

describe("what a customer reads", () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  beforeEach(() => world.reset());
  afterAll(() => world.close());

  const askIn = (locale: string) =>
    ask(world, { customer: { id: "ana", email: "ana@example.com", name: "Ana", locale } });
  const mail = async () => (await world.api("get", "/v1/outbox?to=ana@example.com")).body.messages[0];

  it.each(LANGUAGES)("is all in one language: %s", async (language) => {
    await configure(world, { surveyFields: { question: { [language]: "Q1" } } });
    const link = await askIn(language);
    const page = await world.http.get(`${link}?score=9`);
    expect(page.text).toContain(`<html lang="${language}" dir="${language === "ar" ? "rtl" : "ltr"}">`);
    const { html } = await mail();
    expect(html).toContain(`<html lang="${language}" dir="${language === "ar" ? "rtl" : "ltr"}">`);
    for (const text of [page.text, html, (await world.http.get(link.replace("/s/", "/u/"))).text])
      expect(language === "en" ? "" : text).not.toMatch(/Open the survey|Please|Do not ask|Your |undefined/);
  });

  it("runs from right to left in Arabic, the scale with it, in the page and in the mail", async () => {
    await configure(world, { surveyFields: { question: QUESTION } });
    const link = await askIn("ar");
    const { html } = await mail();
    expect(html).toMatch(/<table role="presentation" class="frame" dir="rtl"/);
    expect(html).toMatch(/align="right"[^>]*>غير محتمل إطلاقًا<.*align="left"[^>]*>محتمل للغاية</s);
    const page = await world.http.get(link);
    expect(page.text).not.toMatch(/(margin|padding|border)-(left|right)|text-align:\s*(left|right)/);
  });

  it("runs from right to left in Arabic also when a request cannot be read", async () => {
    await configure(world);
    const request = world.http
      .post(await ask(world))
      .set("Accept-Language", "ar")
      .type("form");
    const { status, text } = await request.send({ comment: "x".repeat(300_000) });
    expect(status).toBe(413);
    expect(text).toContain('<html lang="ar" dir="rtl">');
  });

  it("has no full stop of another writing between score and comment", async () => {
    await configure(world, { surveyFields: { question: QUESTION } });
    const { text } = await answer(world, await askIn("ja"), { score: "9", comment: "速い" });
    expect(text).toContain(`</p><p>${textsIn("ja").page.commentSaved}</p>`);
  });

  it("has the digits and dates of the customer's region, and still stores plain scores", async () => {
    await configure(world, { surveyFields: { question: QUESTION } });
    const link = await askIn("ar-EG");
    const page = await world.http.get(link);
    expect(page.text).toMatch(/value="10">١٠</);
    expect((await mail()).html).toMatch(/\?score=10"[^>]*>١٠</);
    const answered = await answer(world, link, { score: "10" });
    expect(answered.text).toContain("إجابتك: ١٠ من ١٠");
    expect((await world.api("get", "/v1/responses")).body.items).toMatchObject([
      { score: 10, language: "ar" },
    ]);
  });

  it("has dates as the region writes them", async () => {
    await configure(world);
    const british = await answer(world, await askIn("en-GB"), { score: "9" });
    expect(british.text).toContain("until 15 September 2037");
    const american = await answer(world, await ask(world), { score: "9" });
    expect(american.text).toContain("until September 15, 2037");
  });

  it("follows the customer, then the browser, then the survey", async () => {
    await configure(world, {
      surveyFields: { question: { en: "How likely?", de: "Wie?", fr: "Quelle ?" }, defaultLanguage: "fr" },
    });
    const known = await askIn("de-AT");
    expect((await world.http.get(known).set("Accept-Language", "en")).text).toContain("Wie?");
    const unknown = await ask(world);
    expect((await world.http.get(unknown).set("Accept-Language", "sv,de;q=0.5")).text).toContain("Wie?");
    expect((await world.http.get(unknown).set("Accept-Language", "sv")).text).toContain("Quelle ?");
    const optOut = unknown.replace("/s/", "/u/");
    expect((await world.http.get(optOut).set("Accept-Language", "sv")).text).toContain('<html lang="fr"');
    expect((await world.http.get(optOut).set("Accept-Language", "ja")).text).toContain('<html lang="ja"');
  });

  it("names the language that a notice is really in", async () => {
    const get = (language: string) => world.http.get("/s/unknown").set("Accept-Language", language);
    expect((await get("ar-EG,en")).text).toContain('<html lang="ar" dir="rtl">');
    expect((await get("sv")).text).toContain('<html lang="en" dir="ltr">');
    await configure(world, { surveyFields: { question: { sv: "Nå?" } } });
    const link = await ask(world);
    world.clock.advance(15 * DAY);
    const closed = await world.http.get(link).set("Accept-Language", "sv");
    expect(closed.text).toContain('<html lang="en" dir="ltr">');
    expect(closed.text).toContain("This survey is closed");
  });

  it("has a default only among its own languages", async () => {
    const refused = await world.api("put", "/v1/surveys/x", {
      name: "X",
      metric: "nps",
      question: { en: "Q" },
      defaultLanguage: "fr",
    });
    expect([refused.status, refused.body.error.fields]).toEqual([
      400,
      [{ path: "defaultLanguage", message: "must be a language of the question" }],
    ]);
  });
});
