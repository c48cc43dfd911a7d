import { createHmac, generateKeyPairSync, sign } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import type { Invitation } from "../../../src/records/invitation.js";
import * as customers from "../../../src/store/customers.js";
import * as suppressions from "../../../src/store/suppressions.js";
import { configure } from "../../build.js";
import { plan, reload } from "../../domain/delivery/arrange.js";
import { createWorld, type World } from "../../world.js";

const sendgrid = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
const AT = "2037-09-01T10:00:00.000Z";

let world: World;
let one: Invitation;

beforeAll(async () => {
  world = await createWorld({
    mail: {
      bounceDomain: "bounces.example.com",
      hooks: {
        sendgridKey: sendgrid.publicKey.export({ format: "der", type: "spki" }).toString("base64"),
        postmarkSecret: "postmark secret of ours",
        mailgunKey: "mailgun key of ours 0123",
      },
    },
  });
});
beforeEach(async () => {
  await world.reset();
  await configure(world);
  one = await plan(world, { customer: { id: "ana", email: "ana@example.com" } });
  await world.dispatchAll();
});
afterAll(() => world.close());

const suppressed = () => suppressions.find("email", "ana@example.com");

describe("SendGrid", () => {
  const event = (fields: object = {}) => ({
    email: "ana@example.com",
    timestamp: Date.parse(AT) / 1000,
    "smtp-id": `<${one.id}@example.com>`,
    event: "bounce",
    type: "bounce",
    status: "5.1.1",
    reason: "550 5.1.1 The email account that you tried to reach does not exist",
    ...fields,
  });
  async function post(events: unknown, { key = sendgrid.privateKey, time = Date.parse(AT) / 1000 } = {}) {
    const body = JSON.stringify(events);
    const answer = await world.http
      .post("/hooks/email/bounces/sendgrid")
      .set("Content-Type", "application/json")
      .set("X-Twilio-Email-Event-Webhook-Timestamp", String(time))
      .set(
        "X-Twilio-Email-Event-Webhook-Signature",
        sign("sha256", Buffer.from(`${time}${body}`), key).toString("base64"),
      )
      .send(body);
    await world.settle();
    return answer;
  }

  it("reports a delivery and a bounce in one list, and clicks that say nothing to us", async () => {
    const answer = await post([event({ event: "delivered" }), event({ event: "click" }), event()]);
    expect(answer.body).toEqual({ results: ["done", "done"] });
    expect(await reload(one)).toMatchObject({ state: "failed", attempts: [{ report: "hard" }] });
  });

  it("blocks are soft, spam reports are complaints", async () => {
    await post([event({ type: "blocked", reason: "550 5.7.1 blocked" })]);
    expect(await reload(one)).toMatchObject({ state: "scheduled" });
    await post([event({ event: "spamreport" })]);
    expect((await customers.get("ana")).optOuts.email).toBeDefined();
  });

  it("is refused with another key or an old signature", async () => {
    const other = generateKeyPairSync("ec", { namedCurve: "prime256v1" }).privateKey;
    const statuses = [await post([event()], { key: other }), await post([event()], { time: 1_600_000_000 })];
    expect(statuses.map(({ status }) => status)).toEqual([403, 403]);
    expect(await suppressed()).toBeNull();
  });

  it("is told the field at fault", async () => {
    const answer = await post([event(), event({ email: 7 })]);
    expect([answer.status, answer.body.error.fields[0].path]).toEqual([400, "1.email"]);
    expect(await suppressed()).toBeNull();
  });
});

describe("Postmark", () => {
  const post = (body: object, password = "postmark secret of ours") =>
    world.http.post("/hooks/email/bounces/postmark").auth("postmark", password).send(body);
  const bounce = (Type: string) => ({
    RecordType: "Bounce",
    Type,
    Email: "ana@example.com",
    BouncedAt: "2037-09-01T06:00:00-04:00",
    Metadata: { invitation: one.id },
  });

  it("reports hard bounces, and finds the mail by what it was given", async () => {
    expect((await post(bounce("HardBounce"))).body).toEqual({ results: ["done"] });
    expect(await reload(one)).toMatchObject({ state: "failed" });
  });

  it("says nothing with an out-of-office note, nor while it goes on trying", async () => {
    for (const type of ["AutoResponder", "Transient", "OpenRelayTest"])
      expect((await post(bounce(type))).body).toEqual({ results: [] });
    expect(await reload(one)).toMatchObject({ state: "sent" });
  });

  it("reports complaints and deliveries", async () => {
    const { Metadata } = bounce("");
    await post({ RecordType: "Delivery", Recipient: "ana@example.com", DeliveredAt: AT, Metadata });
    expect(await reload(one)).toMatchObject({ state: "delivered" });
    await post({ RecordType: "SpamComplaint", Email: "ana@example.com", BouncedAt: AT, Metadata });
    expect(await suppressed()).toMatchObject({ reason: "complained" });
  });

  it("is refused with another password, and told the field at fault", async () => {
    expect((await post(bounce("HardBounce"), "guess")).status).toBe(403);
    const wrong = await post({ ...bounce("HardBounce"), BouncedAt: "now" });
    expect([wrong.status, wrong.body.error.fields[0].path]).toEqual([400, "BouncedAt"]);
    expect((await post({ RecordType: "Other" })).body.error.fields[0].path).toBe("RecordType");
  });
});

describe("Mailgun", () => {
  function post(data: object, key = "mailgun key of ours 0123", token = JSON.stringify(data)) {
    const timestamp = String(Date.parse(AT) / 1000);
    const signature = createHmac("sha256", key).update(`${timestamp}${token}`).digest("hex");
    const body = { signature: { timestamp, token, signature }, "event-data": data };
    return world.http.post("/hooks/email/bounces/mailgun").send(body);
  }
  const failed = (fields: object = {}) => ({
    event: "failed",
    severity: "permanent",
    recipient: "ana@example.com",
    timestamp: Date.parse(AT) / 1000 + 0.5,
    "delivery-status": { code: 550, message: "5.1.1 user unknown" },
    message: { headers: { "message-id": `${one.id}@example.com` } },
    ...fields,
  });

  it("reports permanent failures by their words; temporary ones it tries again itself", async () => {
    expect((await post(failed({ severity: "temporary" }))).body).toEqual({ results: [] });
    expect((await post(failed())).body).toEqual({ results: ["done"] });
    expect(await reload(one)).toMatchObject({ state: "failed" });
  });

  it("reports complaints", async () => {
    await post(failed({ event: "complained" }));
    expect(await suppressed()).toMatchObject({ reason: "complained" });
  });

  it("signs one content with a token: whoever saw it cannot say anything else with it", async () => {
    const key = "mailgun key of ours 0123";
    await post(failed({ severity: "temporary" }), key, "seen");
    expect((await post(failed(), key, "seen")).status).toBe(403);
    expect((await post(failed({ severity: "temporary" }), key, "seen")).status).toBe(200);
    expect(await reload(one)).toMatchObject({ state: "sent" });
  });

  it("is refused with another key, and told the field at fault", async () => {
    expect((await post(failed(), "another key of somebody")).status).toBe(403);
    expect((await world.http.post("/hooks/email/bounces/mailgun").send({})).status).toBe(403);
    const wrong = await post(failed({ recipient: undefined }));
    expect([wrong.status, wrong.body.error.fields[0].path]).toEqual([400, "event-data.recipient"]);
  });
});

it("a provider that is not set up is refused", async () => {
  const answer = await world.http.post("/hooks/email/inbound").auth("mail", "undefined").send("x");
  expect(answer.status).toBe(403);
});
