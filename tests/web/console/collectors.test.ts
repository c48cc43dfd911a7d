import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { configure } from "../../build.js";
import { collect, press } from "../../buildCollector.js";
import { createWorld, type Browser, type World } from "../../world.js";
import { errorBeside, formFields } from "./formFields.js";
import { textOf } from "./pages.js";

describe("the pages of other ways to ask", () => {
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

  const LINK = { kind: "link", name: "Front desk", touchpoint: "support-call", survey: "support-nps" };
  const create = (fields: Record<string, string> = {}) =>
    mara.post("/collectors", { ...LINK, origins: "", key: "", ...fields }, "/collectors/new");
  const stored = async (key: string) => (await world.api("get", `/v1/collectors/${key}`)).body;

  it("are found from the touchpoints, in one list with the touchpoint that each asks for", async () => {
    const empty = await mara.get("/collectors");
    expect(empty.text).toContain("First make");
    await collect(world, { kind: "kiosk", name: "Tablet at the exit" });
    const { text } = await mara.get("/touchpoints");
    expect(text).toContain('href="/collectors"');
    expect(textOf(text)).toContain("Tablet at the exit Kiosk, whoever comes along");
    const list = textOf((await mara.get("/collectors")).text);
    expect(list).toContain("Support call Tablet at the exit Kiosk · After a call");
  });

  it("are offered on a touchpoint's page, with that touchpoint chosen", async () => {
    await configure(world);
    const { text } = await mara.get("/touchpoints/support-call");
    expect(text).toContain("Other ways to ask");
    expect(text).toContain('href="/collectors/new?touchpoint=support-call"');
    const form = await mara.get("/collectors/new?touchpoint=support-call");
    expect(formFields(form.text, "/collectors")).toMatchObject({ touchpoint: "support-call", kind: "link" });
  });

  it("make a link whose address and code are given away at once", async () => {
    await configure(world);
    const answer = await create();
    expect([answer.status, answer.headers["location"]]).toEqual([303, "/collectors/support-call-front-desk"]);
    const { url, active } = await stored("support-call-front-desk");
    const page = await mara.get("/collectors/support-call-front-desk");
    expect(textOf(page.text)).toContain(url);
    expect(active).toBe(true);
    const svg = await mara.get("/collectors/support-call-front-desk/qr.svg");
    const png = await mara.get("/collectors/support-call-front-desk/qr.png");
    expect(svg.headers["content-type"]).toContain("image/svg+xml");
    expect(String(svg.body)).toContain("<svg");
    expect(png.headers["content-type"]).toBe("image/png");
    expect((await world.http.get(new URL(url).pathname)).text).toContain("How likely");
    expect(textOf((await mara.get("/touchpoints/support-call")).text)).toContain("Front desk");
  });

  it("make a website's snippet, with the origins that may show it", async () => {
    await configure(world);
    const origins = "https://www.example.com/help\nhttps://shop.example.com, https://www.example.com";
    await create({ kind: "website", name: "Help", origins, key: "help" });
    const { url, origins: kept } = await stored("help");
    expect(kept).toEqual(["https://www.example.com", "https://shop.example.com"]);
    const { text } = await mara.get("/collectors/help");
    const token = new URL(url).pathname.split("/").at(-1);
    expect(textOf(text)).toContain(
      `<script src="http://localhost:3000/embed.js" data-collector="${token}" async></script>`,
    );
    expect(textOf(text)).toContain(`<iframe src="${url}"`);
    expect(formFields(text, "/collectors/help")["origins"]).toBe(
      "https://www.example.com\nhttps://shop.example.com",
    );
  });

  it.each([
    ["", "needs the address of at least one website"],
    ["shop.example.com", "must be an address such as https://www.example.com"],
    ["http://shop.example.com", "must be an address such as https://www.example.com"],
    ["https://*", "must be an address such as https://www.example.com"],
    ["https://a.example;script-src", "must be an address such as https://www.example.com"],
  ])("refuse the website %j and keep what was typed", async (origins, message) => {
    await configure(world);
    const answer = await create({ kind: "website", origins, key: "help" });
    expect(answer.status).toBe(400);
    expect(errorBeside(answer.text, "origins")).toBe(message);
    expect(formFields(answer.text, "/collectors")).toMatchObject({
      origins,
      name: "Front desk",
      kind: "website",
    });
    expect((await world.api("get", "/v1/collectors")).body.items).toEqual([]);
  });

  it("name each field that is missing", async () => {
    await configure(world);
    const answer = await mara.post("/collectors", {}, "/collectors/new");
    expect(answer.status).toBe(400);
    for (const name of ["kind", "name", "touchpoint", "survey"])
      expect(errorBeside(answer.text, name)).toBe("is required");
  });

  it("do not make another one with the same key", async () => {
    await configure(world);
    await create({ key: "desk" });
    const again = await create({ key: "desk", name: "Other" });
    expect(errorBeside(again.text, "key")).toMatch(/is taken/);
    expect((await stored("desk")).name).toBe("Front desk");
  });

  it("switch it off and on; a change of its name leaves that as it is", async () => {
    const path = await collect(world);
    await mara.post("/collectors/front-desk/state", { state: "off" }, "/collectors/front-desk");
    expect((await world.http.get(path)).status).toBe(410);
    await mara.post("/collectors/front-desk", { name: "Entrance", survey: "support-nps" });
    expect(await stored("front-desk")).toMatchObject({ name: "Entrance", active: false, kind: "link" });
    await mara.post("/collectors/front-desk/state", { state: "on" }, "/collectors/front-desk");
    expect((await world.http.get(path)).status).toBe(200);
  });

  it("print the question in its languages, with brand and code", async () => {
    await collect(world);
    await configure(world, { surveyFields: { question: { en: "How likely?", ar: "ما مدى الاحتمال؟" } } });
    const english = await mara.get("/collectors/front-desk/poster");
    expect(textOf(english.text)).toContain("How likely?");
    expect(textOf(english.text)).toContain("Northwind");
    const arabic = await mara.get("/collectors/front-desk/poster?language=ar");
    expect(arabic.text).toContain('<html lang="ar" dir="rtl">');
    expect(arabic.text).toContain("ما مدى الاحتمال؟");
    expect(arabic.text).toContain('src="/collectors/front-desk/qr.svg"');
  });

  it("print the brand of their touchpoint, and no placeholder as it was written", async () => {
    await collect(world);
    const question = { en: "Would {{customer.name|you}} recommend {{brand.name}}?" };
    await configure(world, { surveyFields: { question } });
    await world.api("put", "/v1/brands/sunny", { name: "Sunny Roofs" });
    const touchpoint = { name: "Support call", stage: "support", brand: "sunny" };
    await world.api("put", "/v1/touchpoints/support-call", touchpoint);
    const { text } = await mara.get("/collectors/front-desk/poster");
    expect(textOf(text)).toContain("Would you recommend Sunny Roofs?");
    expect(text).not.toContain("Northwind");
  });

  it("print the usual language when the address names none that there is", async () => {
    await collect(world);
    for (const language of ["en-!!", "%00", "klingon", "x".repeat(200)]) {
      const poster = await mara.get(`/collectors/front-desk/poster?language=${language}`);
      expect([poster.status, poster.text.includes('<html lang="en"')]).toEqual([200, true]);
    }
  });

  it("call whoever answered there Anonymous, and lead to no page of theirs", async () => {
    const path = await collect(world);
    await press(world, (await world.http.get(path)).text, { score: "2" });
    for (const page of ["/responses", "/cases?queue=unassigned", "/invitations"]) {
      const { text } = await mara.get(page);
      expect(textOf(text)).toContain("Anonymous");
      expect(text).not.toContain("/customers/anonymous");
    }
    const [{ invitation }] = (await world.api("get", "/v1/responses")).body.items;
    const story = await mara.get(`/customers/anonymous:${invitation}`);
    expect([story.status, textOf(story.text).includes("without a name")]).toEqual([404, true]);
  });

  it("are not for agents", async () => {
    await collect(world);
    const bob = await world.signIn(world.bob);
    expect((await bob.get("/collectors/front-desk")).status).toBe(403);
  });

  describe("by program", () => {
    it("are created, replaced and listed, always with the same address", async () => {
      await collect(world);
      const { url } = await stored("front-desk");
      const changed = await world.api("put", "/v1/collectors/front-desk", {
        ...LINK,
        name: "Door",
        active: false,
      });
      expect([changed.status, changed.body]).toEqual([
        200,
        expect.objectContaining({ key: "front-desk", name: "Door", active: false, url }),
      ]);
      expect((await world.api("get", "/v1/collectors")).body.items).toEqual([changed.body]);
    });

    it.each([
      ["touchpoint", { touchpoint: "none" }],
      ["survey", { survey: "none" }],
      ["kind", { kind: "pigeon" }],
      ["origins", { kind: "link", origins: ["https://www.example.com"] }],
      ["origins.0", { kind: "website", origins: ["https://user@www.example.com"] }],
      ["colour", { colour: "red" }],
    ])("name the fault in %s", async (field, fields) => {
      await configure(world);
      const { status, body } = await world.api("put", "/v1/collectors/a", { ...LINK, ...fields });
      expect([status, body.error.fields[0].path]).toEqual([400, field]);
    });

    it("give a personal link as a QR code, but never somebody's link that was sent", async () => {
      const path = await collect(world);
      await press(world, (await world.http.get(path)).text, { score: "2" });
      const [{ invitation }] = (await world.api("get", "/v1/responses")).body.items;
      const { kind: _kind, name: _name, ...about } = LINK;
      const link = await world.api("post", "/v1/invitations", { ...about, customer: { id: "ana" } });
      const code = await world.api("get", `/v1/invitations/${link.body.id}/qr.svg`);
      expect([code.status, String(code.body).includes("<svg")]).toEqual([200, true]);
      expect((await world.api("get", `/v1/invitations/${invitation}/qr.svg`)).status).toBe(404);
      expect((await world.api("get", "/v1/invitations/unknown/qr.svg")).status).toBe(404);
    });
  });
});
