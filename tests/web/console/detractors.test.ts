import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { answer, ask, configure } from "../../build.js";
import { createWorld, type World } from "../../world.js";
import { linkOf, textOf } from "./pages.js";

describe("the list of detractors", () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  beforeEach(async () => {
    await world.reset();
    await configure(world);
  });
  afterAll(() => world.close());

  it("shows who waits, what they said and how to reach them, and counts them in the menu", async () => {
    await aDetractor("Nobody called back");
    const { text } = await (await world.signIn(world.bob)).get("/detractors");
    const page = textOf(text);
    expect(page).toContain("Detractors1 open");
    expect(page).toContain(
      "detractor · Support call · 1 Sep 2037, 10:00 Nobody called back Call +14155550123",
    );
    expect(linkOf(text, "tel:")).toBe("tel:+14155550123");
    expect(linkOf(text, "mailto:")).toBe("mailto:ana%2Bhome@example.com");
  });

  it("says that nobody waits", async () => {
    expect((await (await world.signIn(world.bob)).get("/detractors")).text).toContain("Nobody is waiting");
  });

  it("lets Bob take somebody, call, and be done; Alice sees each step", async () => {
    await aDetractor("Nobody called back");
    const bob = await world.signIn(world.bob);
    const alice = await world.signIn(world.alice);
    await press(bob, "owner");
    expect(textOf((await alice.get("/detractors")).text)).toContain("taken by Bob");
    expect(textOf((await alice.get("/detractors?tab=mine")).text)).toContain("You have taken nobody");
    expect((await press(bob, "done", "mine")).headers["location"]).toBe("/detractors?tab=mine");
    expect((await alice.get("/detractors")).text).toContain("Nobody is waiting");
    const done = textOf((await alice.get("/detractors?tab=done")).text);
    expect(done).toContain("Done by Bob, 1 Sep 2037, 10:00");
  });

  it("tells the second who presses Take that the first has it", async () => {
    await aDetractor();
    const [alice, bob] = [await world.signIn(world.alice), await world.signIn(world.bob)];
    const page = await alice.get("/detractors");
    await press(bob, "owner");
    const late = await alice.post(linkOf(page.text, "/detractors/"), { tab: "open" }, "/customers/ana");
    expect(late.status).toBe(303);
    const after = textOf((await alice.get("/detractors")).text);
    expect(after).toContain("Bob has taken this one already.");
    expect(after).toContain("taken by Bob");
  });

  it("lets the one who has it give it back, and then somebody else take it", async () => {
    await aDetractor();
    const [alice, bob] = [await world.signIn(world.alice), await world.signIn(world.bob)];
    await press(bob, "owner");
    await press(bob, "release");
    await press(alice, "owner");
    expect(textOf((await bob.get("/detractors")).text)).toContain("taken by Alice");
  });

  it("opens one again that was done by mistake, for the one who had it", async () => {
    await aDetractor();
    const bob = await world.signIn(world.bob);
    await press(bob, "owner");
    await press(bob, "done");
    await press(bob, "open", "done");
    expect(textOf((await bob.get("/detractors?tab=mine")).text)).toContain("you have taken this");
  });

  it("keeps somebody on the list who has raised their score since", async () => {
    const link = await aDetractor();
    await answer(world, link, { score: "10" });
    const page = textOf((await (await world.signIn(world.bob)).get("/detractors")).text);
    expect(page).toContain("was lower at first");
    expect(page).toContain("promoter · Support call");
  });

  it("refuses a button press that does not come from our page", async () => {
    await aDetractor();
    const bob = await world.signIn(world.bob);
    const action = linkOf((await bob.get("/detractors")).text, "/detractors/");
    const forged = await bob.post(action, { _csrf: "forged" }, "/detractors");
    expect(forged.status).toBe(403);
    expect(textOf((await bob.get("/detractors")).text)).not.toContain("you have taken this");
  });

  async function aDetractor(comment = "") {
    const customer = { id: "ana", name: "Ana Lopez", email: "ana+home@example.com", phone: "+14155550123" };
    const link = await ask(world, { customer });
    await answer(world, link, { score: "3", comment });
    return link;
  }

  async function press(browser: Awaited<ReturnType<World["signIn"]>>, verb: string, tab = "open") {
    const page = `/detractors?tab=${tab}`;
    const { text } = await browser.get(page);
    const action = [...text.matchAll(/action="(\/detractors\/[^"]+)"/g)]
      .map(([, one]) => one!)
      .find((one) => one.endsWith(verb));
    if (!action) throw new Error(`There is no button "${verb}"`);
    return browser.post(action, { tab }, page);
  }
});
