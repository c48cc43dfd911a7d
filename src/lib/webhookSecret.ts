import { randomBytes } from "node:crypto";

/** A new signing secret as Standard Webhooks writes them: 256 random bits in (not URL-safe) base64. */
export function newWebhookSecret(): string {
  return `whsec_${randomBytes(32).toString("base64")}`;
}
