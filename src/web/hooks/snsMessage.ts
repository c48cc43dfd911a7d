import { createPublicKey, verify, type KeyObject } from "node:crypto";
import { z } from "zod";
import { ProductError } from "../../lib/errors.js";
import { fetchText } from "../../lib/fetchText.js";
import type { WebContext } from "../webContext.js";
import { forged } from "./authenticity.js";

/** Certificates and confirmations come from here and nowhere else, or anybody could sign with a key of their own. */
const HOST = /^sns\.[a-z0-9-]{3,30}\.amazonaws\.com(\.cn)?$/;
const CERTIFICATE = /^\/SimpleNotificationService-[\w.-]+\.pem$/;
const KEPT_KEYS = 20;

const ALGORITHMS: Record<string, string> = { "1": "RSA-SHA1", "2": "RSA-SHA256" };

/** Signed in this order; absent ones are left out. */
const SIGNED = {
  Notification: ["Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"],
  SubscriptionConfirmation: [
    "Message",
    "MessageId",
    "SubscribeURL",
    "Timestamp",
    "Token",
    "TopicArn",
    "Type",
  ],
  UnsubscribeConfirmation: ["Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"],
} as const;

const text = z.string("must be text").max(300_000);

export const snsForm = z.looseObject({
  Type: z.enum(
    ["Notification", "SubscriptionConfirmation", "UnsubscribeConfirmation"],
    "must be Notification, SubscriptionConfirmation or UnsubscribeConfirmation",
  ),
  MessageId: text,
  TopicArn: text,
  Message: text,
  Timestamp: text,
  SignatureVersion: text,
  Signature: text,
  SigningCertURL: text,
  Subject: text.nullish(),
  Token: text.optional(),
  SubscribeURL: text.optional(),
});

export type SnsMessage = z.infer<typeof snsForm>;

const keys = new Map<string, KeyObject>();

/** Throws NotAllowed unless one of our topics has sent this, signed by Amazon. */
export async function requireSnsSignature(context: WebContext, message: SnsMessage): Promise<void> {
  const topics = context.mail?.hooks.sesTopics ?? [];
  const algorithm = ALGORITHMS[message.SignatureVersion];
  if (!topics.includes(message.TopicArn) || !algorithm) throw forged();
  const signed = SIGNED[message.Type]
    .filter((name) => typeof message[name] === "string")
    .map((name) => `${name}\n${String(message[name])}\n`)
    .join("");
  const key = await keyAt(context, message.SigningCertURL);
  if (!verify(algorithm, Buffer.from(signed), key, Buffer.from(message.Signature, "base64"))) throw forged();
}

/** Tells Amazon that we want the topic's messages. Only for a message whose signature was checked. */
export async function confirmSubscription(context: WebContext, message: SnsMessage): Promise<void> {
  const url = message.SubscribeURL ?? "";
  if (!isAmazon(url)) throw forged();
  await load(context, url);
  context.logger.info({ topic: message.TopicArn }, "a subscription to bounces was confirmed");
}

async function keyAt(context: WebContext, url: string): Promise<KeyObject> {
  const known = keys.get(url);
  if (known) return known;
  if (!isAmazon(url) || !CERTIFICATE.test(new URL(url).pathname)) throw forged();
  const key = toKey(await load(context, url));
  if (keys.size >= KEPT_KEYS) keys.clear();
  keys.set(url, key);
  return key;
}

function toKey(certificate: string): KeyObject {
  try {
    return createPublicKey(certificate);
  } catch {
    throw forged();
  }
}

/** Amazon not answering is no forgery: it sends the message again after a 503. */
async function load(context: WebContext, url: string): Promise<string> {
  try {
    return await (context.fetchText ?? fetchText)(url);
  } catch (error) {
    context.logger.warn({ err: error }, "Amazon SNS did not answer");
    throw new ProductError(
      { status: 503, code: "try_again", isReported: false },
      "Amazon SNS did not answer. Please send this again.",
    );
  }
}

function isAmazon(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, host, username, password } = new URL(url);
  return protocol === "https:" && HOST.test(host) && !username && !password;
}
