import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { ask, configure } from "../../build.js";
import { createWorld, type World } from "../../world.js";
import { linkOf, textOf } from "./pages.js";

describe("the outbox", () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  beforeEach(async () => {
    await world.reset();
    await configure(world);
  });
  afterAll(() => world.close());

  it("lists what would have been sent, and finds it by its address", async () => {
    await ask(world, { customer: { id: "ana", email: "ana@example.com" } });
    const browser = await world.signIn(world.alice);
    const page = textOf((await browser.get("/outbox?to=ANA@example.com")).text);
    expect(page).toContain("How did it go with Northwind? ana@example.com Email 1 Sep 2037, 10:00");
    expect((await browser.get("/outbox?to=ben@example.com")).text).toContain("No message to this address");
  });

  it("shows one message with its headers, its text and a frame that cannot run anything", async () => {
    const link = await ask(world);
    const browser = await world.signIn(world.alice);
    const { text } = await browser.get(linkOf((await browser.get("/outbox")).text, "/outbox/"));
    expect(textOf(text)).toContain("List-Unsubscribe-Post List-Unsubscribe=One-Click");
    expect(textOf(text)).toContain(`http://localhost:3000${link}`);
    expect(text).toContain('sandbox="allow-popups allow-popups-to-escape-sandbox"');
    expect(linkOf(text, "/outbox/")).toMatch(/\/html$/);
  });

  it("gives the frame a document of its own, without scripts, whose links open elsewhere", async () => {
    await ask(world, {
      customer: { id: "ana", email: "ana@example.com", name: "<script>alert(1)</script>" },
    });
    const browser = await world.signIn(world.alice);
    const address = linkOf((await browser.get("/outbox")).text, "/outbox/");
    const { text, headers } = await browser.get(`${address}/html`);
    expect(headers["content-security-policy"]).toBe(
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; " +
        "sandbox allow-popups allow-popups-to-escape-sandbox",
    );
    expect(headers["content-type"]).toContain("text/html");
    expect(text).toContain('<base target="_blank">');
    expect(text).not.toContain("<script");
  });

  it("is read by admins only", async () => {
    const mara = await world.signIn(world.mara);
    expect((await mara.get("/outbox")).status).toBe(403);
    expect((await mara.get("/")).text).not.toContain('href="/outbox"');
  });

  it("explains itself, and leaves the menu, when providers take all messages", async () => {
    world.context.outboxChannels.splice(0);
    const browser = await world.signIn(world.alice);
    const page = await browser.get("/outbox");
    expect(page.status).toBe(404);
    expect(textOf(page.text)).toContain("The outbox is not in use: email and SMS go to their providers");
    world.context.outboxChannels.push("email", "sms");
  });
});
