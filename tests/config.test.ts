import { describe, expect, it } from "@jest/globals";
import { ConfigError, readConfig } from "../src/config.js";

const SECRET = "a secret of more than sixteen characters";

function faultsOf(environment: Record<string, string>): string[] {
  try {
    readConfig({ SECRET, ...environment });
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
}

describe("the configuration", () => {
  it("needs nothing: it has a default for everything", () => {
    expect(readConfig({ SECRET })).toMatchObject({
      port: 3000,
      baseUrl: "http://localhost:3000",
      role: "all",
      reportingZone: "UTC",
      brandName: "Afterword",
      trustProxy: false,
      smtp: undefined,
      twilio: undefined,
    });
  });

  it("takes an empty value for a missing one", () => {
    expect(readConfig({ SECRET, SMTP_URL: "", PORT: " " })).toMatchObject({ smtp: undefined, port: 3000 });
  });

  it("lets webhooks be posted to neighbours where nobody reaches us from outside, unless it is said", () => {
    const mayBePrivate = (environment: Record<string, string>) =>
      readConfig({ SECRET, ...environment }).webhooksMayBePrivate;
    expect([mayBePrivate({}), mayBePrivate({ BASE_URL: "https://ask.example.com" })]).toEqual([true, false]);
    expect(mayBePrivate({ BASE_URL: "https://ask.example.com", WEBHOOKS_MAY_BE_PRIVATE: "true" })).toBe(true);
    expect(mayBePrivate({ WEBHOOKS_MAY_BE_PRIVATE: "false" })).toBe(false);
    expect(faultsOf({ WEBHOOKS_MAY_BE_PRIVATE: "perhaps" })).toEqual([
      "WEBHOOKS_MAY_BE_PRIVATE: must be one of true, false",
    ]);
  });

  it("lists all faults at once, each with its key", () => {
    const faults = faultsOf({
      PORT: "eighty",
      BASE_URL: "afterword.example.com",
      MONGODB_URI: "http://localhost/afterword",
      ROLE: "boss",
      SMTP_URL: "localhost:25",
      MAIL_FROM: "care",
      REPORTING_ZONE: "Mars/Olympus",
      ADMIN_EMAIL: "alice",
      ADMIN_PASSWORD: "short",
      API_KEY: "too short",
    });
    expect(faults.map((fault) => fault.split(":")[0])).toEqual([
      "PORT",
      "BASE_URL",
      "MONGODB_URI",
      "ROLE",
      "SMTP_URL",
      "MAIL_FROM",
      "REPORTING_ZONE",
      "ADMIN_EMAIL",
      "ADMIN_PASSWORD",
      "API_KEY",
    ]);
    expect(faults[1]).toBe("BASE_URL: must be an address that begins with http:// or https://");
  });

  it("lists what is missing beside what is wrong", () => {
    expect(faultsOf({ PORT: "eighty", ROLE: "worker", SMTP_URL: "smtp://localhost", MAIL_FROM: "" })).toEqual(
      [
        "PORT: must be a whole number from 0 to 65535",
        "MONGODB_URI: is required when ROLE is worker",
        "MAIL_FROM: is required together with SMTP_URL",
      ],
    );
  });

  it("says what is wrong with the keys of mail that comes back, of its signature and of the brand", () => {
    const faults = faultsOf({
      BRAND_COLOUR: "blue",
      BRAND_LOGO_URL: "http://example.com/logo.png",
      MAIL_BOUNCE_DOMAIN: "bounces",
      MAIL_HOOK_SECRET: "short",
      SES_TOPIC_ARN: "arn:aws:s3:::bucket",
      SENDGRID_WEBHOOK_KEY: "key",
      MAIL_DKIM_DOMAIN: "example.com",
      MAIL_DKIM_SELECTOR: "mail",
      MAIL_DKIM_KEY_FILE: "/nowhere/dkim.pem",
    });
    expect(faults).toEqual([
      "BRAND_COLOUR: must be a colour such as #1f5f8b",
      "BRAND_LOGO_URL: must be an address that begins with https://",
      "MAIL_BOUNCE_DOMAIN: must be a domain such as bounces.example.com",
      "MAIL_HOOK_SECRET: must have 16 characters or more",
      "SES_TOPIC_ARN: must be ARNs of SNS topics, separated by commas",
      "SENDGRID_WEBHOOK_KEY: must be the verification key that SendGrid shows",
      "MAIL_DKIM_KEY_FILE: cannot be read (ENOENT)",
    ]);
  });

  it("takes the address of a replica set with several hosts", () => {
    const uri = "mongodb://user:pass@one.example.com:27017,two.example.com:27018/afterword?replicaSet=rs0";
    expect(readConfig({ SECRET, MONGODB_URI: uri }).mongodbUri).toBe(uri);
  });

  it.each([
    "Northwind",
    "Northwind <care>",
    "<a@b>\r\nBcc: <evil@example.com>",
    "care@example.com, x@example.com",
  ])("refuses the sender %j", (sender) => {
    expect(faultsOf({ MAIL_FROM: sender })).toEqual([
      "MAIL_FROM: must be an address such as Northwind <care@example.com>",
    ]);
  });

  it.each([
    [{ SMTP_URL: "smtp://localhost" }, ["MAIL_FROM"]],
    [{ TWILIO_AUTH_TOKEN: "token" }, ["TWILIO_ACCOUNT_SID", "TWILIO_FROM"]],
    [
      { TWILIO_ACCOUNT_SID: "AC1", TWILIO_MESSAGING_SERVICE_SID: "MG1", TWILIO_FROM: "+1" },
      ["TWILIO_AUTH_TOKEN", "TWILIO_FROM"],
    ],
    [
      { TWILIO_MESSAGING_SERVICE_SID: "+14155550123" },
      ["TWILIO_MESSAGING_SERVICE_SID", "TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN"],
    ],
    [{ SMS_PER_SECOND: "0", SMS_REPLIES: "yes" }, ["SMS_PER_SECOND", "SMS_REPLIES"]],
    [{ ADMIN_EMAIL: "alice@example.com" }, ["ADMIN_PASSWORD"]],
    [{ ADMIN_PASSWORD: "correct horse" }, ["ADMIN_EMAIL"]],
    [{ ROLE: "worker" }, ["MONGODB_URI"]],
    [{ MAIL_BOUNCE_DOMAIN: "bounces.example.com" }, ["MAIL_HOOK_SECRET"]],
    [{ MAIL_DKIM_DOMAIN: "example.com" }, ["MAIL_DKIM_SELECTOR", "MAIL_DKIM_KEY_FILE"]],
    [{ NODE_ENV: "production", MONGODB_URI: "mongodb://localhost/a", SECRET: "" }, ["SECRET"]],
  ])("%j lacks %j", (environment, keys) => {
    expect(faultsOf(environment as Record<string, string>).map((fault) => fault.split(":")[0])).toEqual(keys);
  });

  it("says neither passwords nor tokens in its faults", () => {
    const message = faultsOf({
      ADMIN_PASSWORD: "hunter2",
      SMTP_URL: "user:hunter2@host",
      TWILIO_AUTH_TOKEN: "hunter2",
    });
    expect(message.join("\n")).not.toContain("hunter2");
  });

  it("knows the brand and the Message-ID's host by the sender of mails", () => {
    const environment = {
      SECRET,
      SMTP_URL: "smtp://localhost",
      MAIL_FROM: "Northwind Care <care@northwind.example>",
    };
    expect(readConfig(environment)).toMatchObject({
      brandName: "Northwind Care",
      mailHost: "northwind.example",
    });
    expect(readConfig({ ...environment, BRAND_NAME: "Northwind" })).toMatchObject({ brandName: "Northwind" });
  });

  it("sends texts by a number or a messaging service, and is told what became of them where it can be reached", () => {
    const keys = { SECRET, TWILIO_ACCOUNT_SID: "AC1", TWILIO_AUTH_TOKEN: "token" };
    expect(readConfig({ ...keys, TWILIO_FROM: "+14155550123" }).twilio).toEqual({
      accountSid: "AC1",
      authToken: "token",
      from: "+14155550123",
      perSecond: 1,
    });
    const service = {
      TWILIO_MESSAGING_SERVICE_SID: "MG1",
      BASE_URL: "https://care.example.com/",
      SMS_PER_SECOND: "100",
    };
    expect(readConfig({ ...keys, ...service }).twilio).toMatchObject({
      from: "MG1",
      perSecond: 100,
      statusCallback: "https://care.example.com/hooks/sms/status",
    });
  });

  it("has no slash at the end of the public address", () => {
    expect(readConfig({ SECRET, BASE_URL: "https://feedback.example.com/" }).baseUrl).toBe(
      "https://feedback.example.com",
    );
  });

  it.each([
    ["1", 1],
    ["true", true],
    ["false", false],
    ["10.0.0.0/8, 127.0.0.1", "10.0.0.0/8, 127.0.0.1"],
  ])("TRUST_PROXY=%s", (text, value) => {
    expect(readConfig({ SECRET, TRUST_PROXY: text }).trustProxy).toBe(value);
  });
});
