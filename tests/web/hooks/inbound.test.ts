import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { gzipSync } from "node:zlib";
import type { Invitation } from "../../../src/records/invitation.js";
import * as customers from "../../../src/store/customers.js";
import * as replies from "../../../src/store/replies.js";
import * as suppressions from "../../../src/store/suppressions.js";
import { configure } from "../../build.js";
import { plan, reload } from "../../domain/delivery/arrange.js";
import { createWorld, type World } from "../../world.js";
import { deliveryReport, MAIL, postMail, SECRET } from "./sign.js";

describe("mail that comes back", () => {
  let world: World;
  let one: Invitation;
  beforeAll(async () => {
    world = await createWorld({ mail: MAIL });
  });
  beforeEach(async () => {
    await world.reset();
    await configure(world);
    one = await plan(world, { customer: { id: "ana", email: "ana@example.com" } });
    await world.dispatchAll();
  });
  afterAll(() => world.close());

  const returnPath = () => `bounce+${one.id}@bounces.example.com`;
  const letter = (fields: { to?: string; text?: string; headers?: string[] } = {}) => [
    "From: Ana <ana@example.com>",
    `To: ${fields.to ?? `reply+${one.id}@in.example.com`}`,
    "Subject: Re: How did it go?",
    "Message-ID: <letter-1@mail.example.com>",
    ...(fields.headers ?? []),
    "Content-Type: text/plain; charset=utf-8",
    "",
    fields.text ??
      "The crew was great.\r\n\r\nOn Tue, 1 Sep 2037 at 10:00, Northwind <care@example.com> wrote:\r\n> How likely",
  ];

  it("is a hard bounce when the mail server's report says that the address does not exist", async () => {
    const report = deliveryReport({
      to: returnPath(),
      status: "5.1.1",
      diagnostic: "550 5.1.1 user unknown",
    });
    const answer = await postMail(world, report);
    expect([answer.status, answer.body]).toEqual([200, { result: "done" }]);
    expect(await reload(one)).toMatchObject({
      state: "failed",
      attempts: [{ report: "hard", code: "5.1.1" }],
    });
    expect(await suppressions.find("email", "ana@example.com")).toMatchObject({ reason: "bounced" });
  });

  it("is a soft bounce when the mailbox is full", async () => {
    const report = deliveryReport({
      to: returnPath(),
      status: "5.2.2",
      diagnostic: "552 5.2.2 mailbox full",
    });
    await postMail(world, report);
    expect(await reload(one)).toMatchObject({ state: "scheduled" });
  });

  it("says nothing while the mail server goes on trying", async () => {
    const report = { to: returnPath(), status: "4.4.1", diagnostic: "timeout", action: "delayed" };
    expect((await postMail(world, deliveryReport(report))).body).toEqual({ result: "ignored" });
    expect(await reload(one)).toMatchObject({ state: "sent" });
  });

  it("is known by the Message-ID of the mail in it when the address says nothing", async () => {
    const original = `Message-ID: <${one.id}@example.com>`;
    const report = { to: "care@example.com", status: "5.1.1", diagnostic: "550 no such user", original };
    await postMail(world, deliveryReport(report));
    expect(await reload(one)).toMatchObject({ state: "failed" });
  });

  it("is not believed when it names a recipient only: anybody may write such a report", async () => {
    const report = { to: "care@example.com", status: "5.1.1", diagnostic: "550 no such user" };
    await postMail(world, deliveryReport(report));
    expect(await reload(one)).toMatchObject({ state: "sent" });
    expect(await suppressions.find("email", "ana@example.com")).toBeNull();
  });

  it("is not unpacked before anybody has proved who they are", async () => {
    const body = gzipSync("a".repeat(100_000));
    const sent = await world.http.post("/hooks/email/inbound").set("Content-Encoding", "gzip").send(body);
    expect([sent.status, sent.body.error?.message ?? sent.body.message]).toEqual([
      400,
      "The request cannot be read.",
    ]);
  });

  it("may be addressed to a word without end", async () => {
    const endless = { From: "ana@example.com", To: "a".repeat(1_000_000), TextBody: "Hello" };
    const sent = await world.http.post("/hooks/email/inbound/postmark").auth("mail", SECRET).send(endless);
    expect(sent.body).toEqual({ result: "unknown" });
  });

  it("is a bounce also in the words of an old mail server", async () => {
    const lines = letter({ to: returnPath(), text: "<ana@example.com>: 550 no such user here" });
    await postMail(world, ["From: MAILER-DAEMON@mx.example.net", ...lines.slice(1)]);
    expect(await reload(one)).toMatchObject({ state: "failed" });
  });

  it("is a complaint when a mailbox provider reports abuse", async () => {
    const report = deliveryReport({ to: returnPath(), status: "", diagnostic: "" })
      .join("\r\n")
      .replace("message/delivery-status", "message/feedback-report")
      .replace("Reporting-MTA: dns; mx.example.net", "Feedback-Type: abuse\r\nVersion: 1");
    await postMail(world, [report]);
    expect((await customers.get("ana")).optOuts.email).toBeDefined();
    expect(await suppressions.find("email", "ana@example.com")).toMatchObject({ reason: "complained" });
  });

  it("unsubscribes whoever uses the address in the header, with an empty mail", async () => {
    const answer = await postMail(world, letter({ to: `unsubscribe+${one.id}@in.example.com`, text: "" }));
    expect(answer.body).toEqual({ result: "done" });
    expect((await customers.get("ana")).optOuts.email).toMatchObject({ source: "link" });
  });

  it("keeps what the customer wrote, without the quote, once, and shows it on their page", async () => {
    await postMail(world, letter());
    expect((await postMail(world, letter())).body).toEqual({ result: "repeated" });
    expect(await replies.listByCustomer("ana", 10)).toMatchObject([
      { invitation: one.id, text: "The crew was great.", subject: "Re: How did it go?" },
    ]);
    const page = await (await world.signIn(world.mara)).get("/customers/ana");
    expect(page.text).toContain("Wrote back by email");
    expect(page.text).toContain("The crew was great.");
  });

  it("finds the ask of a reply by the mail that it answers", async () => {
    const headers = [`In-Reply-To: <${one.id}@example.com>`];
    await postMail(world, letter({ to: "care@example.com", headers }));
    expect(await replies.listByCustomer("ana", 10)).toHaveLength(1);
  });

  it("escapes what a reply says", async () => {
    await postMail(world, letter({ text: "<script>alert(1)</script>" }));
    const page = await (await world.signIn(world.mara)).get("/customers/ana");
    expect(page.text).not.toContain("<script>alert");
  });

  it("opts out whoever answers with nothing but unsubscribe", async () => {
    await postMail(world, letter({ text: "Unsubscribe." }));
    expect((await customers.get("ana")).optOuts.email).toBeDefined();
  });

  it("keeps no out-of-office notes, nor takes them for bounces", async () => {
    const headers = ["Auto-Submitted: auto-replied"];
    for (const to of [`reply+${one.id}@in.example.com`, returnPath()])
      expect((await postMail(world, letter({ to, headers }))).body).toEqual({ result: "ignored" });
    expect(await replies.listByCustomer("ana", 10)).toEqual([]);
    expect(await reload(one)).toMatchObject({ state: "sent" });
  });

  it("answers 200 to mail that belongs to no ask of ours", async () => {
    const answer = await postMail(world, letter({ to: "reply+01JZZZZZZZZZZZZZZZZZZZZZZZ@in.example.com" }));
    expect([answer.status, answer.body]).toEqual([200, { result: "unknown" }]);
  });

  it("is taken only from who knows the secret", async () => {
    const answer = await postMail(world, letter({ to: returnPath() }), "a guess");
    expect(answer.status).toBe(403);
    const byAddress = await world.http
      .post(`/hooks/email/inbound?secret=${encodeURIComponent(SECRET)}`)
      .set("Content-Type", "message/rfc822")
      .send(letter().join("\r\n"));
    expect(byAddress.status).toBe(200);
  });

  it("is told apart from what is no mail", async () => {
    const answer = await postMail(world, ["hello"]);
    expect([answer.status, answer.body.error.fields[0].message]).toEqual([400, "is not a mail (RFC 5322)"]);
  });

  const sendgrid = () => world.http.post("/hooks/email/inbound/sendgrid").auth("mail", SECRET);

  it("comes in by SendGrid, as a form with files or without", async () => {
    const fields = {
      headers: "Message-ID: <sg-1@example.com>\nDate: Tue, 1 Sep 2037 09:00:00 +0000",
      from: "Ana <ana@example.com>",
      to: `Northwind <reply+${one.id}@in.example.com>`,
      subject: "Re: How did it go?",
      text: "All fine",
      envelope: JSON.stringify({ to: [`reply+${one.id}@in.example.com`], from: "ana@example.com" }),
    };
    const multipart = Object.entries(fields).reduce(
      (request, [name, value]) => request.field(name, value),
      sendgrid(),
    );
    expect((await multipart.attach("attachment1", Buffer.from("x"), "photo.jpg")).body).toEqual({
      result: "done",
    });
    expect((await sendgrid().type("form").send(fields)).body).toEqual({ result: "repeated" });
    expect(await replies.listByCustomer("ana", 10)).toMatchObject([
      { text: "All fine", at: new Date("2037-09-01T09:00:00Z") },
    ]);
  });

  it("comes in by SendGrid as a whole mail", async () => {
    const report = deliveryReport({
      to: returnPath(),
      status: "5.1.1",
      diagnostic: "550 5.1.1 user unknown",
    });
    const fields = { from: "MAILER-DAEMON@mx.example.net", to: returnPath(), email: report.join("\r\n") };
    await sendgrid().type("form").send(fields);
    expect(await reload(one)).toMatchObject({ state: "failed" });
  });

  it("comes in by Postmark", async () => {
    const mail = {
      From: "ana@example.com",
      To: `reply+${one.id}@in.example.com`,
      Subject: "Re",
      Date: "Tue, 1 Sep 2037 09:00:00 +0000",
      TextBody: "Thanks!\n\n> How did it go?",
      StrippedTextReply: "Thanks!",
      Headers: [{ Name: "Message-ID", Value: "<pm-1@example.com>" }],
    };
    const postmark = () => world.http.post("/hooks/email/inbound/postmark").auth("mail", SECRET);
    expect((await postmark().send(mail)).body).toEqual({ result: "done" });
    expect(await replies.listByCustomer("ana", 10)).toMatchObject([{ text: "Thanks!" }]);
    const wrong = await postmark().send({ ...mail, From: 1 });
    expect([wrong.status, wrong.body.error.fields[0].path]).toEqual([400, "From"]);
  });
});
