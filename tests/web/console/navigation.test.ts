import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { consoleRoutes } from "../../../src/web/consoleRoutes.js";
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

  it("has seven entries for an admin, what is set up under the last, and two for an agent", async () => {
    const menuOf = (html: string) => linksOf(/<nav aria-label="Main">.*?<\/nav>/s.exec(html)![0]);
    const [alice, bob] = [await world.signIn(world.alice), await world.signIn(world.bob)];
    expect(menuOf((await alice.get("/")).text)).toEqual([
      "/",
      "/cases",
      "/responses",
      "/customers",
      "/invitations",
      "/coverage",
      "/settings",
    ]);
    expect(menuOf((await bob.get("/")).text)).toEqual(["/", "/cases"]);
  });

  it("leads by the settings to every page without a parameter that an admin may open", async () => {
    const alice = await world.signIn(world.alice);
    const pages = ["/", "/cases", "/responses", "/customers", "/invitations", "/coverage", "/settings"];
    const { text } = await alice.get(pages.at(-1)!);
    const beside = linksOf((await alice.get("/responses")).text); // saved views
    const ofAccount = linksOf((await alice.get("/account")).text); // the mail about scores
    const files = [
      "/cases/report.csv",
      "/coverage.csv",
      "/responses.csv",
      "/scores.csv",
      "/account/score-digest/mail",
    ];
    const known = [
      ...pages,
      ...linksOf(text),
      ...beside,
      ...ofAccount,
      "/account",
      "/cases/report",
      ...files,
    ];
    const lists = consoleRoutes
      .filter(({ method, access }) => method === "get" && typeof access === "object")
      .map(({ path }) => path)
      .filter((path) => !path.includes(":") && !/\/(new|export)$/.test(path));
    expect(lists.filter((path) => !known.includes(path))).toEqual([]);
  });

  it("shows a manager no setting of an admin", async () => {
    const mara = await world.signIn(world.mara);
    const links = linksOf((await mara.get("/settings")).text);
    expect(links).toEqual(expect.arrayContaining(["/touchpoints", "/suppressions"]));
    for (const path of ["/case-rules", "/teams", "/users", "/webhooks", "/outbox"])
      expect(links).not.toContain(path);
  });

  it.each([
    ["/touchpoints", ["/surveys", "/collectors", "/brands"]],
    ["/triggers", ["/contact-policy", "/suppressions", "/sending"]],
  ])("leads a manager from %s to the pages beside it, and shows where they are", async (entry, beside) => {
    const mara = await world.signIn(world.mara);
    const { text } = await mara.get(entry);
    expect(linksOf(text)).toEqual(expect.arrayContaining(beside));
    for (const path of [entry, ...beside]) {
      const page = await mara.get(path);
      expect([page.status, currentOf(page.text)]).toEqual([200, ["/settings", path]]);
    }
  });

  it("has the tabs on no page below, which leads back by itself", async () => {
    const mara = await world.signIn(world.mara);
    const { text } = await mara.get("/brands/new");
    expect(currentOf(text)).toEqual(["/settings"]);
    expect(linksOf(text)).toContain("/brands");
    expect(linksOf(text)).not.toContain("/collectors");
  });
});
