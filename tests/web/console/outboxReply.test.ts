import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import * as responses from "../../../src/store/responses.js";
import { configure } from "../../build.js";
import { createWorld, type Browser, type World } from "../../world.js";
import { plan } from "../../domain/delivery/arrange.js";
import { linkOf, textOf } from "./pages.js";

describe("a text message in the outbox", () => {
  let world: World;
  let browser: Browser;
  let page: string;
  let invitation: string;
  beforeAll(async () => {
    world = await createWorld();
  });
  beforeEach(async () => {
    await world.reset();
    await configure(world, { triggerFields: { channels: ["sms"] } });
    const planned = await plan(world, { customer: { id: "ana", name: "Ana", phone: "+34600111222" } });
    invitation = planned.id;
    await world.dispatchAll();
    browser = await world.signIn(world.alice);
    page = linkOf((await browser.get("/outbox")).text, "/outbox/");
  });
  afterAll(() => world.close());

  async function reply(text: string) {
    const shown = await browser.get(page);
    const [, textId] = shown.text.match(/name="textId" value="([^"]+)"/)!;
    const answer = await browser.post(`${page}/replies`, { text, textId: textId! }, page);
    await world.settle();
    return answer;
  }

  it("says how long it is, and has a link to the survey", async () => {
    const { text } = await browser.get(page);
    expect(textOf(text)).toMatch(/1 segment: \d+ of 160 characters, GSM-7/);
    expect(text).toMatch(/<a href="http:\/\/localhost:3000\/s\/[\w-]{22}"/);
  });

  it("can be answered by hand, as a conversation, with the consequences of a real one", async () => {
    for (const text of ["hm", "3", "Nobody <i>called</i> back"]) expect((await reply(text)).status).toBe(303);
    const shown = textOf((await browser.get(page)).text);
    expect(shown).toContain("The customer: hm No score could be read, none was stored");
    expect(shown).toContain("We: Please send one number from 0 to 10.");
    expect(shown).toContain("The customer: 3 Understood as 3");
    expect(shown).toContain("We: We are sorry to hear that.");
    expect(shown).toContain("Kept as the comment");
    expect((await browser.get(page)).text).toContain("Nobody &lt;i&gt;called&lt;/i&gt; back");
    expect(await responses.findByInvitation(invitation)).toMatchObject({
      score: 3,
      comment: "Nobody <i>called</i> back",
      channel: "sms",
    });
  });

  it("is answered once by a form that is sent twice", async () => {
    const { text } = await browser.get(page);
    const [, textId] = text.match(/name="textId" value="([^"]+)"/)!;
    for (let count = 0; count < 2; count += 1)
      await browser.post(`${page}/replies`, { text: "9", textId: textId! }, page);
    expect(textOf((await browser.get(page)).text).match(/Understood as 9/g)).toHaveLength(1);
  });

  it("keeps what was typed and says what is missing", async () => {
    const answer = await reply("");
    expect(answer.status).toBe(400);
    expect(textOf(answer.text)).toContain("write what the customer texts, for example 9");
    const tooLong = await reply("x".repeat(5_001));
    expect([tooLong.status, tooLong.text.includes("x".repeat(5_001))]).toEqual([400, true]);
  });

  it("tells the customer's story in their words", async () => {
    await reply("STOP");
    const story = textOf((await browser.get("/customers/ana")).text);
    expect(story).toContain("Opted out of SMS");
    expect(story).toMatch(
      /Sent a text message.*STOP Opted out of SMS\. We replied: "Northwind: you will get no more texts/,
    );
    expect(story).toContain("SMS opted out by a text message");
  });

  it("cannot be answered by hand once a provider sends text messages", async () => {
    const channels = world.context.outboxChannels;
    world.context.outboxChannels = ["email"];
    try {
      const shown = (await browser.get(page)).text;
      expect([shown.includes("Conversation"), shown.includes("Reply as the customer")]).toEqual([
        true,
        false,
      ]);
      const fields = { text: "9", textId: `outbox-${"0".repeat(26)}` };
      expect((await browser.post(`${page}/replies`, fields, "/account")).status).toBe(404);
      expect(await responses.findByInvitation(invitation)).toBeNull();
    } finally {
      world.context.outboxChannels = channels;
    }
  });

  it("cannot be answered where it is a mail", async () => {
    await configure(world, {
      trigger: "by-mail",
      triggerFields: { channels: ["email"], event: { type: "mailed" } },
    });
    await plan(world, { type: "mailed", customer: { id: "ben", email: "ben@example.com" } });
    await world.dispatchAll();
    const mail = linkOf((await browser.get("/outbox?to=ben@example.com")).text, "/outbox/");
    expect((await browser.get(mail)).text).not.toContain("Reply as the customer");
    expect((await browser.post(`${mail}/replies`, { text: "9" }, "/account")).status).toBe(404);
  });
});
