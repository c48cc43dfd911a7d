import { createServer, type Server } from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import { configure } from "../build.js";
import { collect } from "../buildCollector.js";
import { QUESTIONS } from "../questions.js";
import { createWorld, portOf, type World } from "../world.js";
import { DESK, isTooWide, openPage, PHONE, seriousFaults, startChromium } from "./chromium.js";

describe("collectors in a browser", () => {
  let world: World;
  let browser: Browser;
  let shop: Server;
  let snippet = "";
  beforeAll(async () => {
    [world, browser] = await Promise.all([createWorld(), startChromium()]);
    shop = await startShop();
  });
  beforeEach(() => world.reset());
  afterAll(async () => {
    await Promise.all([world.close(), browser.close()]);
    await new Promise((resolve) => shop.close(resolve));
  });

  const responses = async () => {
    await world.settle();
    return (await world.api("get", "/v1/responses")).body.items;
  };

  /** Somebody else's website, with as strict a policy as there can be beside our script and our frame. */
  function startShop(): Promise<Server> {
    const server = createServer((_req, res) => {
      res.setHeader("Content-Type", "text/html; charset=utf-8");
      const policy = `default-src 'none'; script-src ${world.url}; frame-src ${world.url}`;
      res.setHeader("Content-Security-Policy", policy);
      const head = '<!doctype html><html lang="en"><title>Shop</title>';
      res.end(
        `${head}<meta name="viewport" content="width=device-width"><main><h1>Help</h1>${snippet}</main></html>`,
      );
    });
    return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
  }

  const shopUrl = () => `http://localhost:${portOf(shop)}`;

  async function visitShop(page: Page, attributes = "", origins = [shopUrl()]): Promise<string[]> {
    const path = await collect(world, { kind: "website", origins });
    const token = path.split("/").at(-1);
    snippet = `<script src="${world.url}/embed.js" data-collector="${token}"${attributes} async></script>`;
    const complaints: string[] = [];
    page.on("console", (message) => complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(error.message));
    await page.goto(shopUrl());
    return complaints;
  }

  it("asks inside another website's page under a strict policy, as high as it needs to be, without a cookie", async () => {
    const page = await openPage(browser, { viewport: PHONE });
    const complaints = await visitShop(page);
    const survey = page.frameLocator('iframe[title="Survey"]');
    await survey.getByRole("button", { name: "9", exact: true }).waitFor();
    const height = () => page.locator("iframe").evaluate((frame) => frame.clientHeight);
    const fits = () =>
      page
        .frames()[1]!
        .evaluate(() => document.documentElement.scrollHeight === document.documentElement.clientHeight);
    await expect(settled(fits)).resolves.toBe(true);
    const before = await height();
    await survey.getByRole("button", { name: "3", exact: true }).click();
    await survey.getByRole("textbox").fill("Too slow");
    await expect(settled(async () => (await height()) > before && (await fits()))).resolves.toBe(true);
    expect(await seriousFaults(page)).toEqual([]);
    expect(await isTooWide(page)).toBe(false);
    await survey.getByRole("button", { name: "Send comment" }).click();
    await survey.getByText("We have your comment.").waitFor();
    expect(await responses()).toMatchObject([{ score: 3, comment: "Too slow", channel: "website" }]);
    expect(complaints).toEqual([]);
    expect(await page.context().cookies()).toEqual([]);
    await page.context().close();
  });

  it("asks in the corner until it is closed", async () => {
    const page = await openPage(browser, { viewport: PHONE });
    const complaints = await visitShop(page, ' data-position="corner" data-title="Your opinion"');
    await page.frameLocator("iframe").getByRole("button", { name: "9", exact: true }).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    expect(await isTooWide(page)).toBe(false);
    await page.getByRole("region", { name: "Your opinion" }).getByRole("button", { name: "Close" }).click();
    expect(await page.locator("iframe").count()).toBe(0);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it("does not show itself on a website that is not named", async () => {
    const page = await openPage(browser, { viewport: DESK });
    const complaints = await visitShop(page, "", ["https://shop.example.com"]);
    await expect(
      settled(async () => complaints.some((one) => one.includes("frame-ancestors"))),
    ).resolves.toBe(true);
    expect(await page.frameLocator("iframe").getByRole("button").count()).toBe(0);
    await page.context().close();
  });

  it("disappears from a page when it is switched off", async () => {
    const page = await openPage(browser, { viewport: DESK });
    await visitShop(page);
    await collect(world, { kind: "website", origins: [shopUrl()], active: false });
    await page.reload();
    await expect(settled(async () => (await page.locator("iframe").count()) === 0)).resolves.toBe(true);
    await page.context().close();
  });

  it("goes back to a kiosk's start by itself, later while somebody types, and Back shows nothing", async () => {
    const path = await collect(world, { kind: "kiosk" });
    const page = await openPage(browser, { viewport: DESK });
    await page.clock.install();
    await page.goto(`${world.url}${path}`);
    await page.getByRole("button", { name: "3", exact: true }).click();
    await page.getByText("Starts over in").waitFor();
    await page.clock.runFor(8_000);
    await page.getByRole("textbox").fill("Too sl");
    await page.clock.runFor(50_000);
    expect(await page.getByRole("textbox").inputValue()).toBe("Too sl");
    await page.clock.runFor(12_000);
    await page.getByRole("heading", { name: "How likely" }).waitFor();
    expect(await page.getByRole("textbox").count()).toBe(0);
    world.clock.advance(60_000);
    await page.goBack().catch(() => null); // the browser may refuse to show what was posted
    expect(await page.locator("body").innerText()).not.toMatch(/Too sl|Your answer/);
    await page.context().close();
  });

  it("goes back to a kiosk's start without JavaScript too", async () => {
    const path = await collect(world, { kind: "kiosk" });
    const page = await openPage(browser, { viewport: DESK, javaScriptEnabled: false });
    await page.goto(`${world.url}${path}`);
    await page.getByRole("button", { name: "10", exact: true }).click();
    await page.getByRole("textbox").fill("Fine");
    await page.getByRole("button", { name: "Send comment" }).click();
    await page.getByRole("link", { name: "Done" }).waitFor();
    await page.getByRole("button", { name: "0", exact: true }).waitFor({ timeout: 15_000 });
    expect(new URL(page.url()).pathname).toBe(path);
    await page.context().close();
  });

  it.each([
    ["phone", PHONE, "light"],
    ["desk", DESK, "dark"],
  ] as const)(
    "asks further questions at a kiosk, on and back, and starts over for the next person, on a %s",
    async (_, viewport, colorScheme) => {
      const path = await collect(world, { kind: "kiosk" });
      await configure(world, { surveyFields: { questions: QUESTIONS } });
      const page = await openPage(browser, { viewport, colorScheme });
      await page.clock.install();
      await page.goto(`${world.url}${path}`);
      const press = async (name: string) => {
        await page.getByRole("button", { name, exact: true }).click();
        await page.waitForLoadState();
        expect([await seriousFaults(page), await isTooWide(page)]).toEqual([[], false]);
      };
      await press("3");
      await page.getByRole("textbox").fill("Nobody called");
      await press("Next");
      await press("They came late");
      await press("Back");
      expect(await page.getByRole("button", { name: "They came late" }).getAttribute("aria-pressed")).toBe(
        "true",
      );
      await press("Next");
      await press("4");
      await page.getByLabel("The crew").check();
      await press("Next");
      await press("Skip");
      expect(await page.getByRole("status").innerText()).toBe(
        "Thank you for telling us. We want to put this right.",
      );
      await page.clock.runFor(11_000);
      await page.getByRole("heading", { name: "How likely" }).waitFor();
      world.clock.advance(11_000);
      await page.goBack().catch(() => null);
      await page.getByRole("heading", { name: "How likely" }).waitFor();
      expect(await responses()).toMatchObject([
        {
          score: 3,
          comment: "Nobody called",
          answers: { reason: "late", wait: 4, liked: ["crew"], more: null },
        },
      ]);
      await page.context().close();
    },
  );

  it.each([
    ["phone", PHONE, "light"],
    ["desk", DESK, "dark"],
  ] as const)("has nothing serious for axe on a kiosk's pages, on a %s", async (_, viewport, colorScheme) => {
    const path = await collect(world, { kind: "kiosk" });
    const page = await openPage(browser, { viewport, colorScheme });
    await page.goto(`${world.url}${path}`);
    const look = async () => expect([await seriousFaults(page), await isTooWide(page)]).toEqual([[], false]);
    await look();
    await page.getByRole("button", { name: "3", exact: true }).click();
    await look();
    await page.getByRole("textbox").fill("Fine");
    await page.getByRole("button", { name: "Send comment" }).click();
    await look();
    expect(await page.locator("h1").count()).toBe(1);
    await page.context().close();
  });
});

/** Whether it becomes true within some seconds: frames and heights take their time. */
async function settled(isSo: () => Promise<boolean>): Promise<boolean> {
  for (let tries = 0; tries < 50; tries += 1) {
    if (await isSo().catch(() => false)) return true;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return false;
}
