import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Browser, Locator, Page } from "playwright-core";
import type { Case } from "../../src/records/case.js";
import * as cases from "../../src/store/cases.js";
import { answer, anEvent, ask, configure } from "../build.js";
import { aCause } from "../buildCase.js";
import { createWorld, PASSWORD, type World } from "../world.js";
import { DESK, isTooWide, openPage, PHONE, seriousFaults, startChromium } from "./chromium.js";

const EVERY_DAY = [
  "/",
  "/?period=12m",
  "/cases?queue=team",
  "/cases?queue=overdue",
  "/cases/report",
  "/cases/report?by=cause",
  "/responses",
  "/responses?category=nonsense",
  "/customers",
  "/customers/ana",
  "/customers/ana/decisions",
  "/invitations",
  "/account",
];

const WHAT_WE_ASK = [
  "/settings",
  "/touchpoints",
  "/touchpoints/new",
  "/touchpoints/support-call",
  "/surveys",
  "/surveys/new",
  "/surveys/support-nps",
  "/brands",
  "/brands/new",
  "/collectors",
  "/collectors/new",
  "/triggers",
  "/triggers/new",
  "/triggers/after-call",
  "/triggers/after-call/dry-run",
  "/contact-policy",
  "/suppressions",
  "/sending",
];

const WHO_FOLLOWS_UP = [
  "/case-rules",
  "/case-rules/new",
  "/case-rules/calls",
  "/teams",
  "/teams/new",
  "/teams/calls",
  "/causes",
  "/causes/no-callback",
  "/webhooks",
  "/webhooks/new",
  "/webhooks/crm",
  "/webhooks/crm/settings",
  "/users",
  "/api-keys",
  "/try",
  "/outbox",
];

/** A team, a rule, a program that is told, and two more cases. */
async function followUp(world: World): Promise<void> {
  const calendar = { zone: "UTC" };
  await world.api("put", "/v1/teams/calls", { name: "Calls", calendar, members: [world.bob.email] });
  await world.api("put", "/v1/case-rules/calls", {
    name: "Bad calls",
    when: { scores: { from: 0, to: 2 } },
    team: "calls",
  });
  await world.api("put", "/v1/webhooks/crm", {
    name: "CRM",
    url: "http://localhost:9/crm",
    types: ["case.opened"],
  });
  for (const [id, name] of [
    ["ben", "Ben Young"],
    ["cleo", "Cleo Park"],
  ])
    await answer(world, await ask(world, { customer: { id, name, email: `${id}@example.com` } }), {
      score: "2",
    });
}

describe("the console in a browser", () => {
  let world: World;
  let browser: Browser;
  let theCase: Case;
  beforeAll(async () => {
    [world, browser] = await Promise.all([createWorld(), startChromium()]);
    await configure(world, { triggerFields: { channels: ["email", "sms"], quietPeriod: "P0D" } });
    const ana = { id: "ana", email: "ana@example.com", phone: "+14155550123", name: "Ana Lopez" };
    await answer(world, await ask(world, { customer: ana }), { score: "3", comment: "Nobody called back" });
    for (const score of ["9", "8", "10"]) await answer(world, await ask(world), { score });
    await world.api("post", "/v1/events", anEvent(world, { customer: { id: "nobody" } }));
    await aCause(world);
    await followUp(world);
    await world.settle();
    theCase = (await cases.findOpenFor("ana"))!;
  });
  afterAll(() => Promise.all([world.close(), browser.close()]));

  const signIn = async (page: Page, email: string) => {
    await page.goto(`${world.url}/sign-in`);
    await page.getByLabel("Email").fill(email);
    await page.getByLabel("Password").fill(PASSWORD);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.waitForURL(`${world.url}/`);
  };

  const faultsOf = async (page: Page, path: string) => {
    await page.goto(`${world.url}${path}`);
    const headings = await page.locator("h1").count();
    return { path, headings, faults: await seriousFaults(page), tooWide: await isTooWide(page) };
  };
  const fine = (path: string) => ({ path, headings: 1, faults: [], tooWide: false });

  describe.each([
    ["phone", PHONE, "light"],
    ["desk", DESK, "dark"],
  ] as const)("on a %s", (_, viewport, colorScheme) => {
    let page: Page;
    beforeAll(async () => {
      page = await openPage(browser, { viewport, colorScheme });
      await signIn(page, "alice@example.com");
    });
    afterAll(() => page.context().close());

    it.each([
      ["what is used every day", EVERY_DAY],
      ["what we ask, and when", WHAT_WE_ASK],
      ["who follows up, people and programs", WHO_FOLLOWS_UP],
    ])(
      "has nothing serious for axe and no sideways scrolling: %s",
      async (_part, paths) => {
        for (const path of paths) expect(await faultsOf(page, path)).toEqual(fine(path));
      },
      120_000,
    );

    it("has nothing serious on the page of a case, whichever way of getting in touch is open", async () => {
      const path = `/cases/${theCase.id}`;
      expect(await faultsOf(page, path)).toEqual(fine(path));
      await page.getByRole("link", { name: "Write" }).click();
      await page.getByLabel("Message").waitFor();
      expect([await seriousFaults(page), await isTooWide(page)]).toEqual([[], false]);
    });

    it("shows in the menu where one is, without scrolling", async () => {
      await page.goto(`${world.url}/webhooks`);
      const box = await page
        .getByRole("navigation", { name: "Main" })
        .locator("[aria-current]")
        .boundingBox();
      expect(box!.x).toBeGreaterThanOrEqual(0);
      expect(box!.x + box!.width).toBeLessThanOrEqual(viewport.width);
    });

    it("has in the first screen of a case who it is, what was said, by when, the number to call and who has it", async () => {
      await page.goto(`${world.url}/cases/${theCase.id}`);
      const first = [
        page.getByRole("heading", { level: 1 }),
        page.locator("blockquote").first(),
        page.locator(".chip.big"),
        page.getByRole("link", { name: /^Call/ }),
        page.getByText("Nobody has this case"),
      ];
      for (const part of first) {
        const box = await part.boundingBox();
        expect(box!.y + box!.height).toBeLessThanOrEqual(viewport.height);
      }
    });
  });

  it("lets an agent take a case, log a call and resolve it without JavaScript", async () => {
    const page = await openPage(browser, { viewport: PHONE, javaScriptEnabled: false });
    await signIn(page, "bob@example.com");
    await page.goto(`${world.url}/cases?queue=unassigned`);
    await page.getByRole("button", { name: "Take the case of Ana Lopez" }).click();
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

  it("lets an agent work the queue with the keyboard: j, k, x, t and Enter", async () => {
    const page = await openPage(browser, { viewport: DESK });
    await signIn(page, "bob@example.com");
    await page.goto(`${world.url}/cases?queue=unassigned`);
    const focused = () => page.evaluate(() => document.activeElement?.textContent);
    const names = await page.locator(".cover").allTextContents();
    expect(names.length).toBeGreaterThan(1);
    for (const [key, name] of [
      ["j", names[0]],
      ["j", names[1]],
      ["k", names[0]],
    ]) {
      await page.keyboard.press(key!);
      expect(await focused()).toBe(name);
    }
    await page.keyboard.press("x");
    expect(await page.getByLabel(`Choose the case of ${names[0]}`).isChecked()).toBe(true);
    await page.keyboard.press("x");
    await page.getByRole("button", { name: /^Choose all/ }).press("Enter");
    expect(await page.getByRole("checkbox", { checked: true }).count()).toBe(names.length);
    await page.locator(".cover").first().focus();
    await page.keyboard.press("j");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/cases\/0\w+$/);
    expect(await page.getByRole("heading", { level: 1 }).innerText()).toContain(names[1]!);
    await page.goBack();
    await page.locator(".cover", { hasText: names[1]! }).focus();
    await page.keyboard.press("t");
    await page.getByText("You have this case").waitFor();
    await page.getByRole("button", { name: "Give back to everybody" }).press("Enter");
    await page.getByText("Nobody has this case").waitFor();
    await page.context().close();
  });

  it("lets an agent work the queue by Tab alone", async () => {
    const page = await openPage(browser, { viewport: DESK, javaScriptEnabled: false });
    await signIn(page, "bob@example.com");
    await page.goto(`${world.url}/cases?queue=unassigned`);
    const first = page.locator(".queued").first();
    const reach = async (part: Locator) => {
      for (let presses = 0; presses < 40; presses += 1) {
        await page.keyboard.press("Tab");
        if (await part.and(page.locator(":focus")).count()) return;
      }
      throw new Error("Not reached in 40 presses of Tab");
    };
    await reach(first.getByRole("checkbox"));
    await page.keyboard.press("Space");
    expect(await first.getByRole("checkbox").isChecked()).toBe(true);
    await reach(first.getByRole("link"));
    await reach(first.getByRole("button", { name: /^Take/ }));
    await reach(page.getByRole("button", { name: "Assign" }));
    await page.keyboard.press("Enter");
    await page.getByText("1 case assigned.").waitFor();
    await page.goto(`${world.url}/cases?queue=mine`);
    await page.getByRole("checkbox").first().check();
    await page.getByLabel("Give the chosen ones to").selectOption({ label: "Mara" });
    await page.getByRole("button", { name: "Assign" }).press("Enter");
    await page.getByText("1 case assigned.").waitFor();
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
