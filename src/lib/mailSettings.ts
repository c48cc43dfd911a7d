import { createPrivateKey, createPublicKey } from "node:crypto";
import { readFileSync } from "node:fs";
import { z } from "zod";
import { isColour } from "./colour.js";

const domain = z
  .string()
  .trim()
  .toLowerCase()
  .regex(
    /^(?=.{1,253}$)([a-z0-9-]{1,63}\.)+[a-z0-9-]{2,63}$/,
    "must be a domain such as bounces.example.com",
  );

const topics = z
  .string()
  .transform((text) => text.split(",").map((one) => one.trim()))
  .refine(
    (all) => all.every((one) => /^arn:aws[\w-]*:sns:[a-z0-9-]+:\d{12}:[\w.-]+$/.test(one)),
    "must be ARNs of SNS topics, separated by commas",
  );

const secret = z.string().min(16, "must have 16 characters or more");

/** The keys of the environment that are about mail beyond sending it. */
export const MAIL_KEYS = {
  BRAND_COLOUR: z.string().refine(isColour, "must be a colour such as #1f5f8b").optional(),
  BRAND_LOGO_URL: z
    .url({ protocol: /^https$/, error: "must be an address that begins with https://" })
    .optional(),
  MAIL_BOUNCE_DOMAIN: domain.optional(),
  MAIL_INBOUND_DOMAIN: domain.optional(),
  MAIL_HOOK_SECRET: secret.optional(),
  SES_TOPIC_ARN: topics.optional(),
  SENDGRID_WEBHOOK_KEY: z
    .string()
    .refine(isSendgridKey, "must be the verification key that SendGrid shows")
    .optional(),
  POSTMARK_HOOK_SECRET: secret.optional(),
  MAILGUN_SIGNING_KEY: secret.optional(),
  MAIL_DKIM_DOMAIN: domain.optional(),
  MAIL_DKIM_SELECTOR: z
    .string()
    .regex(/^[a-z0-9._-]{1,63}$/i, "must be a name such as mail2026")
    .optional(),
  MAIL_DKIM_KEY_FILE: z
    .string()
    .transform((file, { addIssue }) => {
      const read = readPrivateKey(file);
      if ("fault" in read) addIssue({ code: "custom", message: read.fault });
      return "key" in read ? read.key : z.NEVER;
    })
    .optional(),
};

export interface MailSettings {
  /** Mails come back to `bounce+<invitation>@` this domain. */
  bounceDomain?: string;
  /** Replies and `mailto:` unsubscribes go to this domain. */
  inboundDomain?: string;
  hooks: {
    secret?: string;
    sesTopics?: string[];
    sendgridKey?: string;
    postmarkSecret?: string;
    mailgunKey?: string;
  };
  dkim?: { domainName: string; keySelector: string; privateKey: string };
}

/** The settings of checked keys. */
export function toMailSettings(env: {
  [K in keyof typeof MAIL_KEYS]?: z.output<(typeof MAIL_KEYS)[K]>;
}): MailSettings {
  return {
    ...(env.MAIL_BOUNCE_DOMAIN && { bounceDomain: env.MAIL_BOUNCE_DOMAIN }),
    ...(env.MAIL_INBOUND_DOMAIN && { inboundDomain: env.MAIL_INBOUND_DOMAIN }),
    hooks: {
      ...(env.MAIL_HOOK_SECRET && { secret: env.MAIL_HOOK_SECRET }),
      ...(env.SES_TOPIC_ARN && { sesTopics: env.SES_TOPIC_ARN }),
      ...(env.SENDGRID_WEBHOOK_KEY && { sendgridKey: env.SENDGRID_WEBHOOK_KEY }),
      ...(env.POSTMARK_HOOK_SECRET && { postmarkSecret: env.POSTMARK_HOOK_SECRET }),
      ...(env.MAILGUN_SIGNING_KEY && { mailgunKey: env.MAILGUN_SIGNING_KEY }),
    },
    ...(env.MAIL_DKIM_DOMAIN && {
      dkim: {
        domainName: env.MAIL_DKIM_DOMAIN,
        keySelector: env.MAIL_DKIM_SELECTOR!,
        privateKey: env.MAIL_DKIM_KEY_FILE!,
      },
    }),
  };
}

/** Keys that are required because of another one: [is needed, key, reason]. */
export function mailNeeds(env: Record<string, string | undefined>): [boolean, string, string][] {
  const dkim = ["MAIL_DKIM_DOMAIN", "MAIL_DKIM_SELECTOR", "MAIL_DKIM_KEY_FILE"];
  const isSigning = dkim.some((key) => env[key]);
  const comesBack = Boolean(env["MAIL_BOUNCE_DOMAIN"] ?? env["MAIL_INBOUND_DOMAIN"]);
  return [
    ...dkim.map((key): [boolean, string, string] => [
      isSigning,
      key,
      "together with the other MAIL_DKIM_ keys",
    ]),
    [
      comesBack,
      "MAIL_HOOK_SECRET",
      "together with MAIL_BOUNCE_DOMAIN or MAIL_INBOUND_DOMAIN: /hooks/email/inbound needs it",
    ],
  ];
}

function readPrivateKey(file: string): { key: string } | { fault: string } {
  try {
    const key = readFileSync(file, "utf8");
    createPrivateKey(key);
    return { key };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const isUnread = code === "ENOENT" || code === "EACCES" || code === "EISDIR";
    return {
      fault: isUnread ? `cannot be read (${code})` : "must name a file with a private key in PEM form",
    };
  }
}

function isSendgridKey(text: string): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(text, "base64"), format: "der", type: "spki" });
    return key.asymmetricKeyType === "ec";
  } catch {
    return false;
  }
}
