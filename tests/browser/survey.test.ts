import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import type { Browser } from "playwright-core";
import { ask, configure } from "../build.js";
import { createWorld, type World } from "../world.js";
import { DESK, isTooWide, openPage, PHONE, seriousFaults, startChromium } from "./chromium.js";

describe("the survey page in a browser", () => {
  let world: World;
  let browser: Browser;
  beforeAll(async () => {
    [world, browser] = await Promise.all([createWorld(), startChromium()]);
  });
  beforeEach(() => world.reset());
  afterAll(() => Promise.all([world.close(), browser.close()]));

  it("is answered with two taps without JavaScript, in one request each", async () => {
    await configure(world);
    const link = await ask(world);
    const page = await openPage(browser, { viewport: PHONE, javaScriptEnabled: false });
    const requests: string[] = [];
    page.on("request", (request) => requests.push(request.url()));
    await page.goto(`${world.url}${link}`);
    expect(requests).toHaveLength(1);
    await page.getByRole("button", { name: "9", exact: true }).click();
    expect(await page.getByRole("status").innerText()).toContain("Your answer: 9 of 10");
    await page.getByLabel("Great to hear!").fill("Everything");
    await page.getByRole("button", { name: "Send comment" }).click();
    expect(await world.responses()).toMatchObject([{ score: 9, comment: "Everything" }]);
    await page.context().close();
  });

  it("is answered with the keyboard alone", async () => {
    await configure(world);
    const link = await ask(world);
    const page = await openPage(browser, { viewport: DESK });
    await page.goto(`${world.url}${link}`);
    for (let tab = 0; tab < 3; tab += 1) await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.waitForSelector("text=Your answer: 2 of 10");
    expect(await world.responses()).toMatchObject([{ score: 2 }]);
    await page.context().close();
  });

  it("stores nothing when a script submits the form without pressing a button", async () => {
    await configure(world);
    const link = await ask(world);
    const page = await openPage(browser, { viewport: DESK });
    await page.goto(`${world.url}${link}?score=10`);
    await Promise.all([
      page.waitForNavigation(),
      page.evaluate(() => document.querySelector("form")!.submit()),
    ]);
    expect(await page.getByRole("alert").innerText()).toContain("choose one of the numbers");
    expect(await world.responses()).toEqual([]);
    await page.context().close();
  });

  it.each([
    ["fresh", PHONE, ""],
    ["preselected", PHONE, "?score=3"],
    ["preselected", DESK, "?score=3"],
  ])(
    "has nothing serious for axe, targets of 44 px and no sideways scrolling when %s",
    async (_, viewport, query) => {
      await configure(world, {
        surveyFields: {
          question: { en: "How likely are you to recommend Donaudampfschifffahrtsgesellschaft to others?" },
        },
      });
      const link = await ask(world);
      const page = await openPage(browser, { viewport });
      await page.goto(`${world.url}${link}${query}`);
      expect(await seriousFaults(page)).toEqual([]);
      expect(await isTooWide(page)).toBe(false);
      const sizes = await page
        .locator("button")
        .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height));
      expect(Math.min(...sizes)).toBeGreaterThanOrEqual(44);
      await page.getByRole("button", { name: "4", exact: true }).click();
      expect(await seriousFaults(page)).toEqual([]);
      expect(await isTooWide(page)).toBe(false);
      await page.context().close();
    },
  );

  it("lets somebody opt out", async () => {
    await configure(world);
    const link = await ask(world, { customer: { id: "ana", email: "ana@example.com" } });
    const page = await openPage(browser, { viewport: PHONE, javaScriptEnabled: false });
    await page.goto(`${world.url}${link}`);
    await page.getByRole("link", { name: "Do not ask me again" }).click();
    await page.getByRole("button", { name: "Yes, stop asking me" }).click();
    expect(await page.getByRole("status").innerText()).toContain("Done.");
    expect((await world.api("get", "/v1/customers/ana")).body.optOuts.email.source).toBe("link");
    await page.context().close();
  });
});
