import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import type { Case } from "../../../src/records/case.js";
import * as cases from "../../../src/store/cases.js";
import * as suppressions from "../../../src/store/suppressions.js";
import { startSmtpSink, type SmtpSink } from "../../peers/smtpSink.js";
import { DAY, HOUR, MINUTE } from "../../testClock.js";
import { deliveryReport, MAIL, postMail } from "../../web/hooks/sign.js";
import { createWorld, type Browser, type World } from "../../world.js";
import { aMailedCase, changesOf, reply, sendReplies, talk } from "./arrange.js";

describe("writing to a customer by mail", () => {
  let sink: SmtpSink;
  let world: World;
  let browser: Browser;
  let theCase: Case;
  beforeAll(async () => {
    sink = await startSmtpSink();
    const smtp = { url: sink.url, from: "Northwind <care@example.com>", connections: 1 };
    world = await createWorld({ smtp, mail: MAIL });
  });
  beforeEach(async () => {
    await world.reset();
    sink.behaviour = {};
    theCase = await aMailedCase(world, { comment: "The driver was <late>" });
    sink.mails.length = 0;
    browser = await world.signIn(world.bob);
  });
  afterAll(async () => {
    await world.close();
    await sink.close();
  });

  async function write(text = "Sorry, Ana.\n\nWe will come <tomorrow>.") {
    expect((await reply(browser, theCase, { channel: "email", text })).status).toBe(303);
    await sendReplies(world);
    return (await talk(theCase)).at(-1)!;
  }

  function answerTo(id: string, { text = "Thank you, tomorrow is fine.", headers = [] as string[] } = {}) {
    return [
      "From: Ana <ana@example.com>",
      `To: reply+${id}@in.example.com`,
      "Subject: Re: What you told us about: Support call",
      `Message-ID: <${id.toLowerCase()}-answer@mail.example.com>`,
      ...headers,
      "Content-Type: text/plain; charset=utf-8",
      "",
      `${text}\r\n\r\nOn Tue, 1 Sep 2037 at 10:00, Bob <care@example.com> wrote:\r\n> Sorry, Ana.`,
    ];
  }

  it("sends a personal mail from the agent, below the mail that asked, with what they told us", async () => {
    const message = await write();
    const [mail] = await sink.parsed();
    expect(mail!.from!.value).toEqual([{ name: "Bob, Northwind", address: "care@example.com" }]);
    expect(mail!.replyTo!.text).toBe(`reply+${message.id}@in.example.com`);
    expect(sink.mails[0]!.from).toBe(`bounce+${message.id}@bounces.example.com`);
    expect([mail!.subject, mail!.messageId]).toEqual([
      "What you told us about: Support call",
      `<${message.id}@example.com>`,
    ]);
    expect(mail!.inReplyTo).toMatch(/^<[0-9A-Z]{26}@example\.com>$/);
    for (const name of ["list-unsubscribe", "list-unsubscribe-post", "auto-submitted", "precedence"])
      expect(mail!.headers.has(name)).toBe(false);
    expect(mail!.text).toContain(
      "Sorry, Ana.\n\nWe will come <tomorrow>.\n\nBob\nNorthwind\n\nAna Lopez, September 1, 2037",
    );
    expect(mail!.text).toContain("> The driver was <late>");
    expect(mail!.html).toContain("We will come &lt;tomorrow&gt;.");
    expect(mail!.text).not.toMatch(/unsubscribe/i);
  });

  it("counts as the first contact, and the page shows that it was sent", async () => {
    world.clock.advance(HOUR);
    await write();
    expect(await cases.get(theCase.id)).toMatchObject({ contactMinutes: 60, isContactInTime: true });
    const { text } = await browser.get(`/cases/${theCase.id}`);
    expect(text).toMatch(/<b>Bob<\/b> by email[^]*We will come &lt;tomorrow&gt;\.[^]*Sent</);
  });

  it("takes the answer back to the case, and goes on in the same thread", async () => {
    const message = await write();
    world.clock.advance(HOUR);
    expect((await postMail(world, answerTo(message.id))).body).toEqual({ result: "done" });
    expect(await changesOf(theCase)).toEqual(["opened", "replied", "received"]);
    expect((await talk(theCase)).at(-1)).toMatchObject({
      direction: "in",
      state: "received",
      address: "ana@example.com",
      text: "Thank you, tomorrow is fine.",
    });
    world.clock.advance(MINUTE);
    await write("See you at nine.");
    const mail = (await sink.parsed()).at(-1)!;
    const answer = `<${message.id.toLowerCase()}-answer@mail.example.com>`;
    expect(mail.inReplyTo).toBe(answer);
    expect([mail.references].flat().slice(-2)).toEqual([`<${message.id}@example.com>`, answer]);
    expect(mail.subject).toBe("Re: What you told us about: Support call");
    expect(mail.text).toMatch(
      /Ana Lopez, [^]*> Thank you, tomorrow is fine\.[^]*Northwind, [^]*> Sorry, Ana\./,
    );
    expect((await browser.get("/customers/ana")).text).toContain("Thank you, tomorrow is fine.");
  });

  it("takes an answer once, however often the hook is called", async () => {
    const { id } = await write();
    await postMail(world, answerTo(id));
    expect((await postMail(world, answerTo(id))).body).toEqual({ result: "repeated" });
    expect(await changesOf(theCase)).toEqual(["opened", "replied", "received"]);
    expect(await talk(theCase)).toHaveLength(2);
  });

  it("finds the case by the mail that is answered when the address was changed", async () => {
    const { id } = await write();
    const lines = answerTo(id, { headers: [`In-Reply-To: <${id}@example.com>`] });
    await postMail(world, [lines[0]!, "To: care@example.com", ...lines.slice(2)]);
    expect(await changesOf(theCase)).toEqual(["opened", "replied", "received"]);
  });

  it("ends our waiting for the customer, but not for an out-of-office note", async () => {
    const { id } = await write();
    await browser.post(`/cases/${theCase.id}/pause`, {}, `/cases/${theCase.id}`);
    await postMail(world, answerTo(id, { text: "I am away.", headers: ["Auto-Submitted: auto-replied"] }));
    expect((await cases.get(theCase.id)).waitingSince).toBeDefined();
    expect((await browser.get(`/cases/${theCase.id}`)).text).toContain("An automatic answer");
    const lines = answerTo(id);
    lines[3] = "Message-ID: <another@mail.example.com>";
    await postMail(world, lines);
    expect((await cases.get(theCase.id)).waitingSince).toBeUndefined();
  });

  async function resolve() {
    const page = `/cases/${theCase.id}`;
    const now = world.clock.now();
    await cases.move(await cases.get(theCase.id), {
      set: { state: "resolved", isActive: false, resolvedAt: now, resolvedBy: "bob", outcome: "resolved" },
      unset: ["openFor"],
      change: { id: `resolved-${now.getTime()}`, kind: "resolved", at: now, by: "bob" },
    });
    return page;
  }

  it("opens a case again when the customer writes within 14 days after it was resolved", async () => {
    const { id } = await write();
    await resolve();
    world.clock.advance(13 * DAY);
    await postMail(world, answerTo(id, { text: "I am away.", headers: ["Auto-Submitted: auto-replied"] }));
    expect((await cases.get(theCase.id)).isActive).toBe(false);
    const lines = answerTo(id);
    lines[3] = "Message-ID: <another@mail.example.com>";
    await postMail(world, lines);
    expect((await cases.get(theCase.id)).isActive).toBe(true);
    expect((await changesOf(theCase)).slice(-2)).toEqual(["reopened", "received"]);
  });

  it("leaves a case closed that was resolved longer ago, and shows the words with it", async () => {
    const { id } = await write();
    const page = await resolve();
    world.clock.advance(15 * DAY);
    await postMail(world, answerTo(id));
    expect((await cases.get(theCase.id)).isActive).toBe(false);
    expect((await browser.get(page)).text).toContain("Thank you, tomorrow is fine.");
    expect((await browser.get("/customers/ana")).text).toContain("Thank you, tomorrow is fine.");
  });

  it("gives the words to the customer's open case when the one they answer is resolved", async () => {
    const { id } = await write();
    await resolve();
    const other = { ...theCase, id: "01JZZZZZZZZZZZZZZZZZZZZZZZ", response: "another", changes: [] };
    await cases.insert(other);
    await postMail(world, answerTo(id));
    expect((await cases.get(theCase.id)).isActive).toBe(false);
    expect(await changesOf(other)).toEqual(["received"]);
    expect((await talk(other)).map(({ text }) => text)).toEqual(["Thank you, tomorrow is fine."]);
  });

  it("says on the case that a mail came back, and lets nobody write there again", async () => {
    const { id } = await write();
    const report = {
      to: `bounce+${id}@bounces.example.com`,
      status: "5.1.1",
      diagnostic: "550 no such user",
    };
    expect((await postMail(world, deliveryReport(report))).body).toEqual({ result: "done" });
    expect(await suppressions.find("email", "ana@example.com")).toMatchObject({ reason: "bounced" });
    const { text } = await browser.get(`/cases/${theCase.id}`);
    expect(text).toContain("Not delivered: It came back: it could not be delivered. (5.1.1)");
    expect(text).toContain("<b>No email:</b> Mail to this address came back");
    const refused = await reply(browser, theCase, { channel: "email", text: "Hello?" });
    expect(refused.status).toBe(400);
    expect(refused.text).toContain("Hello?</textarea>");
    expect((await reply(browser, theCase, { channel: "sms", text: "Hello?" })).status).toBe(303);
  });
});
