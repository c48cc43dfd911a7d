import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Browser, Locator } from "playwright-core";
import { answer, ask, configure } from "../build.js";
import { aCause } from "../buildCase.js";
import { createWorld, type World } from "../world.js";
import { DESK, openPage, PHONE, signIn, startChromium } from "./chromium.js";

describe("the queue of cases in a browser", () => {
  let world: World;
  let browser: Browser;
  beforeAll(async () => {
    [world, browser] = await Promise.all([createWorld(), startChromium()]);
    await configure(world);
    for (const [id, name, comment] of [
      ["ana", "Ana Lopez", "Nobody called back"],
      ["ben", "Ben Young", "The crew was late"],
      ["cleo", "Cleo Park", ""],
    ]) {
      const customer = { id, name, email: `${id}@example.com`, phone: "+14155550123" };
      await answer(world, await ask(world, { customer }), { score: "2", comment: comment! });
    }
    await aCause(world);
    await world.settle();
  });
  afterAll(() => Promise.all([world.close(), browser.close()]));

  it("lets an agent take a case, log a call and resolve it without JavaScript", async () => {
    const page = await openPage(browser, { viewport: PHONE, javaScriptEnabled: false });
    await signIn(page, world.url, "bob@example.com");
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
    await signIn(page, world.url, "bob@example.com");
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
    await signIn(page, world.url, "bob@example.com");
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
});
