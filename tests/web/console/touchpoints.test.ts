import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { configure } from "../../build.js";
import { createWorld, type Browser, type World } from "../../world.js";
import { errorBeside, formFields } from "./formFields.js";

describe("the pages of touchpoints", () => {
  let world: World;
  let mara: Browser;
  beforeAll(async () => {
    world = await createWorld();
  });
  beforeEach(async () => {
    await world.reset();
    mara = await world.signIn(world.mara);
  });
  afterAll(() => world.close());

  const create = (fields: Record<string, string>) => mara.post("/touchpoints", fields, "/touchpoints/new");

  it("say what a touchpoint is while there is none", async () => {
    const page = await mara.get("/touchpoints");
    expect(page.text).toContain("No touchpoint yet");
    expect(page.text).toContain('href="/touchpoints/new"');
  });

  it("make a touchpoint whose key comes from its name", async () => {
    const answer = await create({ name: "Después de la visita!", stage: "support", key: "" });
    expect([answer.status, answer.headers["location"]]).toEqual([303, "/touchpoints"]);
    const { body } = await world.api("get", "/v1/touchpoints/despues-de-la-visita");
    expect(body).toMatchObject({ name: "Después de la visita!", stage: "support" });
    expect((await mara.get("/touchpoints")).text).toContain("Después de la visita! is on the journey.");
  });

  it("show the touchpoints along the journey with what asks there", async () => {
    await world.api("put", "/v1/touchpoints/a-renewal", { name: "Renewal", stage: "renewal" });
    await world.api("put", "/v1/touchpoints/z-sales", { name: "Sales call", stage: "purchase" });
    await configure(world, { triggerFields: { delay: "PT2H" } });
    const { text } = await mara.get("/touchpoints");
    const order = ["Sales call", "Support call", "Renewal"].map((name) => text.indexOf(`>${name}<`));
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(text).toMatch(
      /After a call<\/a> <span class="quiet">2 hours later by email, after<\/span> <code>call\.ended/,
    );
  });

  it("keep what was typed and name each fault", async () => {
    const answer = await create({ name: "", stage: "", key: "No Key" });
    expect(answer.status).toBe(400);
    expect(errorBeside(answer.text, "name")).toBe("must not be empty");
    expect(errorBeside(answer.text, "stage")).toBe("is required");
    expect(errorBeside(answer.text, "key")).toMatch(/1 to 64 characters/);
    expect(formFields(answer.text, "/touchpoints")).toMatchObject({ key: "No Key" });
    expect((await world.api("get", "/v1/touchpoints")).body.items).toEqual([]);
  });

  it.each(["support-call", "scores", "new"])("do not make another one with the key %s", async (key) => {
    await configure(world);
    const answer = await create({ name: "Other", stage: "use", key });
    expect(answer.status).toBe(400);
    expect(errorBeside(answer.text, "key")).toMatch(/is (taken|reserved)/);
    expect((await world.api("get", "/v1/touchpoints/support-call")).body.name).toBe("Support call");
  });

  it("change name and stage, and show the same as code", async () => {
    await configure(world);
    const answer = await mara.post("/touchpoints/support-call", {
      name: 'Call <b>"us"</b>',
      stage: "use",
      key: "other",
    });
    expect(answer.headers["location"]).toBe("/touchpoints/support-call");
    const { text } = await mara.get("/touchpoints/support-call");
    expect(text).not.toContain("<b>&quot;");
    expect(formFields(text, "/touchpoints/support-call")).toMatchObject({
      name: 'Call <b>"us"</b>',
      stage: "use",
    });
    expect(text).toContain("PUT /v1/touchpoints/support-call");
    expect((await world.api("get", "/v1/touchpoints")).body.items).toHaveLength(1);
  });

  it("do not make a touchpoint by changing one that is not there", async () => {
    await configure(world);
    const answer = await mara.post("/touchpoints/unknown", { name: "X", stage: "use" }, "/touchpoints/new");
    expect(answer.status).toBe(404);
    expect((await mara.get("/touchpoints/unknown")).status).toBe(404);
  });

  it("are not for agents", async () => {
    const bob = await world.signIn(world.bob);
    for (const path of ["/touchpoints", "/surveys", "/triggers"])
      expect((await bob.get(path)).status).toBe(403);
  });
});
