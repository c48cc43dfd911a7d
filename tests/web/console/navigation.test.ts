import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { createWorld, type World } from "../../world.js";

describe("the menu", () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  beforeEach(() => world.reset());
  afterAll(() => world.close());

  const linksOf = (html: string) => [...html.matchAll(/<a[^>]* href="([^"]+)"/g)].map(([, href]) => href);
  const currentOf = (html: string) =>
    [...html.matchAll(/<a[^>]* href="([^"]+)" aria-current="page"/g)].map(([, href]) => href);

  it.each([
    ["/touchpoints", ["/collectors", "/brands"]],
    ["/triggers", ["/contact-policy", "/suppressions", "/sending"]],
  ])("leads a manager from %s to the pages beside it, and shows where they are", async (entry, beside) => {
    const mara = await world.signIn(world.mara);
    expect(linksOf((await mara.get("/")).text)).toContain(entry);
    const { text } = await mara.get(entry);
    expect(linksOf(text)).toEqual(expect.arrayContaining(beside));
    for (const path of beside) {
      const page = await mara.get(path);
      expect([page.status, currentOf(page.text)]).toEqual([200, [entry, path]]);
    }
  });

  it("has the tabs on no page below, which leads back by itself", async () => {
    const mara = await world.signIn(world.mara);
    const { text } = await mara.get("/brands/new");
    expect(currentOf(text)).toEqual(["/touchpoints"]);
    expect(linksOf(text)).toContain("/brands");
    expect(linksOf(text)).not.toContain("/collectors");
  });
});
