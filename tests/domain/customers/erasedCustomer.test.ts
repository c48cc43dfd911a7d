import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import mongoose from "mongoose";
import { receiveText } from "../../../src/domain/conversations/receiveText.js";
import * as customers from "../../../src/store/customers.js";
import * as erasures from "../../../src/store/erasures.js";
import * as suppressions from "../../../src/store/suppressions.js";
import { answer, anEvent, ask, BROWSER, configure, hiddenFields } from "../../build.js";
import { startReceiver, type Receiver } from "../../peers/receiver.js";
import { MAIL, postMail } from "../../web/hooks/sign.js";
import { createWorld, type World } from "../../world.js";
import { deliverAll, listen, messagesOf } from "../webhooks/arrange.js";
import { runJobs } from "./arrange.js";

const ANA = { id: "ana", name: "Ana Lopez", email: "ana@example.com", phone: "+34600111222" };

describe("a customer who was erased", () => {
  let world: World;
  let link: string;
  let crm: Receiver;
  beforeAll(async () => {
    [world, crm] = await Promise.all([createWorld({ mail: MAIL }), startReceiver()]);
  });
  beforeEach(async () => {
    await world.reset();
    crm.received.length = 0;
    await configure(world, { triggerFields: { quietPeriod: "P0D" } });
    link = await ask(world, { customer: ANA });
  });
  afterAll(() => Promise.all([world.close(), crm.close()]));

  const erase = async (id = "ana") => {
    await world.api("delete", `/v1/customers/${id}`).expect(204);
    await world.settle();
  };
  const count = (name: string, filter = {}) => mongoose.connection.collection(name).countDocuments(filter);
  const email = async (event: Record<string, unknown>) =>
    (await world.api("post", "/v1/events", anEvent(world, event))).body.decisions;

  it("is told that the link is not known when the page was still open, and nothing is stored", async () => {
    const page = await world.http.get(link).set("User-Agent", BROWSER);
    await erase();
    const late = { ...hiddenFields(page.text), score: "3", comment: "too late" };
    const answered = await world.http.post(link).set("User-Agent", BROWSER).type("form").send(late);
    expect(answered.status).toBe(404);
    expect(answered.text).toContain("We do not know this link");
    expect(await world.responses()).toEqual([]);
  });

  it("cannot answer either while the erasing has only begun", async () => {
    await erasures.insert({ customer: "ana", at: world.clock.now(), by: "Alice" });
    const answered = await answer(world, link, { score: "3" });
    expect(answered.status).toBe(404);
    expect(await world.responses()).toEqual([]);
  });

  it("comes back by no event, and the others of a batch are recorded", async () => {
    await erase();
    const refused = await world.api("post", "/v1/events", anEvent(world, { customer: ANA }));
    expect(refused.status).toBe(409);
    expect(refused.body.error).toMatchObject({
      code: "customer_erased",
      message: "This customer was erased. Nothing is stored about them any more.",
    });
    const events = [anEvent(world, { customer: ANA }), anEvent(world, { customer: { id: "bea" } })];
    const { body } = await world.api("post", "/v1/events/batch", { events });
    expect(JSON.stringify(body.results[0])).toContain("customer_erased");
    expect(body.results[1]).toMatchObject({ status: "recorded" });
    expect(await count("events", { customer: "ana" })).toBe(0);
    expect(await customers.find("ana")).toBeNull();
  });

  it("gets no link from another program", async () => {
    await erase();
    const asked = { touchpoint: "support-call", survey: "support-nps", customer: ANA, send: false };
    const refused = await world.api("post", "/v1/invitations", asked);
    expect(refused).toMatchObject({ status: 409, body: { error: { code: "customer_erased" } } });
    expect(await count("invitations")).toBe(0);
  });

  it("is not written to any more: what was planned, or claimed by a worker, does not go out", async () => {
    await world.api("post", "/v1/events", anEvent(world, { customer: ANA }));
    await erase();
    const before = await count("outbox");
    await world.dispatchAll();
    expect(await count("outbox")).toBe(before);
  });

  it("is not asked by the next import under another id after opting out; only a hash says so", async () => {
    await world.api("put", "/v1/customers/ana/opt-outs/email");
    await erase();
    expect(await email({ customer: { id: "ana-2", email: ANA.email } })).toMatchObject([
      { decision: "skip", reason: "opted_out" },
    ]);
    const { body } = await world.api("get", "/v1/suppressions");
    expect(body.items).toMatchObject([{ channel: "email", reason: "opted_out" }]);
    expect(body.items[0].address).toMatch(/^#[\w-]{43}$/);
    expect((await world.api("get", `/v1/suppressions?search=${ANA.email}`)).body.items).toHaveLength(1);
    expect((await world.api("get", "/v1/suppressions/export")).text.trim()).toBe(
      "channel,address,reason,at,by",
    );
    await world.api("delete", "/v1/customers/ana-2").expect(204);
    expect(await suppressions.find("email", ANA.email)).toMatchObject({ reason: "opted_out" });
    await world.api("delete", `/v1/suppressions/email/${ANA.email}`).expect(204);
    expect(await suppressions.find("email", ANA.email)).toBeNull();
  });

  it("who had another address when opting out is not asked at the new one either", async () => {
    await world.http.post(link.replace("/s/", "/u/")).expect(200);
    await email({ customer: { ...ANA, email: "new@example.com" } });
    await erase();
    expect(await email({ customer: { id: "ana-2", email: "new@example.com" } })).toMatchObject([
      { reason: "opted_out" },
    ]);
  });

  it("leaves to others what is theirs too: the shared address on the list, their texts, their changes", async () => {
    await email({ customer: { ...ANA, id: "leo", name: "Leo" } });
    await receiveText(world.context, { id: "t1", from: ANA.phone, text: "STOP" }, world.clock.now());
    await erase();
    expect(await suppressions.find("sms", ANA.phone)).toMatchObject({ reason: "opted_out" });
    expect((await world.api("get", "/v1/suppressions")).body.items).toMatchObject([{ address: ANA.phone }]);
    expect(await count("consentChanges", { customer: "leo" })).toBe(1);
    expect((await customers.get("leo")).optOuts.sms).toBeDefined();
    await erase("leo");
    expect((await world.api("get", "/v1/suppressions")).body.items[0].address).toMatch(/^#/);
  });

  it("may text STOP later, of which a hash is kept; no other text of theirs is", async () => {
    await erase();
    const text = (id: string, words: string) =>
      receiveText(world.context, { id, from: ANA.phone, text: words }, world.clock.now());
    expect(await text("t1", "9 because of the tuba")).toBeNull();
    await text("t2", "STOP");
    expect(await count("incomingTexts")).toBe(0);
    expect(await suppressions.find("sms", ANA.phone)).toMatchObject({ reason: "opted_out" });
    expect(JSON.stringify((await world.api("get", "/v1/suppressions")).body)).not.toContain("600111222");
    await text("t3", "START");
    expect(await suppressions.find("sms", ANA.phone)).toBeNull();
    await email({ customer: { id: "bea", phone: ANA.phone } });
    await text("t4", "I have this number now");
    expect(await count("incomingTexts")).toBe(1);
  });

  it("writes back to a mail that nobody knows any more", async () => {
    const { body } = await world.api("get", "/v1/invitations");
    await erase();
    const to = `To: reply+${body.items[0].id}@in.example.com`;
    await postMail(world, ["From: ana@example.com", to, "Subject: Re", "Message-ID: <1@x>", "", "tuba"]);
    expect(await count("replies")).toBe(0);
  });

  it("is told of to other programs by the id alone, and their log forgets it once they know", async () => {
    await listen(world, { url: crm.url, types: ["customer.erased"] });
    await erase();
    expect(await messagesOf("crm")).toEqual([]);
    await runJobs(world);
    await deliverAll(world);
    expect(crm.received.map(({ body }) => JSON.parse(body))).toEqual([
      { type: "customer.erased", timestamp: world.clock.now().toISOString(), data: { customer: "ana" } },
    ]);
    expect(await messagesOf("crm")).toEqual([]);
  });

  it("may be erased by an admin on their page, who is told what goes and is asked once", async () => {
    await answer(world, link, { score: "9" });
    const [alice, mara] = [await world.signIn(world.alice), await world.signIn(world.mara)];
    expect((await mara.get("/customers/ana")).text).not.toContain("Erase this customer");
    expect((await mara.get("/customers/ana/erasure")).status).toBe(403);
    expect((await alice.get("/customers/ana")).text).toContain('href="/customers/ana/erasure"');
    const asked = await alice.get("/customers/ana/erasure");
    expect(asked.text).toContain("Erase Ana Lopez?");
    expect(asked.text).toMatch(/1\s?answer</);
    expect(await customers.find("ana")).not.toBeNull();
    const done = await alice.post("/customers/ana/erasure", {});
    expect(done).toMatchObject({ status: 303, headers: { location: "/customers" } });
    expect((await alice.get("/customers")).text).toContain("The customer was erased");
    expect(await customers.find("ana")).toBeNull();
    expect(await alice.get("/customers/ana/erasure")).toMatchObject({ status: 404 });
    expect((await erasures.find("ana"))?.by).toBe("Alice");
  });

  it("needs a key with the scope for it", async () => {
    const made = await (
      await world.signIn(world.alice)
    ).post("/api-keys", { name: "Phone", scopes: ["events", "read", "configuration"] });
    const [, key] = /Bearer ([\w-]+)/.exec(made.text) ?? [];
    const refused = await world.http.delete("/v1/customers/ana").set("Authorization", `Bearer ${key}`);
    expect(refused.status).toBe(403);
    expect(await customers.find("ana")).not.toBeNull();
  });
});
