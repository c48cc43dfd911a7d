import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import type { Invitation } from "../../../src/records/invitation.js";
import * as customers from "../../../src/store/customers.js";
import * as suppressions from "../../../src/store/suppressions.js";
import { configure } from "../../build.js";
import { HOUR, MINUTE } from "../../testClock.js";
import { plan, reload } from "../../domain/delivery/arrange.js";
import { createWorld, type World } from "../../world.js";
import { MAIL, postReport } from "./sign.js";

const ANA = { customer: { id: "ana", email: "ana@example.com" } };

describe("a program that reports bounces", () => {
  let world: World;
  let one: Invitation;
  beforeAll(async () => {
    world = await createWorld({ mail: MAIL });
  });
  beforeEach(async () => {
    await world.reset();
    await configure(world);
    one = await plan(world, ANA);
    await world.dispatchAll();
  });
  afterAll(() => world.close());

  const about = (fields: object = {}) => ({
    type: "bounce",
    messageId: `<${one.id}@example.com>`,
    ...fields,
  });
  const suppressed = () => suppressions.find("email", "ana@example.com");

  it("suppresses the address of a hard bounce, and the ask has failed", async () => {
    const answer = await postReport(world, about({ text: "550 5.1.1 user unknown" }));
    expect([answer.status, answer.body]).toEqual([200, { results: ["done"] }]);
    expect(await suppressed()).toMatchObject({ reason: "bounced" });
    expect(await reload(one)).toMatchObject({
      state: "failed",
      reason: "refused",
      isUndelivered: true,
      attempts: [{ outcome: "refused", report: "hard", code: "5.1.1" }],
    });
  });

  it("gives the customer back, so that another channel or touchpoint may ask", async () => {
    await postReport(world, about({ bounce: "hard" }));
    expect(await customers.get("ana")).not.toHaveProperty("lastAskedAt");
  });

  it("counts a mail that came back as asked and not as delivered", async () => {
    await postReport(world, about({ bounce: "hard" }));
    const { body } = await world.api("get", "/v1/touchpoints/scores?from=2037-09-01&to=2037-09-01");
    expect(body.touchpoints[0]).toMatchObject({ eligible: 1, asked: 1, delivered: 0 });
  });

  it("takes words that it does not know for a soft bounce: tries again after 4 and 24 hours, then gives up", async () => {
    for (const hours of [4, 24]) {
      await postReport(world, about({ text: "computer says no" }));
      const waiting = await reload(one);
      expect(waiting).toMatchObject({
        state: "scheduled",
        dueAt: new Date(world.clock.now().getTime() + hours * HOUR),
      });
      world.clock.set(waiting.dueAt!);
      await world.dispatchAll();
      expect(await reload(one)).toMatchObject({ state: "sent" });
      world.clock.advance(MINUTE);
    }
    await postReport(world, about({ text: "computer says no" }));
    expect(await reload(one)).toMatchObject({ state: "failed", reason: "gave_up", attempts: { length: 3 } });
    expect(await suppressed()).toBeNull();
  });

  it("does not take a repeated report about the first mail for one about the second", async () => {
    const report = about({ text: "452 4.2.2 mailbox full", at: world.clock.now().toISOString() });
    await postReport(world, report);
    world.clock.advance(4 * HOUR);
    await world.dispatchAll();
    expect((await postReport(world, report)).body).toEqual({ results: ["repeated"] });
    expect(await reload(one)).toMatchObject({ state: "sent", attempts: { length: 2 } });
  });

  it("falls back to SMS when there is a number", async () => {
    await world.reset();
    await configure(world, { triggerFields: { channels: ["email", "sms"] } });
    one = await plan(world, { customer: { id: "ana", email: "ana@example.com", phone: "+34600111222" } });
    await world.dispatchAll();
    await postReport(world, about({ bounce: "hard" }));
    expect(await reload(one)).toMatchObject({ state: "scheduled", channel: "sms", isUndelivered: false });
    await world.dispatchAll();
    expect(await reload(one)).toMatchObject({ state: "sent", channel: "sms" });
  });

  it("suppresses and opts out whoever complains; the ask itself did arrive", async () => {
    await postReport(world, about({ type: "complaint" }));
    expect(await suppressed()).toMatchObject({ reason: "complained" });
    expect((await customers.get("ana")).optOuts.email).toMatchObject({ source: "provider" });
    expect(await reload(one)).toMatchObject({ state: "sent", attempts: [{ report: "complaint" }] });
  });

  it("opts out whoever unsubscribed at the provider", async () => {
    await postReport(world, about({ type: "unsubscribe" }));
    expect((await customers.get("ana")).optOuts.email).toBeDefined();
  });

  it("marks as delivered, and never goes back from there to a soft bounce", async () => {
    await postReport(world, about({ type: "delivered" }));
    expect(await reload(one)).toMatchObject({ state: "delivered" });
    expect((await postReport(world, about({ bounce: "soft" }))).body).toEqual({ results: ["repeated"] });
    expect(await reload(one)).toMatchObject({ state: "delivered" });
  });

  it("keeps a hard bounce when a late word says delivered", async () => {
    await postReport(world, about({ bounce: "hard" }));
    expect((await postReport(world, about({ type: "delivered" }))).body).toEqual({ results: ["repeated"] });
    expect(await reload(one)).toMatchObject({ state: "failed", isUndelivered: true });
  });

  it("leaves an answer alone, and suppresses the address all the same", async () => {
    const page = await world.http.get(`/s/${one.token}`);
    const view = page.text.match(/name="view" value="([^"]+)"/)![1]!;
    await world.http.post(`/s/${one.token}`).type("form").send({ view, score: "9" });
    await world.settle();
    await postReport(world, about({ bounce: "hard" }));
    expect(await reload(one)).toMatchObject({ state: "answered" });
    expect(await suppressed()).not.toBeNull();
  });

  it("changes nothing the second time, whatever is repeated", async () => {
    for (const report of [
      about({ type: "delivered" }),
      about({ bounce: "hard" }),
      about({ type: "complaint" }),
    ]) {
      await postReport(world, report);
      const before = await reload(one);
      world.clock.advance(MINUTE);
      expect((await postReport(world, report)).body).toEqual({ results: ["repeated"] });
      expect(await reload(one)).toEqual(before);
    }
  });

  it("suppresses the address that was used, not the one the customer has by now", async () => {
    await customers.set("ana", { email: "ana@new.example.com" }, world.clock.now());
    await postReport(world, about({ bounce: "hard" }));
    expect(await suppressed()).not.toBeNull();
    expect(await suppressions.find("email", "ana@new.example.com")).toBeNull();
  });

  it("finds the mail by the address it was returned to, in whatever case", async () => {
    const returnPath = `BOUNCE+${one.id.toLowerCase()}@bounces.example.com`;
    await postReport(world, { type: "bounce", bounce: "hard", returnPath });
    expect(await reload(one)).toMatchObject({ state: "failed" });
  });

  it("finds the mail by its recipient when nothing else is known, but sends no second one for a soft bounce", async () => {
    await postReport(world, { type: "bounce", bounce: "soft", recipient: "Ana@example.com" });
    expect(await reload(one)).toMatchObject({ state: "sent", attempts: [{ report: "soft" }] });
    await postReport(world, { type: "bounce", bounce: "hard", recipient: "ana@example.com" });
    expect(await reload(one)).toMatchObject({ state: "failed" });
  });

  it("answers 200 about mails that are not ours, and changes nothing", async () => {
    const answer = await postReport(world, [
      { type: "bounce", bounce: "hard", messageId: "<01JZZZZZZZZZZZZZZZZZZZZZZZ@example.com>" },
      { type: "complaint", recipient: "stranger@example.com" },
    ]);
    expect([answer.status, answer.body]).toEqual([200, { results: ["unknown", "unknown"] }]);
    expect(await suppressions.find("email", "stranger@example.com")).toBeNull();
  });

  it.each([
    ["another secret", { secret: "not the secret of ours" }],
    ["a signature of ten minutes ago", { at: new Date("2037-09-01T09:50:00Z") }],
    ["a signature of tomorrow", { at: new Date("2037-09-02T10:00:00Z") }],
  ])("is refused with %s", async (_what, forgery) => {
    const answer = await postReport(world, about({ bounce: "hard" }), forgery);
    expect([answer.status, answer.body.error.code]).toEqual([403, "not_allowed"]);
    expect(await reload(one)).toMatchObject({ state: "sent" });
    expect(await suppressed()).toBeNull();
  });

  it("is refused without a signature, and when its body was changed on the way", async () => {
    const without = await world.http.post("/hooks/email/bounces").send(about());
    const signed = await postReport(world, "{}");
    const header = signed.request.get("X-Afterword-Signature");
    const changed = await world.http
      .post("/hooks/email/bounces")
      .set("X-Afterword-Signature", String(header))
      .send(about({ bounce: "hard" }));
    expect([without.status, changed.status]).toEqual([403, 403]);
  });

  it.each([
    ["no JSON", "{", ""],
    ["an unknown type", { type: "bounced", messageId: "x" }, "type"],
    ["an unknown field", { type: "bounce", messageId: "x", kind: "hard" }, "kind"],
    ["nothing to find the mail by", { type: "bounce" }, "messageId"],
    ["no instant", { type: "bounce", messageId: "x", at: "yesterday" }, "at"],
    ["a fault in the second of a list", [{ type: "bounce", messageId: "x" }, { messageId: "x" }], "1.type"],
  ])("is told the field at fault: %s", async (_what, body, path) => {
    const answer = await postReport(world, body);
    expect(answer.status).toBe(400);
    expect(answer.body.error.fields[0].path).toBe(path);
  });
});
