import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { defaultCalendar } from "../../../src/domain/cases/calendarRules.js";
import type { Case } from "../../../src/records/case.js";
import * as cases from "../../../src/store/cases.js";
import * as suppressions from "../../../src/store/suppressions.js";
import * as teams from "../../../src/store/teams.js";
import { MINUTE } from "../../testClock.js";
import { createWorld, type Browser, type World } from "../../world.js";
import { aMailedCase, changesOf, reply, sendReplies, talk } from "../../domain/cases/arrange.js";
import { linkOf, textOf } from "./pages.js";

describe("the conversation on a case's page", () => {
  let world: World;
  let browser: Browser;
  beforeAll(async () => {
    world = await createWorld();
  });
  beforeEach(async () => {
    await world.reset();
    browser = await world.signIn(world.bob);
  });
  afterAll(() => world.close());

  const pageOf = async ({ id }: Case) => (await browser.get(`/cases/${id}`)).text;

  it("offers both ways, says what time it is for the customer, and who signs", async () => {
    const page = await pageOf(await aMailedCase(world, { customer: { timeZone: "Europe/Madrid" } }));
    expect(page).toMatch(/value="email" id="reply-email" checked/);
    const words = textOf(page);
    expect(words).toContain("It is Tue 1 Sep, 12:00 for Ana Lopez (Madrid time).");
    expect(words).toContain(
      "Signed Bob, Northwind. The answer goes to the sender's mailbox: incoming mail is not",
    );
    expect(words).toContain("Begins with “Northwind: ”.");
  });

  it("warns when it is night there, but holds nothing back", async () => {
    const theCase = await aMailedCase(world, { customer: { timeZone: "Asia/Tokyo" } });
    world.clock.set("2037-09-01T15:30:00Z");
    expect(textOf(await pageOf(theCase))).toContain("It is Wed 2 Sep, 00:30 for Ana Lopez (Tokyo time).");
    expect(textOf(await pageOf(theCase))).toContain("It is night there: a text message rings at once.");
    await reply(browser, theCase, { channel: "sms", text: "Sorry." });
    expect(await sendReplies(world)).toBe(1);
    expect(await talk(theCase)).toMatchObject([{ state: "sent" }]);
  });

  it("shows what waits to be sent", async () => {
    const theCase = await aMailedCase(world);
    await reply(browser, theCase, { channel: "email", text: "Sorry." });
    expect(textOf(await pageOf(theCase))).toContain("Waiting to be sent");
  });

  it("keeps what was typed and says beside the field what is missing", async () => {
    const theCase = await aMailedCase(world);
    const empty = await reply(browser, theCase, { channel: "email", text: " ", subject: "" });
    expect(empty.status).toBe(400);
    expect(textOf(empty.text)).toContain("write what you want to say");
    expect(textOf(empty.text)).toContain("write what the mail is about");
    const long = await reply(browser, theCase, { channel: "sms", text: "a".repeat(1_401) });
    expect(long.text).toContain("must have 1400 characters at most in an SMS");
    expect(long.text).toContain(`${"a".repeat(1_401)}</textarea>`);
    expect(long.text).toMatch(/value="sms" id="reply-sms" checked/);
    expect(await talk(theCase)).toEqual([]);
  });

  it("shows a customer's words as they are, and no more", async () => {
    const theCase = await aMailedCase(world);
    await reply(browser, theCase, { channel: "email", text: "<script>alert(1)</script>" });
    expect(await pageOf(theCase)).toContain("&lt;script&gt;alert(1)");
  });

  it.each([
    ["bounced", "Mail to this address came back: it does not work."],
    ["complained", "They reported our mail as spam: we write no more to this address."],
    ["listed", "The address stands on your suppression list."],
  ] as const)(
    "refuses mail to an address that is suppressed as %s, and offers SMS",
    async (reason, words) => {
      const theCase = await aMailedCase(world);
      const at = world.clock.now();
      await suppressions.insert({ channel: "email", address: "ana@example.com", reason, at });
      const refused = await reply(browser, theCase, { channel: "email", text: "Sorry.", subject: "Hello" });
      expect([refused.status, textOf(refused.text).includes(words)]).toEqual([400, true]);
      expect(refused.text).toContain(`<input type="hidden" name="channel" value="sms">`);
      expect(await changesOf(theCase)).toEqual(["opened"]);
    },
  );

  it("refuses a whole domain that is suppressed", async () => {
    const theCase = await aMailedCase(world);
    const at = world.clock.now();
    await suppressions.insert({ channel: "email", address: "@example.com", reason: "listed", at });
    expect(
      (await reply(browser, theCase, { channel: "email", text: "Sorry.", subject: "Hello" })).status,
    ).toBe(400);
  });

  it("says that there is no way to write when there is none", async () => {
    const theCase = await aMailedCase(world, { customer: { phone: undefined } });
    const at = world.clock.now();
    await suppressions.insert({ channel: "email", address: "ana@example.com", reason: "bounced", at });
    const words = textOf(await pageOf(theCase));
    expect(words).toContain("There is no way to write to them.");
    expect(words).toContain("SMS: We have no phone number of this customer.");
    expect((await reply(browser, theCase, { channel: "sms", text: "Hello" })).status).toBe(400);
  });

  it("writes in the name of the brand, and from its address", async () => {
    await world.api("put", "/v1/brands/sunny", { name: "Sunny Roofs", from: "hello@sunny.example" });
    const theCase = await aMailedCase(world);
    const touchpoint = { name: "Support call", stage: "support", brand: "sunny" };
    await world.api("put", "/v1/touchpoints/support-call", touchpoint);
    world.clock.advance(MINUTE);
    await reply(browser, theCase, { channel: "email", text: "Sorry." });
    await sendReplies(world);
    const { body } = await world.api("get", "/v1/outbox?limit=5");
    expect(body.messages[0].headers).toMatchObject({ From: '"Bob, Sunny Roofs" <hello@sunny.example>' });
    expect(body.messages[0].headers["List-Unsubscribe"]).toBeUndefined();
  });

  it("can be answered in the outbox as the customer would", async () => {
    const theCase = await aMailedCase(world);
    world.clock.advance(MINUTE);
    await reply(browser, theCase, { channel: "sms", text: "May we come?" });
    await sendReplies(world);
    const alice = await world.signIn(world.alice);
    const message = linkOf((await alice.get("/outbox")).text, "/outbox/");
    const shown = await alice.get(message);
    const [, textId] = shown.text.match(/name="textId" value="([^"]+)"/)!;
    expect(
      (await alice.post(`${message}/replies`, { text: "Please do", textId: textId! }, message)).status,
    ).toBe(303);
    expect(textOf((await alice.get(message)).text)).toContain("Please do Went to the case");
    expect(await changesOf(theCase)).toEqual(["opened", "replied", "received"]);
  });

  it("lets nobody write about a case that they may not see", async () => {
    const theCase = await aMailedCase(world);
    const at = world.clock.now();
    const calendar = defaultCalendar("UTC");
    await teams.set({ key: "roofs", name: "Roofs", calendar, members: [], agents: [] }, at);
    const page = `/cases/${theCase.id}`;
    const change = { id: "given", kind: "assigned" as const, at };
    await cases.move(await cases.get(theCase.id), { set: { team: "roofs" }, change });
    const fields = { id: "01JZZZZZZZZZZZZZZZZZZZZZZZ", channel: "sms", text: "Hello" };
    expect((await browser.post(`${page}/replies`, fields, "/account")).status).toBe(404);
    expect(await talk(theCase)).toEqual([]);
  });

  it("shows no form for somebody without a name", async () => {
    const theCase = await aMailedCase(world);
    const nobody = { ...theCase, id: "01JZZZZZZZZZZZZZZZZZZZZZZZ", customer: "gone", response: "gone" };
    const { openFor: _none, ...anonymous } = nobody;
    await cases.insert(anonymous);
    expect(await pageOf(anonymous)).not.toContain('id="reply"');
    const fields = { id: "01JZZZZZZZZZZZZZZZZZZZZZZZ", channel: "sms", text: "Hello" };
    const refused = await browser.post(`/cases/${anonymous.id}/replies`, fields, `/cases/${anonymous.id}`);
    expect([refused.status, await talk(anonymous)]).toEqual([400, []]);
  });
});
