import { randomBytes } from "node:crypto";
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { z } from "zod";
import type { TwilioConfig } from "./lib/twilioConfig.js";
import { MAIL_KEYS, mailNeeds, toMailSettings, type MailSettings } from "./lib/mailSettings.js";
import { isPublic } from "./lib/isPublic.js";
import { isKnownZone } from "./lib/timeZone.js";
import { toTrustProxy } from "./lib/trustProxy.js";

const flag = (name: string) => z.string().trim().min(1, `${name} must not be empty`).optional();

const url = (protocols: string[]) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), {
    message: `must be an address that begins with ${protocols.map((one) => `${one}//`).join(" or ")}`,
  });

const wholeNumber = (min: number, max: number) => {
  const message = `must be a whole number from ${min} to ${max}`;
  return z.coerce.number(message).int(message).min(min, message).max(max, message);
};

const count = (fallback: number, max: number) => wholeNumber(1, max).default(fallback);

const choice = <T extends string>(choices: readonly [T, ...T[]]) =>
  z.enum(choices, `must be one of ${choices.join(", ")}`);

/** No URL for Node: a replica set has several hosts, each with its port. */
const MONGODB = /^mongodb(?:\+srv)?:\/\/\S+$/;

/** "care@example.com" or "Northwind <care@example.com>". */
const SENDER = /^(?:[^<>\r\n]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/;

const schema = z.object({
  NODE_ENV: z.string().optional(),
  PORT: wholeNumber(0, 65535).default(3000),
  BASE_URL: url(["http:", "https:"]).optional(),
  DATA_DIR: z.string().min(1).default("./data"),
  MONGODB_URI: z
    .string()
    .regex(MONGODB, "must be an address that begins with mongodb:// or mongodb+srv://")
    .optional(),
  ROLE: choice(["all", "web", "worker"]).default("all"),
  SECRET: z.string().min(16, "must have 16 characters or more").optional(),
  TRUST_PROXY: z.string().optional(),
  BRAND_NAME: z.string().trim().min(1).max(60).optional(),
  SMTP_URL: url(["smtp:", "smtps:"]).optional(),
  MAIL_FROM: z
    .string()
    .trim()
    .regex(SENDER, "must be an address such as Northwind <care@example.com>")
    .optional(),
  SMTP_CONNECTIONS: count(5, 100),
  ...MAIL_KEYS,
  TWILIO_ACCOUNT_SID: flag("TWILIO_ACCOUNT_SID"),
  TWILIO_AUTH_TOKEN: flag("TWILIO_AUTH_TOKEN"),
  TWILIO_FROM: flag("TWILIO_FROM"),
  TWILIO_MESSAGING_SERVICE_SID: z
    .string()
    .regex(/^MG\w+$/, "must begin with MG")
    .optional(),
  TWILIO_API_BASE: url(["http:", "https:"]).optional(),
  SMS_PER_SECOND: wholeNumber(1, 1_000).default(1),
  SMS_REPLIES: choice(["on", "off"]).default("on"),
  WEBHOOKS_MAY_BE_PRIVATE: choice(["true", "false"]).optional(),
  REPORTING_ZONE: z.string().refine(isKnownZone, "must be a time zone such as Europe/Madrid").default("UTC"),
  CHAT_MAY_BE_PRIVATE: choice(["true", "false"]).default("false"),
  ADMIN_EMAIL: z.email("must be an email address").optional(),
  ADMIN_PASSWORD: z.string().min(10, "must have 10 characters or more").optional(),
  API_KEY: z.string().min(20, "must have 20 characters or more").optional(),
  API_REQUESTS_PER_MINUTE: count(12_000, 10_000_000),
  WORKER_CONCURRENCY: count(10, 200),
  LOG_LEVEL: choice(["fatal", "error", "warn", "info", "debug", "silent"]).default("info"),
});

export interface Config {
  isProduction: boolean;
  port: number;
  /** Without a slash at the end. */
  baseUrl: string;
  dataDir: string;
  mongodbUri: string | undefined;
  role: "all" | "web" | "worker";
  secret: string;
  trustProxy: boolean | number | string;
  brandName: string;
  brandColour?: string;
  brandLogoUrl?: string;
  smtp: { url: string; from: string; connections: number; dkim?: MailSettings["dkim"] } | undefined;
  mail: MailSettings;
  twilio: TwilioConfig | undefined;
  textsMayBeAnswered: boolean;
  webhooksMayBePrivate: boolean;
  /** The host that Message-IDs are made in. */
  mailHost: string;
  reportingZone: string;
  chatMayBePrivate: boolean;
  firstAdmin: { email: string; password: string } | undefined;
  apiKey: string | undefined;
  apiRequestsPerMinute: number;
  workerConcurrency: number;
  logLevel: string;
}

/** All faults of the configuration at once. */
export class ConfigError extends Error {
  constructor(readonly faults: string[]) {
    super(
      `The configuration has ${faults.length === 1 ? "a fault" : `${faults.length} faults`}:\n${faults.map((one) => `  ${one}`).join("\n")}`,
    );
  }
}

/** The environment with `.env` of the working directory behind it; only the start of a process calls it. */
export function readEnvironment(): NodeJS.ProcessEnv {
  if (existsSync(".env")) process.loadEnvFile(".env");
  return process.env;
}

/** The checked configuration; throws ConfigError with every fault. Empty values count as missing. */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== ""),
  );
  const parsed = schema.safeParse(given);
  const faults = [...(parsed.error?.issues ?? []).map(toFault), ...missingFrom(given)];
  if (!parsed.success || faults.length > 0) throw new ConfigError(faults);
  const env = parsed.data;
  const baseUrl = (env.BASE_URL ?? `http://localhost:${env.PORT}`).replace(/\/+$/, "");
  const dataDir = resolve(env.DATA_DIR);
  const mail = toMailSettings(env);
  return {
    isProduction: env.NODE_ENV === "production",
    port: env.PORT,
    baseUrl,
    dataDir,
    mongodbUri: env.MONGODB_URI,
    role: env.ROLE,
    secret: env.SECRET ?? keptSecret(dataDir),
    trustProxy: toTrustProxy(env.TRUST_PROXY),
    brandName: env.BRAND_NAME ?? displayName(env.MAIL_FROM) ?? "Afterword",
    ...(env.BRAND_COLOUR && { brandColour: env.BRAND_COLOUR }),
    ...(env.BRAND_LOGO_URL && { brandLogoUrl: env.BRAND_LOGO_URL }),
    smtp: env.SMTP_URL
      ? {
          url: env.SMTP_URL,
          from: env.MAIL_FROM!,
          connections: env.SMTP_CONNECTIONS,
          ...(mail.dkim && { dkim: mail.dkim }),
        }
      : undefined,
    mail,
    twilio: env.TWILIO_ACCOUNT_SID
      ? {
          accountSid: env.TWILIO_ACCOUNT_SID,
          authToken: env.TWILIO_AUTH_TOKEN!,
          from: env.TWILIO_MESSAGING_SERVICE_SID ?? env.TWILIO_FROM!,
          perSecond: env.SMS_PER_SECOND,
          ...(isPublic(baseUrl) && { statusCallback: `${baseUrl}/hooks/sms/status` }),
          ...(env.TWILIO_API_BASE && { apiBase: env.TWILIO_API_BASE }),
        }
      : undefined,
    textsMayBeAnswered: env.SMS_REPLIES === "on",
    // Where nobody can reach us from outside, the receivers are neighbours as well.
    webhooksMayBePrivate: env.WEBHOOKS_MAY_BE_PRIVATE
      ? env.WEBHOOKS_MAY_BE_PRIVATE === "true"
      : !isPublic(baseUrl),
    mailHost: env.MAIL_FROM?.match(/@([^\s>]+)/)?.[1] ?? new URL(baseUrl).hostname,
    reportingZone: env.REPORTING_ZONE,
    chatMayBePrivate: env.CHAT_MAY_BE_PRIVATE === "true",
    firstAdmin: env.ADMIN_EMAIL ? { email: env.ADMIN_EMAIL, password: env.ADMIN_PASSWORD! } : undefined,
    apiKey: env.API_KEY,
    apiRequestsPerMinute: env.API_REQUESTS_PER_MINUTE,
    workerConcurrency: env.WORKER_CONCURRENCY,
    logLevel: env.LOG_LEVEL,
  };
}

function toFault({ path, message }: { path: PropertyKey[]; message: string }): string {
  return `${path.join(".")}: ${message}`;
}

/** What is required because of another key. Not part of the schema, which keeps silent about it after any other fault. */
function missingFrom(env: Record<string, string | undefined>): string[] {
  const faults: string[] = [];
  const need = (isNeeded: boolean, key: string, reason: string) => {
    if (isNeeded && !env[key]) faults.push(`${key}: is required ${reason}`);
  };
  const isShared = env["NODE_ENV"] === "production" && Boolean(env["MONGODB_URI"]);
  need(isShared, "SECRET", "together with MONGODB_URI in production: every process must have the same");
  const isApart = env["ROLE"] === "web" || env["ROLE"] === "worker";
  need(isApart, "MONGODB_URI", `when ROLE is ${env["ROLE"]}`);
  need(Boolean(env["SMTP_URL"]), "MAIL_FROM", "together with SMTP_URL");
  for (const [isNeeded, key, reason] of mailNeeds(env)) need(isNeeded, key, reason);
  const sender = env["TWILIO_MESSAGING_SERVICE_SID"] ? "TWILIO_MESSAGING_SERVICE_SID" : "TWILIO_FROM";
  const twilio = ["TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", sender];
  const isTwilioOn = twilio.some((key) => env[key]);
  for (const key of twilio) need(isTwilioOn, key, "together with the other TWILIO_ keys");
  if (env["TWILIO_MESSAGING_SERVICE_SID"] && env["TWILIO_FROM"])
    faults.push(
      "TWILIO_FROM: leave it out together with TWILIO_MESSAGING_SERVICE_SID, which has its own senders",
    );
  need(Boolean(env["ADMIN_EMAIL"]), "ADMIN_PASSWORD", "together with ADMIN_EMAIL");
  need(Boolean(env["ADMIN_PASSWORD"]), "ADMIN_EMAIL", "together with ADMIN_PASSWORD");
  return faults;
}

/** A secret that is made once and stays with the data; of two processes that start together the first one's stands. */
function keptSecret(dataDir: string): string {
  const file = join(dataDir, "secret");
  const draft = `${file}.${process.pid}`;
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 }); // personal data come to lie here
    if (!existsSync(file)) {
      writeFileSync(draft, randomBytes(32).toString("base64url"), { mode: 0o600 });
      renameOnce(draft, file);
    }
    return readFileSync(file, "utf8").trim();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new ConfigError([
      `DATA_DIR: ${dataDir} cannot be written (${code}); name a folder that can, or set SECRET`,
    ]);
  }
}

/** Puts a finished file in its place in one step, unless there is one already. */
function renameOnce(draft: string, file: string): void {
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    rmSync(draft);
  }
}

/** "Northwind" of "Northwind <care@example.com>". */
function displayName(from: string | undefined): string | undefined {
  return from?.match(/^\s*"?([^"<]+?)"?\s*</)?.[1];
}
