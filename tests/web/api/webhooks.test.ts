import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { announce } from "../../../src/domain/webhooks/announce.js";
import { deliverAll } from "../../domain/webhooks/arrange.js";
import { saying, startReceiver, type Receiver } from "../../peers/receiver.js";
import { createWorld, type World } from "../../world.js";

describe("webhooks by program", () => {
  let world: World;
  let receiver: Receiver;
  beforeAll(async () => {
    world = await createWorld();
    receiver = await startReceiver();
  });
  beforeEach(async () => {
    await world.reset();
    receiver.answering = saying(200, "Thanks");
  });
  afterAll(async () => {
    await receiver.close();
    await world.close();
  });

  const put = (fields: object = {}, key = "crm") =>
    world.api("put", `/v1/webhooks/${key}`, {
      name: "CRM",
      url: receiver.url,
      types: ["case.opened"],
      ...fields,
    });
  const happen = (id: string) =>
    announce({ type: "case.opened", id, at: world.clock.now(), data: { customer: "ana" } });

  it("are created with a secret that is told once", async () => {
    const created = await put();
    expect([created.status, created.body.secret]).toEqual([201, expect.stringMatching(/^whsec_\S{44}$/)]);
    const again = await put({ name: "Our CRM" });
    expect([again.status, again.body.secret, again.body.name]).toEqual([200, undefined, "Our CRM"]);
    const { body } = await world.api("get", "/v1/webhooks");
    expect(body.items).toMatchObject([
      { key: "crm", name: "Our CRM", active: true, state: "on", failingSince: null },
    ]);
    expect(JSON.stringify(body)).not.toContain("whsec_");
    const renewed = await world.api("post", "/v1/webhooks/crm/secret");
    expect([renewed.status, renewed.body.previousSecretUntil]).toEqual([201, "2037-09-02T10:00:00.000Z"]);
    expect(renewed.body.secret).not.toBe(created.body.secret);
  });

  it.each([
    ["not an address", /begins with https/],
    ["ftp://example.com/hook", /begins with https/],
    ["javascript:alert(1)", /begins with https/],
    ["https://user:secret@example.com/", /password/],
    ["https://example.com/#part", /#/],
    ["http://169.254.169.254/latest/meta-data", /no program listens/],
    ["http://0.0.0.0/", /no program listens/],
    ["", /not be empty/],
  ])("refuse the address %j and name the field", async (url, message) => {
    const { status, body } = await put({ url });
    expect([status, body.error.fields]).toEqual([
      400,
      [{ path: "url", message: expect.stringMatching(message) }],
    ]);
  });

  it.each([
    "http://127.0.0.1:9/",
    "http://10.0.0.8/",
    "https://localhost/hook",
    "http://[::1]/",
    "http://0x7f.1/",
  ])("refuse %s where receivers may not be neighbours", async (url) => {
    world.context.webhooksMayBePrivate = false;
    try {
      const { status, body } = await put({ url });
      expect([status, body.error.fields[0]]).toEqual([
        400,
        { path: "url", message: expect.stringContaining("WEBHOOKS_MAY_BE_PRIVATE") },
      ]);
    } finally {
      world.context.webhooksMayBePrivate = true;
    }
  });

  it("judge a neighbour at each try as well, should the setting have changed", async () => {
    await put();
    await happen("one");
    world.context.webhooksMayBePrivate = false;
    await deliverAll(world);
    world.context.webhooksMayBePrivate = true;
    const { body } = await world.api("get", "/v1/webhooks/crm/messages");
    expect(body.items[0]).toMatchObject({
      state: "waiting",
      tries: [{ status: null, fault: "private_address" }],
    });
  });

  it("refuse unknown types and an empty list", async () => {
    const odd = await put({ types: ["case.opened", "case.eaten"] });
    expect(odd.body.error.fields).toMatchObject([{ path: "types.1" }]);
    const none = await put({ types: [] });
    expect(none.body.error.fields).toEqual([{ path: "types", message: "choose at least one" }]);
  });

  it("list their messages by state, and send one again", async () => {
    await put();
    await happen("one");
    await deliverAll(world);
    receiver.answering = saying(410, "Gone");
    await happen("two");
    await deliverAll(world);
    const all = await world.api("get", "/v1/webhooks/crm/messages");
    expect(all.body.items).toHaveLength(2);
    const dead = (await world.api("get", "/v1/webhooks/crm/messages?state=dead")).body.items;
    expect(dead).toMatchObject([
      { type: "case.opened", state: "dead", tries: [{ status: 410, answer: "Gone" }], nextTryAt: null },
    ]);
    expect(dead[0].body).toMatchObject({ type: "case.opened", data: { customer: "ana" } });
    const again = `/v1/webhooks/crm/messages/${dead[0].id}/send-again`;
    expect((await world.api("post", again)).body).toMatchObject({ state: "waiting" });
    receiver.answering = saying(200);
    await put({ active: true });
    expect(await deliverAll(world)).toBe(1);
    const wrong = await world.api("get", "/v1/webhooks/crm/messages?state=lost");
    expect(wrong.body.error.fields).toMatchObject([{ path: "state" }]);
    expect((await world.api("get", "/v1/webhooks/other/messages")).status).toBe(404);
  });

  it("are removed with their log, and a new one under the key begins empty", async () => {
    await put();
    await happen("one");
    expect((await world.api("delete", "/v1/webhooks/crm")).status).toBe(204);
    expect((await world.api("delete", "/v1/webhooks/crm")).status).toBe(404);
    await put();
    expect((await world.api("get", "/v1/webhooks/crm/messages")).body.items).toEqual([]);
  });

  it("keep what waits while they are off", async () => {
    await put();
    await happen("one");
    expect((await put({ active: false })).body).toMatchObject({ active: false, state: "off" });
    expect(await deliverAll(world)).toBe(0);
    await put({ active: true });
    expect(await deliverAll(world)).toBe(1);
  });
});
