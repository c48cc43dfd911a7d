import { generateKeyPairSync } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { ParsedMail } from "mailparser";
import * as suppressions from "../../src/store/suppressions.js";
import * as customers from "../../src/store/customers.js";
import * as sendingMinutes from "../../src/store/sendingMinutes.js";
import { configure } from "../build.js";
import { isSignedBy } from "../peers/dkim.js";
import { messageIdOf, startSmtpSink, type SmtpSink } from "../peers/smtpSink.js";
import { plan, reload } from "../domain/delivery/arrange.js";
import { HOUR, MINUTE } from "../testClock.js";
import { MAIL, postReport } from "../web/hooks/sign.js";
import { createWorld, type World } from "../world.js";

const keys = generateKeyPairSync("rsa", { modulusLength: 2048 });
const dkim = {
  domainName: "example.com",
  keySelector: "mail",
  privateKey: keys.privateKey.export({ format: "pem", type: "pkcs8" }).toString(),
};

describe("Email", () => {
  let world: World;
  let sink: SmtpSink;
  beforeAll(async () => {
    sink = await startSmtpSink();
    const smtp = { url: sink.url, from: "Northwind <care@example.com>", connections: 2, dkim };
    world = await createWorld({ smtp, mail: MAIL, baseUrl: "https://ask.example.com" });
  });
  afterAll(async () => {
    await world.close();
    await sink.close();
  });

  /** A customer is asked; what the mail server got. */
  async function ask(fields: Parameters<typeof configure>[1] = {}, event: object = {}) {
    await world.reset();
    sink.mails.length = 0;
    sink.behaviour = {};
    await configure(world, fields);
    const one = await plan(world, {
      customer: { id: "ana", email: "ana@example.com", name: "Ana Lopez" },
      ...event,
    });
    await world.dispatchAll();
    const [mail] = await sink.parsed();
    return { one, received: sink.mails[0]!, mail: mail as ParsedMail, html: String(mail?.html) };
  }
  const report = (id: string, fields: object) =>
    postReport(world, { type: "bounce", messageId: `<${id}@example.com>`, ...fields });

  it("RFC 8058 on every survey mail: link, address and one click", async () => {
    const { one, received } = await ask();
    const raw = received.raw.toString().replace(/\r\n[ \t]+/g, " ");
    expect(raw).toContain(
      `List-Unsubscribe: <https://ask.example.com/u/${one.token}>, ` +
        `<mailto:unsubscribe+${one.id}@in.example.com?subject=unsubscribe>\r\n`,
    );
    expect(raw).toContain("List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n");
  });

  it.each(["urlencoded", "multipart"])(
    "the POST of one click works %s, without cookies or token, and does not redirect",
    async (kind) => {
      const { one } = await ask();
      const post = world.http.post(`/u/${one.token}`);
      const answer = await (kind === "multipart"
        ? post.field("List-Unsubscribe", "One-Click")
        : post.type("form").send("List-Unsubscribe=One-Click"));
      expect([answer.status, answer.headers["set-cookie"]]).toEqual([200, undefined]);
      expect((await customers.get("ana")).optOuts.email).toBeDefined();
    },
  );

  it("DKIM covers both headers of unsubscribing, and holds", async () => {
    const { received } = await ask();
    const signature = isSignedBy(received.raw, keys.publicKey);
    expect(signature.isValid).toBe(true);
    expect(signature.headers).toEqual(
      expect.arrayContaining(["from", "list-unsubscribe", "list-unsubscribe-post"]),
    );
  });

  it("a visible unsubscribe link too", async () => {
    const { one, mail, html } = await ask();
    expect(html).toContain(`href="https://ask.example.com/u/${one.token}"`);
    expect(mail.text).toContain(`Do not ask me again: https://ask.example.com/u/${one.token}`);
  });

  it("multipart text and HTML, preheader, one column of 600 px, inlined styles, colours for the dark", async () => {
    const { mail, html, received } = await ask();
    expect(received.raw.toString()).toContain("multipart/alternative");
    expect(mail.text).toContain("How likely are you to recommend us?");
    expect(html).toMatch(/<div class="preheader" style="display: none[^>]*>One tap is enough\./);
    expect(html).toContain("max-width: 600px");
    expect(html).toContain('<meta name="color-scheme" content="light dark">');
    expect(html).toMatch(/<h1 style="[^"]*font-size: 24px/);
  });

  it.each([
    ["nps", 11, 0],
    ["csat", 5, 1],
    ["ces", 7, 1],
  ])(
    "the score buttons of %s are cells with their colour and width as attributes",
    async (metric, count, lowest) => {
      const { one, html, mail } = await ask({ metric });
      const buttons = [
        ...html.matchAll(/<td class="button" width="(\d+)%" height="48"[^>]* bgcolor="(#\w{6})"/g),
      ];
      expect(buttons).toHaveLength(count);
      for (let score = lowest; score < lowest + count; score += 1) {
        const link = `https://ask.example.com/s/${one.token}?score=${score}`;
        expect(html).toContain(`<a href="${link}"`);
        expect(mail.text).toContain(`${score}: ${link}`);
      }
    },
  );

  it("no external image is needed to answer, and a logo has an alt text", async () => {
    expect((await ask()).html).not.toContain("<img");
    await world.api("put", "/v1/brands/sun", { name: "Sun", logoUrl: "https://cdn.example.com/sun.png" });
    await world.api("put", "/v1/touchpoints/support-call", { name: "Call", stage: "support", brand: "sun" });
    await plan(world, { customer: { id: "ben", email: "ben@example.com" } });
    await world.dispatchAll();
    const html = String((await sink.parsed())[1]!.html);
    expect(html).toContain('<img src="https://cdn.example.com/sun.png" alt="Sun"');
  });

  it("stable Message-ID per invitation, also when it is sent again", async () => {
    const { one, received } = await ask();
    await report(one.id, { bounce: "soft" });
    world.clock.advance(4 * HOUR);
    await world.dispatchAll();
    expect(sink.mails.map(messageIdOf)).toEqual([`${one.id}@example.com`, `${one.id}@example.com`]);
    expect(received.to).toBe("ana@example.com");
  });

  it("own Return-Path per invitation, so that a bounce finds it", async () => {
    const { one, received } = await ask();
    expect(received.from).toBe(`bounce+${one.id}@bounces.example.com`);
    await postReport(world, { type: "bounce", bounce: "hard", returnPath: received.from });
    expect(await reload(one)).toMatchObject({ state: "failed" });
  });

  it("hard bounce: 1 suppresses the address", async () => {
    const { one } = await ask();
    await report(one.id, { text: "550 5.1.1 user unknown" });
    expect(await suppressions.find("email", "ana@example.com")).toMatchObject({ reason: "bounced" });
  });

  it("complaint: 1 suppresses the address", async () => {
    const { one } = await ask();
    await report(one.id, { type: "complaint" });
    expect(await suppressions.find("email", "ana@example.com")).toMatchObject({ reason: "complained" });
  });

  it("soft, and every text that is not known: retried with back-off, then given up, never suppressed", async () => {
    const { one } = await ask();
    for (let round = 0; round < 3; round += 1) {
      await report(one.id, { text: "554 the moon is full" });
      world.clock.advance(25 * HOUR);
      await world.dispatchAll();
      world.clock.advance(MINUTE);
    }
    expect(await reload(one)).toMatchObject({ state: "failed", reason: "gave_up", attempts: { length: 3 } });
    expect(await suppressions.find("email", "ana@example.com")).toBeNull();
  });

  it("stops sending when bounces pass 5 % of the last 1000", async () => {
    const { one } = await ask();
    const at = world.clock.now();
    const others = Array.from({ length: 50 }, () => sendingMinutes.count("email", at, "bounces"));
    const sent = Array.from({ length: 999 }, () => sendingMinutes.count("email", at, "sent"));
    await Promise.all([...others, ...sent]);
    await report(one.id, { bounce: "hard" });
    const waiting = await plan(world, { customer: { id: "ben", email: "ben@example.com" } });
    await world.dispatchAll();
    expect(await reload(waiting)).toMatchObject({ state: "scheduled" });
    expect(sink.mails).toHaveLength(1);
  });

  it("personalised by customer and event, with other words where they are not known", async () => {
    const question = { en: "How did {{event.properties.technician|our team}} do?" };
    const email = {
      subject: { en: "{{customer.name|Hello}}, how was it?" },
      intro: { en: "With {{agent.name|us}}." },
    };
    const known = {
      properties: { technician: "Sam\r\nBcc: evil@example.com <b>" },
      agent: { id: "s", name: "Sam" },
    };
    const { mail, html, received } = await ask({ surveyFields: { question, email } }, known);
    expect(mail.subject).toBe("Ana Lopez, how was it?");
    expect(mail.text).toContain("How did Sam Bcc: evil@example.com <b> do?");
    expect(html).toContain("How did Sam Bcc: evil@example.com &lt;b&gt; do?");
    expect(received.raw.toString()).not.toMatch(/^Bcc:/m);
    const other = await ask({ surveyFields: { question, email } });
    expect(other.mail.text).toContain("With us.");
    expect(other.mail.text).toContain("How did our team do?");
  });
});
