import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { announce } from "../../../src/domain/webhooks/announce.js";
import { WEBHOOK_TYPES } from "../../../src/records/webhookEndpoint.js";
import * as webhookEndpoints from "../../../src/store/webhookEndpoints.js";
import { deliverAll, listen, messagesOf } from "../../domain/webhooks/arrange.js";
import { saying, startReceiver, type Receiver } from "../../peers/receiver.js";
import { createWorld, type Browser, type World } from "../../world.js";
import { errorBeside, formFields } from "./formFields.js";
import { linkOf, textOf } from "./pages.js";

describe("webhooks in the console", () => {
  let world: World;
  let alice: Browser;
  let receiver: Receiver;
  beforeAll(async () => {
    world = await createWorld();
    receiver = await startReceiver();
  });
  beforeEach(async () => {
    await world.reset();
    receiver.answering = saying(200, "Thanks");
    receiver.received.length = 0;
    alice = await world.signIn(world.alice);
  });
  afterAll(async () => {
    await receiver.close();
    await world.close();
  });

  const fields = (other: Record<string, string | string[]> = {}) => ({
    name: "Our CRM",
    url: receiver.url,
    types: ["response.created", "case.opened"],
    ...other,
  });
  const happen = (id: string) =>
    announce({
      type: "case.opened",
      id,
      at: world.clock.now(),
      data: { customer: "ana", note: "<b>hi</b>" },
    });
  const page = async (path: string) => textOf((await alice.get(path)).text);

  it("says what they are for while there is none, beside the API keys", async () => {
    const keys = await alice.get("/api-keys");
    expect(linkOf(keys.text, "/webhooks")).toBe("/webhooks");
    expect(await page("/webhooks")).toContain("No program is told yet");
  });

  it("creates one, and shows its secret then and whenever it is asked for", async () => {
    const created = await alice.post("/webhooks", fields(), "/webhooks/new");
    expect([created.status, created.headers["location"]]).toEqual([303, "/webhooks/our-crm/secret"]);
    const { secret, types } = await webhookEndpoints.get("our-crm");
    expect(types).toEqual(["response.created", "case.opened"]);
    const shown = await alice.get("/webhooks/our-crm/secret");
    expect([textOf(shown.text).includes(secret), shown.headers["cache-control"]]).toEqual([true, "no-store"]);
    for (const other of ["/webhooks", "/webhooks/our-crm", "/webhooks/our-crm/settings"])
      expect(await page(other)).not.toContain("whsec_");
    await alice.post("/webhooks/our-crm/secret", {});
    const renewed = await page("/webhooks/our-crm/secret");
    expect(renewed).not.toContain(secret);
    expect(renewed).toContain("The secret before this one is good until 2 Sep 2037, 10:00");
  });

  it("keeps what was typed and says what is wrong beside the field", async () => {
    const answer = await alice.post(
      "/webhooks",
      { name: "CRM <1>", url: "ftp://example.com", key: "No!" },
      "/webhooks/new",
    );
    expect(answer.status).toBe(400);
    expect(formFields(answer.text, "/webhooks")).toMatchObject({ name: "CRM <1>", url: "ftp://example.com" });
    expect(errorBeside(answer.text, "url")).toContain("begins with https://");
    expect(errorBeside(answer.text, "types")).toBe("choose at least one");
    expect(errorBeside(answer.text, "key")).toContain("a-z");
    await listen(world, receiver);
    const taken = await alice.post("/webhooks", fields({ key: "crm" }), "/webhooks/new");
    expect(errorBeside(taken.text, "key")).toContain("is taken");
  });

  it("changes name, address and types, and leaves the rest", async () => {
    const before = await listen(world, receiver);
    const answer = await alice.post("/webhooks/crm/settings", fields({ types: "case.resolved" }));
    expect(answer.headers["location"]).toBe("/webhooks/crm");
    const after = await webhookEndpoints.get("crm");
    expect(after).toMatchObject({
      name: "Our CRM",
      types: ["case.resolved"],
      secret: before.secret,
      state: "on",
    });
    expect((await alice.get("/webhooks/crm/settings")).text).toMatch(/value="case.resolved" checked/);
    expect((await alice.post("/webhooks/crm/settings", fields({ name: "" }))).status).toBe(400);
  });

  it("sends a test message, and shows what was answered to it", async () => {
    await listen(world, { ...receiver, types: ["case.opened"] });
    const sent = await alice.post("/webhooks/crm/test", {}, "/webhooks/crm");
    const path = sent.headers["location"]!;
    expect(await page(path)).toContain("None yet");
    await deliverAll(world);
    expect(receiver.told()).toMatchObject([{ type: "webhook.test", data: {} }]);
    expect(await page(path)).toMatch(
      /webhook\.test Delivered.*answered 200 1 Sep 2037, 10:00 after \d+ ms Thanks/,
    );
  });

  it("logs every message with its tries, escaped, and filters by state", async () => {
    await listen(world, receiver);
    await happen("one");
    await deliverAll(world);
    receiver.answering = saying(500, "<script>alert(1)</script>");
    await happen("two");
    await deliverAll(world);
    const log = await page("/webhooks/crm");
    expect(log).toMatch(/case\.opened 1 Sep 2037, 10:00 Trying again answered 500 1 try/);
    expect(log).toMatch(/failing No try got through since 1 Sep 2037, 10:00/);
    expect(await page("/webhooks")).toMatch(/CRM .*failing/);
    expect(textOf((await alice.get("/webhooks/crm?state=delivered")).text)).not.toContain("Trying again");
    const waiting = (await messagesOf("crm")).find(({ state }) => state === "waiting")!;
    const { text } = await alice.get(`/webhooks/crm/messages/${waiting.webhookId}`);
    expect([text.includes("<script>alert"), text.includes("<b>hi")]).toEqual([false, false]);
    expect(textOf(text)).toContain("Next try 1 Sep 2037, 10:00");
    receiver.answering = saying(200);
    const path = `/webhooks/crm/messages/${waiting.webhookId}`;
    expect(textOf(text)).toContain("Try now");
    await alice.post(`${path}/again`, {}, path);
    expect(await deliverAll(world)).toBe(1);
    expect(await page(path)).toMatch(/Delivered.*answered 200.*answered 500/);
    const odd = await alice.get("/webhooks/crm?state=lost");
    expect([odd.status, errorBeside(odd.text, "state")]).toEqual([
      400,
      expect.stringContaining("must be one of"),
    ]);
    expect(await page("/webhooks/crm?state=dead")).toContain("No such message");
  });

  it("says on every page that one answered 410, and sends again one or all that were given up", async () => {
    await listen(world, receiver);
    for (const id of ["one", "two"]) await happen(id);
    receiver.answering = saying(410);
    await deliverAll(world);
    expect(await page("/")).toContain("CRM is told nothing any more. The webhook answered 410");
    expect(textOf((await (await world.signIn(world.mara)).get("/")).text)).not.toContain("410");
    expect(await page("/webhooks/crm")).toMatch(/gone It answered 410.*One message was given up/);
    expect(await page("/webhooks")).toContain("1 given up");
    receiver.answering = saying(200);
    await alice.post("/webhooks/crm/state", { state: "on" }, "/webhooks/crm");
    expect(await page("/")).toContain("CRM was not told everything.");
    await alice.post("/webhooks/crm/again", {}, "/webhooks/crm");
    expect(await page("/webhooks/crm")).toContain("One message is sent again now.");
    expect(await deliverAll(world)).toBe(2);
    expect(await page("/")).not.toContain("Look at it");
    const [message] = await messagesOf("crm");
    const path = `/webhooks/crm/messages/${message!.webhookId}`;
    expect((await alice.post(`${path}/again`, {}, path)).headers["location"]).toBe(path);
    expect(await page(path)).toContain("It is sent again now.");
    expect(await deliverAll(world)).toBe(1);
  });

  it("is switched off and on", async () => {
    await listen(world, receiver);
    await alice.post("/webhooks/crm/state", { state: "off" }, "/webhooks/crm");
    expect(await page("/webhooks/crm")).toContain("CRM is told nothing more.");
    await happen("one");
    expect(await messagesOf("crm")).toEqual([]);
    await alice.post("/webhooks/crm/state", { state: "on" }, "/webhooks/crm");
    await happen("two");
    expect(await messagesOf("crm")).toHaveLength(1);
  });

  it("is removed after one question, with its log", async () => {
    await listen(world, receiver);
    await happen("one");
    expect(await page("/webhooks/crm/removal")).toContain("Remove “CRM”?");
    const removed = await alice.post("/webhooks/crm/removal", {});
    expect(removed.headers["location"]).toBe("/webhooks");
    expect([await webhookEndpoints.list(), await messagesOf("crm")]).toEqual([[], []]);
    expect((await alice.get("/webhooks/crm")).status).toBe(404);
  });

  it("is for admins only, and every type has its sentence", async () => {
    await listen(world, receiver);
    for (const person of [world.bob, world.mara]) {
      const browser = await world.signIn(person);
      expect((await browser.get("/webhooks/crm/secret")).status).toBe(403);
      expect((await browser.post("/webhooks/crm/state", { state: "off" }, "/account")).status).toBe(403);
    }
    expect((await webhookEndpoints.get("crm")).state).toBe("on");
    const form = await alice.get("/webhooks/new");
    for (const type of WEBHOOK_TYPES)
      expect(form.text).toMatch(new RegExp(`<strong>${type}</strong><br><span class="quiet">A|Somebody`));
  });
});
