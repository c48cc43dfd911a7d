import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import * as notifications from "../../../src/store/notifications.js";
import * as users from "../../../src/store/users.js";
import { saying, startReceiver, type Receiver } from "../../peers/receiver.js";
import { createWorld, type Browser, type World } from "../../world.js";
import { aTeam, calendarIn, choose } from "../../domain/notifications/arrange.js";

describe("choosing what one is told", () => {
  let world: World;
  let chat: Receiver;
  let bob: Browser;
  beforeAll(async () => {
    chat = await startReceiver();
    world = await createWorld();
  });
  beforeEach(async () => {
    await world.reset();
    world.clock.set(new Date());
    delete world.context.chatMayBePrivate;
    chat.received.length = 0;
    chat.answering = saying(200);
    bob = await world.signIn(world.bob);
  });
  afterAll(async () => {
    await world.close();
    await chat.close();
  });

  const send = (fields: Record<string, string | string[]>, path = "/account/notifications") =>
    bob.post(path, fields, "/account");
  const box = (name: string, value: string) => new RegExp(`name="${name}" value="${value}"( checked)?`);
  const isTicked = (html: string, name: string, value: string) =>
    box(name, value).exec(html)?.[1] === " checked";

  it("begins with what is usual: mails about one's own cases, and a morning mail where the team is", async () => {
    await aTeam(world, ["bob"], calendarIn("Europe/Madrid"));
    const { text } = await bob.get("/account");
    const kinds = ["assigned", "mentioned", "received", "reply_failed", "escalated", "reopened", "urgent"];
    expect(kinds.map((kind) => isTicked(text, "email", kind))).toEqual([
      true,
      true,
      true,
      true,
      true,
      false,
      false,
    ]);
    expect(text).toContain('name="hasDigest" checked');
    expect(text).toContain('name="zone" type="text" value="Europe/Madrid"');
    expect(text).toContain('<option value="8" selected>08:00</option>');
    expect((await (await world.signIn(world.mara)).get("/account")).text).toContain('name="hasDigest">');
  });

  it("keeps what was chosen", async () => {
    const chosen = {
      email: "urgent",
      chat: ["assigned", "urgent"],
      chatUrl: "https://hooks.slack.com/services/T/B/secret",
      isCommentInChat: "on",
      hasDigest: "on",
      hour: "7",
      zone: "America/Chicago",
    };
    expect((await send(chosen)).headers["location"]).toBe("/account");
    expect((await users.get("bob")).notifications).toEqual({
      email: ["urgent"],
      chat: ["assigned", "urgent"],
      chatUrl: chosen.chatUrl,
      isCommentInChat: true,
      digest: { hour: 7, zone: "America/Chicago" },
    });
    const { text } = await bob.get("/account");
    expect([isTicked(text, "email", "assigned"), isTicked(text, "email", "urgent")]).toEqual([false, true]);
    expect(text).toContain(`value="${chosen.chatUrl}"`);
    await send({ hour: "8", zone: "", chatUrl: "" });
    expect((await users.get("bob")).notifications).toEqual({
      email: [],
      chat: [],
      isCommentInChat: false,
      digest: null,
    });
  });

  it("keeps what was typed and says what is wrong beside the field", async () => {
    const answer = await send({
      email: "urgent",
      hasDigest: "on",
      hour: "7",
      zone: "Madrid",
      chatUrl: "slack",
    });
    expect(answer.status).toBe(400);
    expect(answer.text).toContain('id="zone-error">must be a time zone such as Europe/Madrid');
    expect(answer.text).toContain('id="chatUrl-error">must be an address such as');
    expect(answer.text).toContain('value="Madrid"');
    expect(isTicked(answer.text, "email", "urgent")).toBe(true);
    expect((await users.get("bob")).notifications).toBeUndefined();
  });

  it.each([
    "http://hooks.slack.com/x",
    "https://10.0.0.7/hook",
    "https://169.254.169.254/",
    "https://[::1]/x",
    "https://localhost/x",
  ])("does not post to %s", async (chatUrl) => {
    expect((await send({ chatUrl, hour: "8", zone: "UTC" })).text).toContain('id="chatUrl-error">must ');
    expect((await send({ chatUrl }, "/account/chat-tests")).status).toBe(400);
  });

  it("posts a test to the address as it is typed, says what became of it and saves nothing", async () => {
    world.context.chatMayBePrivate = true;
    const answer = await send({ chatUrl: chat.url, email: "urgent" }, "/account/chat-tests");
    expect(answer.text).toContain("The test arrived.");
    expect(isTicked(answer.text, "email", "urgent")).toBe(true);
    expect(JSON.parse(chat.received[0]!.body)).toEqual({
      text: expect.stringContaining("A test from Afterword"),
    });
    chat.answering = saying(404, "no_service");
    const failed = await send({ chatUrl: chat.url }, "/account/chat-tests");
    expect(failed.text).toContain("The test did not arrive: it answered 404.");
    expect(failed.text).not.toContain("no_service");
    expect((await users.get("bob")).notifications).toBeUndefined();
    expect((await send({ chatUrl: "" }, "/account/chat-tests")).text).toContain(
      'id="chatUrl-error">must not be empty',
    );
  });

  it("lets nobody search a network by tests", async () => {
    world.context.chatMayBePrivate = true;
    const statuses = [];
    for (let index = 0; index < 11; index += 1)
      statuses.push((await send({ chatUrl: chat.url }, "/account/chat-tests")).status);
    expect(statuses.slice(-2)).toEqual([200, 429]);
  });

  it("says when the chat no longer takes anything", async () => {
    await choose(world.bob, { chatUrl: "https://chat.example.com/x" });
    const at = world.clock.now();
    await notifications.insert({
      id: "1|bob|chat",
      user: "bob",
      way: "chat",
      kind: "assigned",
      at,
      state: "given_up",
      fault: "410",
      tries: 1,
      endedAt: at,
      removeAt: new Date(at.getTime() + 1_000_000),
    });
    expect((await bob.get("/account")).text).toContain("did not get through: it answered 410. Send a test.");
  });
});
