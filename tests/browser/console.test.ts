import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import { answer, anEvent, ask, configure } from "../build.js";
import { aCause } from "../buildCase.js";
import { createWorld, PASSWORD, type World } from "../world.js";
import { DESK, isTooWide, openPage, PHONE, seriousFaults, startChromium } from "./chromium.js";

const PAGES = [
  "/",
  "/?period=12m",
  "/cases?queue=team",
  "/cases/report",
  "/responses",
  "/responses?category=nonsense",
  "/customers",
  "/customers/ana",
  "/invitations",
  "/touchpoints",
  "/touchpoints/new",
  "/touchpoints/support-call",
  "/surveys",
  "/surveys/new",
  "/surveys/support-nps",
  "/triggers",
  "/triggers/new",
  "/triggers/after-call",
  "/outbox",
  "/users",
  "/api-keys",
  "/account",
];

describe("the console in a browser", () => {
  let world: World;
  let browser: Browser;
  beforeAll(async () => {
    [world, browser] = await Promise.all([createWorld(), startChromium()]);
    await configure(world, { triggerFields: { channels: ["email", "sms"], quietPeriod: "P0D" } });
    const ana = { id: "ana", email: "ana@example.com", phone: "+14155550123", name: "Ana Lopez" };
    await answer(world, await ask(world, { customer: ana }), { score: "3", comment: "Nobody called back" });
    for (const score of ["9", "8", "10"]) await answer(world, await ask(world), { score });
    await world.api("post", "/v1/events", anEvent(world, { customer: { id: "nobody" } }));
    await aCause(world);
    await world.settle();
  });
  afterAll(() => Promise.all([world.close(), browser.close()]));

  const signIn = async (page: Page, email: string) => {
    await page.goto(`${world.url}/sign-in`);
    await page.getByLabel("Email").fill(email);
    await page.getByLabel("Password").fill(PASSWORD);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.waitForURL(`${world.url}/`);
  };

  it.each([
    ["phone", PHONE, "light"],
    ["desk", DESK, "dark"],
  ] as const)(
    "has nothing serious for axe and no sideways scrolling on any page, on a %s",
    async (_, viewport, colorScheme) => {
      const page = await openPage(browser, { viewport, colorScheme });
      await signIn(page, "alice@example.com");
      const theCase = await (await page.request.get(`${world.url}/cases?queue=team`)).text();
      for (const path of [...PAGES, /\/cases\/0\w+/.exec(theCase)![0]]) {
        await page.goto(`${world.url}${path}`);
        expect({ path, faults: await seriousFaults(page), tooWide: await isTooWide(page) }).toEqual({
          path,
          faults: [],
          tooWide: false,
        });
        expect(await page.locator("h1").count()).toBe(1);
      }
      await page.context().close();
    },
    120_000,
  );

  it("lets an agent take a case, log a call and resolve it without JavaScript", async () => {
    const page = await openPage(browser, { viewport: PHONE, javaScriptEnabled: false });
    await signIn(page, "bob@example.com");
    await page.goto(`${world.url}/cases?queue=unassigned`);
    await page.getByRole("button", { name: /Take/ }).click();
    expect(await page.getByRole("main").innerText()).toContain("Nobody called back");
    await page.getByRole("button", { name: "Reached the customer" }).click();
    await page.getByLabel("Cause").selectOption("no-callback");
    await page.getByLabel("Outcome").selectOption("resolved");
    await page.getByRole("button", { name: "Resolve" }).click();
    expect(await page.getByRole("main").innerText()).toContain("Put right");
    await page.goto(`${world.url}/cases?queue=team`);
    expect(await page.getByRole("main").innerText()).not.toContain("Nobody called back");
    await page.context().close();
  });

  it("is signed in to with the keyboard alone", async () => {
    const page = await openPage(browser, { viewport: DESK });
    await page.goto(`${world.url}/sign-in`);
    await page.keyboard.press("Tab");
    await page.keyboard.type("mara@example.com");
    await page.keyboard.press("Tab");
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press("Enter");
    await page.waitForURL(`${world.url}/`);
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("To the content");
    await page.context().close();
  });
});
