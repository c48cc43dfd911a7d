import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import { ask, configure } from "../build.js";
import { QUESTIONS } from "../questions.js";
import { createWorld, PASSWORD, type World } from "../world.js";
import { DESK, isTooWide, openPage, PHONE, seriousFaults, startChromium } from "./chromium.js";

describe("further questions in a browser", () => {
  let world: World;
  let browser: Browser;
  beforeAll(async () => {
    [world, browser] = await Promise.all([createWorld(), startChromium()]);
  });
  beforeEach(async () => {
    await world.reset();
    await configure(world, { surveyFields: { questions: QUESTIONS } });
  });
  afterAll(() => Promise.all([world.close(), browser.close()]));

  const said = async () => {
    await world.settle();
    return (await world.api("get", "/v1/responses")).body.items[0];
  };
  const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();
  const arrive = async (page: Page, heading: string) => {
    await page.getByRole("heading", { name: heading }).waitFor();
    await page.waitForLoadState();
  };

  it.each([
    ["phone", PHONE, "light"],
    ["desk", DESK, "dark"],
  ] as const)(
    "are answered without JavaScript, and no page has anything serious for axe, on a %s",
    async (_, viewport, colorScheme) => {
      const link = await ask(world);
      // axe itself needs scripts, so each page is judged in a second window.
      const page = await openPage(browser, { viewport, colorScheme, javaScriptEnabled: false });
      const judge = await openPage(browser, { viewport, colorScheme });
      const check = async () => {
        await judge.goto(page.url());
        expect({
          at: page.url(),
          faults: await seriousFaults(judge),
          tooWide: await isTooWide(judge),
        }).toEqual({
          at: page.url(),
          faults: [],
          tooWide: false,
        });
        expect(await judge.locator("h1").count()).toBe(1);
        const sizes = await judge
          .locator("button, main a, .picks label")
          .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height));
        expect(Math.min(...sizes.filter((size) => size > 0))).toBeGreaterThanOrEqual(44);
      };
      await page.goto(`${world.url}${link}`);
      await press(page, "3");
      await check();
      await page.getByRole("textbox").fill("Nobody called");
      await press(page, "Next");
      await check();
      await press(page, "They came late");
      await check();
      await press(page, "4");
      await check();
      await page.getByLabel("The crew").check();
      await page.getByLabel("The app").check();
      await press(page, "Next");
      await page.getByRole("link", { name: "Back" }).click();
      expect(await page.getByLabel("The app").isChecked()).toBe(true);
      await press(page, "Next");
      await press(page, "Skip");
      await check();
      expect(await page.getByRole("status").innerText()).toContain("Thank you for telling us.");
      expect(await said()).toMatchObject({
        score: 3,
        comment: "Nobody called",
        answers: { reason: "late", wait: 4, liked: ["crew", "app"], more: null },
      });
      await Promise.all([page.context().close(), judge.context().close()]);
    },
    120_000,
  );

  it("can be gone back through with the browser's own button, which sends nothing again", async () => {
    const link = await ask(world);
    const page = await openPage(browser, { viewport: PHONE });
    await page.goto(`${world.url}${link}`);
    await press(page, "3");
    await press(page, "Skip");
    await press(page, "The price");
    await arrive(page, "What did you like?");
    await page.goBack();
    expect(await page.getByRole("heading").innerText()).toBe("What was the trouble?");
    expect(await page.getByRole("button", { name: "The price" }).getAttribute("aria-pressed")).toBe("true");
    await page.reload();
    await press(page, "They came late");
    expect(await page.getByRole("heading").innerText()).toBe("How long was the wait?");
    expect((await said()).answers).toEqual({ reason: "late" });
    await page.context().close();
  });

  it("are answered with the keyboard alone", async () => {
    const link = await ask(world);
    const page = await openPage(browser, { viewport: DESK });
    await page.goto(`${world.url}${link}`);
    await press(page, "3");
    await press(page, "Skip");
    await arrive(page, "What was the trouble?");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await arrive(page, "How long was the wait?");
    for (let tab = 0; tab < 5; tab += 1) await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await arrive(page, "What did you like?");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Space");
    await page.keyboard.press("Enter");
    await arrive(page, "Anything else?");
    expect((await said()).answers).toEqual({ reason: "late", wait: 5, liked: ["crew"] });
    await page.context().close();
  });

  it("are edited on a phone, with nothing serious for axe", async () => {
    const page = await openPage(browser, { viewport: PHONE });
    await page.goto(`${world.url}/sign-in`);
    await page.getByLabel("Email").fill("mara@example.com");
    await page.getByLabel("Password").fill(PASSWORD);
    await press(page, "Sign in");
    await page.waitForURL(`${world.url}/`);
    await page.goto(`${world.url}/surveys/support-nps`);
    await page.evaluate(() => document.querySelectorAll("details").forEach((one) => (one.open = true)));
    expect(await seriousFaults(page)).toEqual([]);
    expect(await isTooWide(page)).toBe(false);
    await press(page, "Add question");
    await page.waitForSelector("text=New question");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("questions_4_text_en");
    await page.goto(`${world.url}/surveys/support-nps/preview?at=reason`);
    expect(await page.getByRole("button", { name: "The price" }).isDisabled()).toBe(true);
    expect(await seriousFaults(page)).toEqual([]);
    await page.context().close();
  });
});
