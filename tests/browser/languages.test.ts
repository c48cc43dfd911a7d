import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import { ask, configure } from "../build.js";
import { DAY } from "../testClock.js";
import { createWorld, PASSWORD, type World } from "../world.js";
import { DESK, isTooWide, openPage, PHONE, seriousFaults, startChromium } from "./chromium.js";

const QUESTION = { en: "How likely are you to recommend us?", ar: "ما مدى احتمال أن توصي بنا؟" };

describe("languages in a browser", () => {
  let world: World;
  let browser: Browser;
  beforeAll(async () => {
    [world, browser] = await Promise.all([createWorld(), startChromium()]);
  });
  afterAll(() => Promise.all([world.close(), browser.close()]));

  const signIn = async (page: Page) => {
    await page.goto(`${world.url}/sign-in`);
    await page.getByLabel("Email").fill("mara@example.com");
    await page.getByLabel("Password").fill(PASSWORD);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.waitForURL(`${world.url}/`);
    await page.goto(`${world.url}/surveys/support-nps`);
  };

  it.each(["en", "ar"])(
    "leave nothing serious for axe and no sideways scrolling on any page of a customer in %s",
    async (locale) => {
      await world.reset();
      await configure(world, { surveyFields: { question: QUESTION } });
      const link = await ask(world, { customer: { id: "ana", email: "ana@example.com", locale } });
      const optOut = link.replace("/s/", "/u/");
      const page = await openPage(browser, { viewport: PHONE, locale });
      const check = async (step: string) =>
        expect({ step, faults: await seriousFaults(page), tooWide: await isTooWide(page) }).toEqual({
          step,
          faults: [],
          tooWide: false,
        });
      for (const path of [link, `${link}?score=9`, `${link}?score=3`, optOut, "/s/unknown"]) {
        await page.goto(world.url + path);
        await check(path);
      }
      await page.goto(world.url + link);
      await page.getByRole("button", { name: "4", exact: true }).click();
      await check("answered");
      await page.goto(world.url + optOut);
      await page.getByRole("button").click();
      await check("opted out");
      world.clock.advance(15 * DAY);
      await page.goto(world.url + link);
      await check("closed");
      await page.context().close();
    },
    60_000,
  );

  it("put 0 on the right and 10 on the left in Arabic, in the page and in the mail", async () => {
    await world.reset();
    await configure(world, { surveyFields: { question: QUESTION } });
    const link = await ask(world, { customer: { id: "ana", email: "ana@example.com", locale: "ar" } });
    const { body } = await world.api("get", "/v1/outbox?to=ana@example.com");
    const page = await openPage(browser, { viewport: DESK });
    const left = (selector: string) =>
      page.locator(selector).evaluateAll((all) => all.map((one) => one.getBoundingClientRect().left));
    await page.goto(world.url + link);
    const inPage = await left(".scale button");
    await page.setContent(body.messages[0].html);
    const inMail = await left(".button a");
    for (const places of [inPage, inMail]) {
      expect(places).toHaveLength(11);
      expect(places).toEqual([...places].sort((a, b) => b - a));
    }
    await page.context().close();
  });

  it.each([true, false])(
    "are previewed beside the editor, with what is typed (JavaScript: %s)",
    async (javaScriptEnabled) => {
      await world.reset();
      await configure(world, { surveyFields: { question: QUESTION } });
      const page = await openPage(browser, { viewport: DESK, javaScriptEnabled });
      await signIn(page);
      const frame = page.frameLocator('iframe[title="Preview"]:not([hidden])');
      const show = () =>
        javaScriptEnabled ? null : page.getByRole("button", { name: "Show what is typed" }).click();
      await frame.getByRole("heading", { name: QUESTION.en }).waitFor();
      await page.locator("#question_en").fill("Typed just now?");
      await show();
      await frame.getByRole("heading", { name: "Typed just now?" }).waitFor();
      await page.getByRole("radio", { name: "SMS" }).check({ force: true });
      await page.getByLabel("Language", { exact: true }).selectOption("ar");
      await show();
      await frame.getByText("UCS-2").waitFor();
      await page.getByRole("radio", { name: "Mail" }).check({ force: true });
      await show();
      await frame.getByRole("heading", { name: QUESTION.ar }).waitFor();
      expect(await page.locator("#question_en").inputValue()).toBe("Typed just now?");
      expect(page.url()).toBe(`${world.url}/surveys/support-nps`);
      if (javaScriptEnabled) expect(await page.locator("iframe").count()).toBe(1);
      await page.context().close();
    },
    30_000,
  );

  it.each([
    ["phone", PHONE],
    ["desk", DESK],
  ])(
    "leave nothing serious in the list of changes, and no sideways scrolling, on a %s",
    async (_, viewport) => {
      await world.reset();
      await configure(world, { surveyFields: { question: QUESTION, thanks: { promoter: { en: "Ta" } } } });
      const page = await openPage(browser, { viewport });
      await signIn(page);
      await page.locator("#question_ar").fill("كيف كان ذلك؟");
      await page.getByRole("button", { name: "Review and publish" }).first().click();
      await page.getByText("1 change since version 1").waitFor();
      expect([await seriousFaults(page), await isTooWide(page)]).toEqual([[], false]);
      await page.getByRole("button", { name: "Publish version 2" }).click();
      await page.getByText("Version 2 is live.").waitFor();
      await page.context().close();
    },
    60_000,
  );
});
