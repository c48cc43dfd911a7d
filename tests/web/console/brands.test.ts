import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { ask, configure } from "../../build.js";
import { createWorld, type Browser, type World } from "../../world.js";
import { errorBeside, formFields } from "./formFields.js";

describe("brands", () => {
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

  const sunny = { name: "Sunny Roofs", colour: "#f2b705", from: "hello@sunny.example.com" };
  const choose = (brand: string) =>
    world.api("put", "/v1/touchpoints/support-call", { name: "Support call", stage: "support", brand });

  it("are made on a page, with the key that the name proposes", async () => {
    const answer = await mara.post("/brands", { ...sunny, logoUrl: "", replyTo: "", key: "" }, "/brands/new");
    expect(answer.headers["location"]).toBe("/brands");
    expect((await world.api("get", "/v1/brands/sunny-roofs")).body).toMatchObject(sunny);
    expect((await mara.get("/brands")).text).toContain("Sunny Roofs can be chosen at touchpoints now.");
  });

  it("keep what was typed and name each fault", async () => {
    const typed = { name: "", colour: "yellow", logoUrl: "http://x", from: "hello", replyTo: "@" };
    const answer = await mara.post("/brands", typed, "/brands/new");
    expect(answer.status).toBe(400);
    expect(errorBeside(answer.text, "colour")).toBe("must be a colour such as #1f5f8b");
    for (const name of ["name", "logoUrl", "from", "replyTo"])
      expect(errorBeside(answer.text, name)).not.toBeNull();
    expect(formFields(answer.text, "/brands")).toMatchObject({ colour: "yellow", from: "hello" });
    expect((await world.api("get", "/v1/brands")).body.items).toEqual([]);
  });

  it("change, and lose what is left empty", async () => {
    await world.api("put", "/v1/brands/sunny", sunny);
    await mara.post("/brands/sunny", { name: "Sunny", colour: "", logoUrl: "", from: "", replyTo: "" });
    const { body } = await world.api("get", "/v1/brands/sunny");
    expect([body.name, body.colour, body.from]).toEqual(["Sunny", undefined, undefined]);
    expect((await mara.post("/brands", { ...sunny, key: "sunny" }, "/brands/new")).status).toBe(400);
  });

  it("are chosen at a touchpoint, where only those can be named that there are", async () => {
    await configure(world);
    await world.api("put", "/v1/brands/sunny", sunny);
    const form = formFields((await mara.get("/touchpoints/support-call")).text, "/touchpoints/support-call");
    expect(form["brand"]).toBe("");
    await mara.post("/touchpoints/support-call", { ...form, brand: "sunny" });
    expect((await world.api("get", "/v1/touchpoints/support-call")).body.brand).toBe("sunny");
    const unknown = await choose("moon");
    expect([unknown.status, unknown.body.error.fields[0].path]).toEqual([400, "brand"]);
  });

  it("stand on the mail, the survey and the page of opting out, with their logo and no other picture", async () => {
    await configure(world, {
      surveyFields: { question: { en: "Would you recommend {{brand.name}}, {{customer.name|you}}?" } },
    });
    await world.api("put", "/v1/brands/sunny", { ...sunny, logoUrl: "https://cdn.example.com/sun.png" });
    await choose("sunny");
    const link = await ask(world);
    const { body } = await world.api("get", "/v1/outbox");
    expect(body.messages[0].headers["From"]).toBe("Sunny Roofs <hello@sunny.example.com>");
    expect(body.messages[0].html).toContain('bgcolor="#f2b705"');
    const page = await world.http.get(link);
    expect(page.text).toContain("Would you recommend Sunny Roofs, Ana Lopez?");
    expect(page.text).toContain('alt="Sunny Roofs"');
    expect(page.text).toContain("--brand-fill:#f2b705");
    const policy = page.headers["content-security-policy"];
    expect(policy).toContain("img-src 'self' data: https://cdn.example.com;");
    const optOut = await world.http.get(link.replace("/s/", "/u/"));
    expect(optOut.text).toContain("Should Sunny Roofs stop asking");
  });

  it("reach invitations that were made before", async () => {
    await configure(world);
    const link = await ask(world);
    expect((await world.http.get(link)).text).toContain('<p class="brand">Northwind</p>');
    await world.api("put", "/v1/brands/sunny", sunny);
    await choose("sunny");
    expect((await world.http.get(link)).text).toContain('<p class="brand">Sunny Roofs</p>');
  });

  it("are named in surveys with placeholders that are checked when the survey is saved", async () => {
    const answer = await world.api("put", "/v1/surveys/nps", {
      name: "NPS",
      metric: "nps",
      question: { en: "Hello {{customer.nmae|there}}" },
      email: { subject: { en: "{{customer.name}}" } },
    });
    expect(answer.status).toBe(400);
    expect(answer.body.error.fields.map(({ path }: { path: string }) => path)).toEqual([
      "question.en",
      "email.subject.en",
    ]);
  });

  it("leave the mail's texts as they are when a survey is published from its page", async () => {
    const email = { subject: { en: "How was it?" }, intro: { en: "We read every answer." } };
    await configure(world, { surveyFields: { email } });
    const form = formFields((await mara.get("/surveys/support-nps")).text, "/surveys/support-nps");
    expect(form["email_subject_en"]).toBe("How was it?");
    const typed = { ...form, email_subject_en: "{{customer.name}}", do: "publish" };
    const refused = await mara.post("/surveys/support-nps", typed);
    expect(errorBeside(refused.text, "email_subject_en")).toContain("needs words");
    await mara.post("/surveys/support-nps", { ...form, email_subject_en: "And?", do: "publish" });
    const { body } = await world.api("get", "/v1/surveys/support-nps");
    expect(body.email).toEqual({ subject: { en: "And?" }, intro: email.intro });
  });
});
