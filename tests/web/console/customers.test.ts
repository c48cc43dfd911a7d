import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { anEvent, answer, ask, configure } from "../../build.js";
import { HOUR, MINUTE } from "../../testClock.js";
import { createWorld, type World } from "../../world.js";
import { linkOf, textOf } from "./pages.js";

describe("the customers", () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  beforeEach(() => world.reset());
  afterAll(() => world.close());

  it("are found by the beginning of a name and by a whole email", async () => {
    await event({ id: "1", name: "Ana Lopez", email: "ana@example.com" });
    await event({ id: "2", name: "Ben Rossi", email: "ben@example.com" });
    const browser = await world.signIn(world.mara);
    const byName = (await browser.get("/customers?search=ana")).text;
    expect(byName).toContain("Ana Lopez");
    expect(byName).not.toContain("Ben Rossi");
    expect((await browser.get("/customers?search=ben%40example.com")).text).toContain("Ben Rossi");
    expect((await browser.get("/customers?search=.*")).text).toContain("Nobody found");
  });

  it("have a page with what we know, whatever their id looks like", async () => {
    const id = "a/b?c=<d> 100%";
    await event({
      id,
      name: "Ana <b>Lopez</b>",
      locale: "es-MX",
      timeZone: "America/Chicago",
      attributes: { plan: "Gold" },
    });
    const browser = await world.signIn(world.mara);
    const address = linkOf((await browser.get("/customers")).text, "/customers/a");
    const { status, text } = await browser.get(address);
    expect(status).toBe(200);
    expect(text).toContain("Ana &lt;b&gt;Lopez&lt;/b&gt;</h1>");
    const page = textOf(text);
    expect(page).toContain(`Id ${id} `);
    expect(page).toContain("Language Mexican Spanish Local time Tue 1 Sep, 05:00, Chicago time");
    expect(page).toContain("plan Gold");
  });

  it("have a friendly page when they do not exist", async () => {
    const page = await (await world.signIn(world.mara)).get("/customers/nobody");
    expect(page.status).toBe(404);
    expect(page.text).toContain("No customer has the id");
  });

  it("have a story: what happened, what we decided, what they said, newest first", async () => {
    await configure(world, { triggerFields: { delay: "PT1H" } });
    const customer = { id: "ana", name: "Ana Lopez", email: "ana@example.com" };
    const fields = {
      customer,
      agent: { id: "a1", name: "Sam Ortiz" },
      team: "North",
      properties: { minutes: 6 },
    };
    await world.api("post", "/v1/events", anEvent(world, fields));
    world.clock.advance(HOUR);
    await world.dispatchAll();
    const { body } = await world.api("get", "/v1/outbox");
    world.clock.advance(MINUTE);
    await answer(world, new URL(body.messages[0].text.match(/http\S+\/s\/[\w-]+/)[0]).pathname, {
      score: "3",
      comment: "Too slow",
    });
    world.clock.advance(MINUTE);
    await world.api("post", "/v1/events", anEvent(world, fields));
    const page = textOf((await (await world.signIn(world.mara)).get("/customers/ana")).text);
    const entries = [
      "Not asked about Support call1 Sep 2037, 11:02 The customer was asked",
      "call.ended1 Sep 2037, 11:02",
      "Gave a 3 for Support call1 Sep 2037, 11:01 3 Too slow Detractor, by email",
      "Opened the survey about Support call1 Sep 2037, 11:01",
      "Asked about Support call1 Sep 2037, 11:00 By email.",
      "To be asked about Support call1 Sep 2037, 10:00 Planned for 1 Sep 2037, 11:00 by email. Trigger after-call.",
      "call.ended1 Sep 2037, 10:00 agent: Sam Ortiz team: North minutes: 6",
    ];
    const places = entries.map((entry) => page.indexOf(entry));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  it("can be opted out by the company and back in, with when and by whom", async () => {
    await configure(world);
    await event({ id: "ana", email: "ana@example.com" });
    const browser = await world.signIn(world.mara);
    const out = await browser.post("/customers/ana/opt-outs/email", {}, "/customers/ana");
    expect(out.headers["location"]).toBe("/customers/ana");
    const page = textOf((await browser.get("/customers/ana")).text);
    expect(page).toContain("Will not be asked by email any more.");
    expect(page).toContain("Email opted out noted by the company (Mara), 1 Sep 2037, 10:00");
    const refused = await world.api("post", "/v1/events", anEvent(world, { customer: { id: "ana" } }));
    expect(refused.body.decisions).toMatchObject([{ decision: "skip", reason: "opted_out" }]);
    await browser.post("/customers/ana/opt-ins/email", {}, "/customers/ana");
    expect(textOf((await browser.get("/customers/ana")).text)).toContain("Email yes");
  });

  it("are not opted in again without a warning when the wish was their own", async () => {
    await configure(world);
    const link = await ask(world, { customer: { id: "ana", email: "ana@example.com" } });
    await world.http.post(link.replace("/s/", "/u/"));
    const page = textOf((await (await world.signIn(world.mara)).get("/customers/ana")).text);
    expect(page).toContain("by the link in a message");
    expect(page).toContain("Only opt in again if the customer asks for it.");
  });

  async function event(customer: Record<string, unknown>) {
    const posted = await world.api("post", "/v1/events", anEvent(world, { customer }));
    if (posted.status !== 202) throw new Error(posted.text);
  }
});
