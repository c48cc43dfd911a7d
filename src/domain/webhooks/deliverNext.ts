import type { Clock } from "../../lib/clock.js";
import { newSecret } from "../../lib/ids.js";
import { postJson } from "../../lib/postJson.js";
import type { WebhookEndpoint } from "../../records/webhookEndpoint.js";
import type { WebhookMessage, WebhookTry } from "../../records/webhookMessage.js";
import * as webhookEndpoints from "../../store/webhookEndpoints.js";
import * as webhookMessages from "../../store/webhookMessages.js";
import type { Context } from "../context.js";
import { forgetEndpoints, listEndpoints } from "./listeners.js";
import { afterTry, keptAfterEnd, signedHeaders } from "./rules.js";

/** Well beyond the longest try: whoever has not written its result by then is dead. */
const LEASE_MS = 60_000;

const USER_AGENT = "Afterword-Webhooks/1";

export interface Delivery {
  clock: Clock;
  /** From 0 up to 1. */
  random(): number;
  /** For one try; ten seconds unless a test is in a hurry. */
  timeoutMs?: number;
}

/** A try that is on its way. `done` rejects only when the database does. */
export interface Delivering {
  endpoint: string;
  done: Promise<void>;
}

/**
 * Begins to hand over the message that is due for longest and whose endpoint is not `busy`; null when none is due.
 * Killed at any point it leaves a lease that runs out, after which any worker sends the same again under the same id.
 */
export async function deliverNext(
  context: Context,
  delivery: Delivery,
  busy: readonly string[] = [],
): Promise<Delivering | null> {
  const now = delivery.clock.now();
  const ready = (await listEndpoints()).filter(({ key, state }) => state === "on" && !busy.includes(key));
  if (ready.length === 0) return null;
  const claim = { now, leaseUntil: new Date(now.getTime() + LEASE_MS), lease: newSecret() };
  const keys = ready.map(({ key }) => key);
  const message = await webhookMessages.claimNextDue(keys, claim);
  return message && { endpoint: message.endpoint, done: deliver(context, delivery, message) };
}

async function deliver(context: Context, delivery: Delivery, message: WebhookMessage): Promise<void> {
  const { clock, timeoutMs } = delivery;
  const at = clock.now();
  const endpoint = await webhookEndpoints.find(message.endpoint); // as it is now, not as it was five seconds ago
  if (endpoint?.state !== "on") {
    forgetEndpoints();
    return webhookMessages.release(message, at);
  }
  const outcome = await postJson(endpoint.url, message.body, {
    headers: { "User-Agent": USER_AGENT, ...signedHeaders(endpoint, message, at) },
    mayBePrivate: context.webhooksMayBePrivate,
    ...(timeoutMs && { timeoutMs }),
  });
  await note(context, delivery, { endpoint, message, made: { at, ...outcome } });
}

/** What is told of the endpoint comes first: dying in between, the message is tried again, and all is told again. */
async function note(
  { logger }: Context,
  { clock, random }: Delivery,
  { endpoint, message, made }: { endpoint: WebhookEndpoint; message: WebhookMessage; made: WebhookTry },
): Promise<void> {
  const { key } = endpoint;
  const now = clock.now();
  const after = afterTry(made.status, message.begun, random());
  if (after.next === "delivered") {
    if (endpoint.failingSince) await webhookEndpoints.setFine(key);
    // Whose erasing it was must not stand in the log.
    if (message.type === "customer.erased") return void (await webhookMessages.removeClaimed(message));
    return end(message, { state: "delivered", made, now });
  }
  await webhookEndpoints.setFailing(key, made.at);
  if (after.next === "wait") {
    const dueAt = new Date(now.getTime() + after.delayMs);
    await webhookMessages.moveToWaiting(message, { dueAt, made });
    return;
  }
  if (after.next === "gone") await webhookEndpoints.moveToGone(key, now);
  await webhookEndpoints.setGaveUp(key, now);
  forgetEndpoints();
  const { status, fault } = made;
  logger.warn(
    { webhook: key, message: message.webhookId, status, fault },
    "a webhook's message was given up",
  );
  await end(message, { state: "dead", made, now });
}

async function end(
  message: WebhookMessage,
  { state, made, now }: { state: "delivered" | "dead"; made: WebhookTry; now: Date },
): Promise<void> {
  await webhookMessages.moveToEnd(message, { state, made, endedAt: now, removeAt: keptAfterEnd(now) });
}
