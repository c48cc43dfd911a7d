import { generateKeyPairSync, sign } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import type { Invitation } from "../../../src/records/invitation.js";
import * as suppressions from "../../../src/store/suppressions.js";
import { configure } from "../../build.js";
import { plan, reload } from "../../domain/delivery/arrange.js";
import { createWorld, type World } from "../../world.js";

const amazon = generateKeyPairSync("rsa", { modulusLength: 2048 });
const stranger = generateKeyPairSync("rsa", { modulusLength: 2048 });
const TOPIC = "arn:aws:sns:eu-west-1:123456789012:bounces";
const CERTIFICATE = "https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0123abc.pem";
const AT = "2037-09-01T10:00:00.000Z";

let world: World;
let one: Invitation;
/** What was asked of Amazon, whose place a function takes. */
let fetched: string[] = [];

beforeAll(async () => {
  world = await createWorld({
    mail: {
      bounceDomain: "bounces.example.com",
      hooks: { sesTopics: [TOPIC] },
    },
    fetchText: (url) => {
      fetched.push(url);
      if (url.includes("down")) return Promise.reject(new Error("no answer"));
      const { publicKey } = url.includes("stranger") ? stranger : amazon;
      return Promise.resolve(publicKey.export({ format: "pem", type: "spki" }).toString());
    },
  });
});
beforeEach(async () => {
  fetched = [];
  await world.reset();
  await configure(world);
  one = await plan(world, { customer: { id: "ana", email: "ana@example.com" } });
  await world.dispatchAll();
});
afterAll(() => world.close());

const suppressed = () => suppressions.find("email", "ana@example.com");

describe("Amazon SES by way of SNS", () => {
  const bounce = () => ({
    notificationType: "Bounce",
    bounce: {
      bounceType: "Permanent",
      timestamp: AT,
      bouncedRecipients: [
        { emailAddress: "ana@example.com", status: "5.1.1", diagnosticCode: "smtp; 550 5.1.1" },
      ],
    },
    mail: { source: `bounce+${one.id}@bounces.example.com`, commonHeaders: { messageId: "<own@ses>" } },
  });

  function sns(fields: Record<string, string> = {}, { version = "2", key = amazon.privateKey } = {}) {
    const message: Record<string, string> = {
      Type: "Notification",
      MessageId: "1",
      TopicArn: TOPIC,
      Message: JSON.stringify(bounce()),
      Timestamp: AT,
      SignatureVersion: version,
      SigningCertURL: CERTIFICATE,
      ...fields,
    };
    const isNotification = message["Type"] === "Notification";
    const names = isNotification
      ? ["Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"]
      : ["Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"];
    const text = names.flatMap((name) => (name in message ? [`${name}\n${message[name]}\n`] : [])).join("");
    const algorithm = version === "1" ? "RSA-SHA1" : "RSA-SHA256";
    return { ...message, Signature: sign(algorithm, Buffer.from(text), key).toString("base64") };
  }
  const post = (body: object) =>
    world.http.post("/hooks/email/bounces/ses").set("Content-Type", "text/plain").send(JSON.stringify(body));

  it.each(["1", "2"])("is believed with a signature of version %s", async (version) => {
    const answer = await post(sns({ Subject: "Amazon SES" }, { version }));
    expect([answer.status, answer.body]).toEqual([200, { results: ["done"] }]);
    expect(await suppressed()).toMatchObject({ reason: "bounced" });
    expect(await reload(one)).toMatchObject({ state: "failed" });
  });

  it("takes a transient bounce for a soft one, and a complaint for a complaint", async () => {
    const soft = bounce();
    soft.bounce.bounceType = "Transient";
    await post(sns({ Message: JSON.stringify(soft) }));
    expect(await reload(one)).toMatchObject({ state: "scheduled" });
    const complainedRecipients = [{ emailAddress: "ana@example.com" }];
    const complaint = { complainedRecipients, timestamp: AT };
    const { mail } = bounce();
    await post(sns({ Message: JSON.stringify({ eventType: "Complaint", complaint, mail }) }));
    expect(await suppressed()).toMatchObject({ reason: "complained" });
  });

  it("takes an out-of-office reply, which SES calls a bounce, for no bounce", async () => {
    const general = (recipient: object) => ({
      ...bounce(),
      bounce: {
        bounceType: "Transient",
        bounceSubType: "General",
        timestamp: AT,
        bouncedRecipients: [{ emailAddress: "ana@example.com", ...recipient }],
      },
    });
    const reply = await post(sns({ Message: JSON.stringify(general({})) }));
    expect([reply.status, reply.body]).toEqual([200, { results: [] }]);
    const { state, attempts } = await reload(one);
    expect([state, attempts[0]!.outcome]).toEqual(["sent", "accepted"]);
    const deferred = await post(sns({ Message: JSON.stringify(general({ status: "4.2.2" })) }));
    expect(deferred.body).toEqual({ results: ["done"] });
    expect(await reload(one)).toMatchObject({ state: "scheduled", attempts: [{ outcome: "deferred" }] });
  });

  it("confirms the subscription that Amazon asks for, at Amazon alone", async () => {
    const SubscribeURL = "https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&Token=t";
    const subscription = { Type: "SubscriptionConfirmation", Token: "t", Message: "You have chosen" };
    expect((await post(sns({ ...subscription, SubscribeURL }))).status).toBe(200);
    expect(fetched).toContain(SubscribeURL);
    const elsewhere = sns({
      ...subscription,
      SubscribeURL: "https://evil.example.com/?Action=ConfirmSubscription",
    });
    expect((await post(elsewhere)).status).toBe(403);
    expect(fetched.join()).not.toContain("evil");
  });

  it.each([
    [
      "a certificate from elsewhere",
      { SigningCertURL: "https://sns.eu-west-1.amazonaws.com.evil.example/SimpleNotificationService-1.pem" },
    ],
    ["a certificate by plain http", { SigningCertURL: CERTIFICATE.replace("https", "http") }],
    ["a certificate on another port", { SigningCertURL: CERTIFICATE.replace(".com/", ".com:8443/") }],
    [
      "a file that is no certificate of SNS",
      { SigningCertURL: "https://sns.eu-west-1.amazonaws.com/other.pem" },
    ],
    ["another topic", { TopicArn: "arn:aws:sns:eu-west-1:999999999999:bounces" }],
    ["no known version", { SignatureVersion: "3" }],
  ])("is refused with %s, and nothing is fetched", async (_what, fields) => {
    expect((await post(sns(fields))).status).toBe(403);
    expect(fetched).toEqual([]);
    expect(await suppressed()).toBeNull();
  });

  it("is refused with a signature of somebody else, or when something was changed", async () => {
    expect((await post(sns({}, { key: stranger.privateKey }))).status).toBe(403);
    expect((await post({ ...sns(), Timestamp: "2037-09-02T10:00:00.000Z" })).status).toBe(403);
    expect(await suppressed()).toBeNull();
  });

  it("is asked to come again when Amazon's certificate cannot be had", async () => {
    const SigningCertURL = CERTIFICATE.replace("0123abc", "down");
    expect((await post(sns({ SigningCertURL }))).status).toBe(503);
  });

  it("is told the field at fault", async () => {
    const noTopic = await post({ ...sns(), TopicArn: undefined });
    expect([noTopic.status, noTopic.body.error.fields[0].path]).toEqual([400, "TopicArn"]);
    const noMail = await post(sns({ Message: '{"notificationType":"Bounce"}' }));
    expect([noMail.status, noMail.body.error.fields[0].path]).toEqual([400, "mail"]);
  });
});
