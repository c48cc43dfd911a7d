import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import type { Case } from "../../src/records/case.js";
import * as cases from "../../src/store/cases.js";
import { answer, anEvent, ask, configure } from "../build.js";
import { aCause } from "../buildCase.js";
import { createWorld, PASSWORD, type World } from "../world.js";
import { DESK, isTooWide, openPage, PHONE, seriousFaults, signIn, startChromium } from "./chromium.js";

const SCORES = [
  "/",
  "/?period=12m",
  "/touchpoints/support-call/scores",
  "/touchpoints/support-call/scores?period=12m&step=day&by=channel",
  "/touchpoints/support-call/scores?from=2037-09-01&to=2037-01-01",
  "/coverage",
  "/invitations",
  "/invitations?agent=sam&sign=undelivered",
  "/account/score-digest",
];

const ANSWERS = [
  "/responses",
  "/responses?category=nonsense",
  "/responses?text=nobody&category=detractor&sentiment=negative&property=event.plan=gold",
  "/views",
  "/views/new?category=detractor",
  "/views/detractors",
  "/alerts",
  "/alerts/new",
  "/alerts/new?kind=response&category=detractor",
  "/alerts/new?kind=score",
  "/alerts/new?kind=coverage",
];

const EVERY_DAY = [
  "/cases?queue=team",
  "/cases?queue=overdue",
  "/cases/report",
  "/cases/report?by=cause",
  "/customers",
  "/customers/ana",
  "/customers/ana/decisions",
  "/customers/ana/erasure",
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
  "/report-settings",
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
  "/tag-rules",
  "/tag-rules/new",
  "/webhooks",
  "/webhooks/new",
  "/webhooks/crm",
  "/webhooks/crm/settings",
  "/users",
  "/api-keys",
  "/try",
  "/outbox",
];

/** A team, a rule, and a program that is told. */
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
    const detractors = { name: "Detractors", filter: { categories: ["detractor"] } };
    await world.api("put", "/v1/views/detractors", detractors);
    await aCause(world);
    await followUp(world);
    await world.settle();
    theCase = (await cases.findOpenFor("ana"))!;
  });
  afterAll(() => Promise.all([world.close(), browser.close()]));

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
      await signIn(page, world.url, "alice@example.com");
    });
    afterAll(() => page.context().close());

    it.each([
      ["how it went", SCORES],
      ["what people said", ANSWERS],
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

    it("has nothing serious on the page of an answer", async () => {
      await page.goto(`${world.url}/responses`);
      const path = await page.locator("a[href^='/responses/']").first().getAttribute("href");
      expect(await faultsOf(page, path!)).toEqual(fine(path!));
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
