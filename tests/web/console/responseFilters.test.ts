import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import * as responses from "../../../src/store/responses.js";
import { createWorld, type Browser, type World } from "../../world.js";
import { aResponse, linkOf, textOf } from "./pages.js";

describe("the list of answers by filters", () => {
  let world: World;
  let mara: Browser;
  beforeAll(async () => {
    world = await createWorld();
    mara = await world.signIn(world.mara);
    const at = { day: "2037-08-20", comment: "Nobody (really) called .* back" };
    await responses.insert(aResponse({ ...at, id: "r1", score: 2, properties: { plan: "gold" } }));
    await responses.insert(aResponse({ id: "r2", day: "2037-08-30", score: 9, sentiment: "positive" }));
  });
  afterAll(() => world.close());

  const found = async (query: string) => {
    const { text } = await mara.get(`/responses?${query}`);
    return ["r1", "r2"].filter((id) => text.includes(`href="/responses/${id}"`));
  };

  it.each([
    ["text=NOBODY+back", ["r1"]],
    ["text=.*", ["r1"]],
    ["text=(really", ["r1"]],
    ["text=[a-z]", []],
    ["property=event.plan%3Dgold", ["r1"]],
    ["property=event.a.b%3Dgold", []],
    ["property=event.%24where%3D1", []],
    ["sentiment=positive&sentiment=negative", ["r2"]],
    ["comment=yes", ["r1"]],
    ["period=7d", ["r2"]],
    ["from=2007-01-01&to=2037-08-21", ["r1"]],
    ["from=2090-01-01", []],
    ["touchpoint=gone", []],
  ])("finds by %s", async (query, expected) => {
    expect(await found(query)).toEqual(expected);
  });

  it("shows each filter as a chip that leads to the list without it", async () => {
    const { text } = await mara.get("/responses?category=detractor&text=called&property=event.plan%3Dgold");
    expect(linkOf(text, "/responses?category=detractor&property")).toBe(
      "/responses?category=detractor&property=event.plan%3Dgold",
    );
    expect(textOf(text)).toContain("event.plan: gold");
    expect(linkOf(text, "/responses.csv")).toBe(
      "/responses.csv?category=detractor&property=event.plan%3Dgold&text=called",
    );
  });

  it("helps where nothing matches, and says beside a field what is wrong with it", async () => {
    expect(textOf((await mara.get("/responses?text=xyzzy")).text)).toContain("No answer matches");
    const backwards = await mara.get("/responses?from=2037-09-01&to=2037-08-01");
    expect(backwards.status).toBe(400);
    expect(backwards.text).toContain('id="to-error">must not lie before from<');
    const property = await mara.get("/responses?property=plan");
    expect(textOf(property.text)).toContain("must look like event.NAME=VALUE");
  });
});
