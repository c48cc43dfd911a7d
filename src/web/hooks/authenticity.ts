import { createHmac, createPublicKey, verify } from "node:crypto";
import type { Request } from "express";
import { contentHash } from "../../lib/canonicalJson.js";
import { NotAllowed } from "../../lib/errors.js";
import { safeEqual } from "../../lib/safeEqual.js";
import * as hookTokens from "../../store/hookTokens.js";

/** A signature of our own making is fresh; those of providers may come again after hours of retries. */
const OWN_TOLERANCE_MS = 5 * 60_000;
const PROVIDER_TOLERANCE_MS = 24 * 60 * 60_000;

/** `X-Afterword-Signature: t=<unix seconds>,v1=<hex HMAC-SHA256 of "t.body">`. Throws NotAllowed. */
export function requireOwnSignature(req: Request, secret: string | undefined, now: Date): void {
  const header = req.get("x-afterword-signature") ?? "";
  const [, time, given] = header.match(/^t=(\d{1,12}),v1=([0-9a-f]{64})$/) ?? [];
  if (!secret || !time || !given || !isFresh(time, now, OWN_TOLERANCE_MS)) throw forged();
  const expected = createHmac("sha256", secret).update(`${time}.`).update(bodyOf(req)).digest("hex");
  if (!safeEqual(given, expected)) throw forged();
}

/** The password of Basic authentication, or `?secret=` for who can only name an address. Throws NotAllowed. */
export function requireSecret(req: Request, ...secrets: (string | undefined)[]): void {
  const [, encoded] = req.get("authorization")?.match(/^Basic +(\S+)$/i) ?? [];
  const password =
    encoded &&
    Buffer.from(encoded, "base64")
      .toString("utf8")
      .replace(/^[^:]*:/, "");
  const query = req.query["secret"];
  const given = password ?? (typeof query === "string" ? query : "");
  const known = secrets.filter((one) => one !== undefined);
  if (!given || !known.some((secret) => safeEqual(given, secret))) throw forged();
}

/** SendGrid's signed events: ECDSA over timestamp and body. Throws NotAllowed. */
export function requireSendgridSignature(req: Request, key: string | undefined, now: Date): void {
  const time = req.get("x-twilio-email-event-webhook-timestamp") ?? "";
  const signature = Buffer.from(req.get("x-twilio-email-event-webhook-signature") ?? "", "base64");
  if (!key || signature.length === 0 || !isFresh(time, now, PROVIDER_TOLERANCE_MS)) throw forged();
  const publicKey = createPublicKey({ key: Buffer.from(key, "base64"), format: "der", type: "spki" });
  if (!verify("sha256", Buffer.concat([Buffer.from(time), bodyOf(req)]), publicKey, signature))
    throw forged();
}

/**
 * Mailgun's signature stands in the body and covers a token only: the token is good for one content, or whoever saw it
 * once could say anything with it. Throws NotAllowed, also when there is none.
 */
export async function requireMailgunSignature(
  body: unknown,
  key: string | undefined,
  now: Date,
): Promise<void> {
  const { signature, ...content } = (body ?? {}) as { signature?: Record<string, unknown> };
  const { timestamp, token, signature: given } = signature ?? {};
  const isComplete = typeof token === "string" && typeof given === "string";
  if (!key || !isComplete || !isFresh(String(timestamp), now, PROVIDER_TOLERANCE_MS)) throw forged();
  const expected = createHmac("sha256", key)
    .update(`${String(timestamp)}${token}`)
    .digest("hex");
  if (!safeEqual(given, expected)) throw forged();
  if (!(await hookTokens.claim(token, contentHash(content), now))) throw forged();
}

/** The body as it came. */
export function bodyOf(req: Request): Buffer {
  return Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0);
}

/** One answer for everything that may be wrong with a signature. */
export function forged(): NotAllowed {
  return new NotAllowed("This request is not signed as configured.");
}

function isFresh(seconds: string, now: Date, toleranceMs: number): boolean {
  return /^\d{1,12}$/.test(seconds) && Math.abs(now.getTime() - Number(seconds) * 1000) <= toleranceMs;
}
