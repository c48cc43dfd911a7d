import { Webhook } from "standardwebhooks";
import { contentHash } from "../../lib/canonicalJson.js";
import type { WebhookEndpoint, WebhookType } from "../../records/webhookEndpoint.js";
import type { WebhookMessage } from "../../records/webhookMessage.js";

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** After each try that did not get through, the time to the next one: 75.6 hours in all, so ten tries in three days. */
const DELAYS_MS = [
  5 * SECOND_MS,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  ...[2, 5, 10, 14, 20, 24].map((hours) => hours * HOUR_MS),
];

/** Up to so much later, so that what failed together does not come back together. */
const JITTER = 0.1;

const KEPT_AFTER_END_MS = 30 * DAY_MS;
/** An endpoint that is off keeps what waits, but not for ever. */
const KEPT_WAITING_MS = 90 * DAY_MS;

/** How long the previous secret signs beside the new one. */
export const BOTH_SECRETS_MS = DAY_MS;

/** Something that happened. `id` tells it from all others of its type, also when it is announced again. */
export interface Happening {
  type: WebhookType;
  id: string;
  at: Date;
  /** What is told of it; a function is called only if somebody is to be told. */
  data: object | (() => Promise<object>);
}

/** The id by which the receiver knows a repeat. Without dots, which separate what is signed. */
export function webhookIdOf({ type, id }: { type: string; id: string }): string {
  return `msg_${contentHash([type, id]).slice(0, 32)}`;
}

/** What an endpoint is told, to be sent at once. */
export function toMessage(
  { key }: Pick<WebhookEndpoint, "key">,
  { type, id, at }: { type: WebhookMessage["type"]; id: string; at: Date },
  data: object,
): WebhookMessage {
  const webhookId = webhookIdOf({ type, id });
  const { customer } = data as { customer?: unknown };
  return {
    id: `${key}|${webhookId}`,
    endpoint: key,
    webhookId,
    type,
    body: JSON.stringify({ type, timestamp: at.toISOString(), data }),
    ...(typeof customer === "string" && { customer }),
    state: "waiting",
    dueAt: at,
    begun: 0,
    tries: [],
    at,
    removeAt: keptWhileWaiting(at),
  };
}

export function keptWhileWaiting(from: Date): Date {
  return new Date(from.getTime() + KEPT_WAITING_MS);
}

export function keptAfterEnd(endedAt: Date): Date {
  return new Date(endedAt.getTime() + KEPT_AFTER_END_MS);
}

/** The headers of Standard Webhooks. While two secrets are good there is a signature by each, the new one first. */
export function signedHeaders(
  endpoint: Pick<WebhookEndpoint, "secret" | "previousSecret" | "previousUntil">,
  { webhookId, body }: Pick<WebhookMessage, "webhookId" | "body">,
  now: Date,
): Record<string, string> {
  const { secret, previousSecret, previousUntil } = endpoint;
  const isBoth = previousSecret && previousUntil && now < previousUntil;
  const signatures = [secret, ...(isBoth ? [previousSecret] : [])].map((one) =>
    new Webhook(one).sign(webhookId, now, body),
  );
  return {
    "webhook-id": webhookId,
    "webhook-timestamp": String(Math.floor(now.getTime() / SECOND_MS)),
    "webhook-signature": signatures.join(" "),
  };
}

export type AfterTry = { next: "delivered" | "gone" | "dead" } | { next: "wait"; delayMs: number };

/** What follows a try. `begun` counts it; `random` lies between 0 and 1. Only 2xx means that it was taken. */
export function afterTry(status: number | undefined, begun: number, random: number): AfterTry {
  if (status !== undefined && status >= 200 && status < 300) return { next: "delivered" };
  if (status === 410) return { next: "gone" };
  const delayMs = DELAYS_MS[begun - 1];
  if (delayMs === undefined) return { next: "dead" };
  return { next: "wait", delayMs: Math.round(delayMs * (1 + JITTER * random)) };
}
