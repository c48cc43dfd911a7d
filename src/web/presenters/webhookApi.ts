import type { WebhookEndpoint } from "../../records/webhookEndpoint.js";
import type { WebhookMessage } from "../../records/webhookMessage.js";

/** A webhook as a program set it, and how it fares. Without its secret: who may read may not pretend to be us. */
export function presentWebhook(endpoint: WebhookEndpoint) {
  const { key, name, url, types, state, stateAt, failingSince, previousUntil, createdAt, updatedAt } =
    endpoint;
  return {
    key,
    name,
    url,
    types,
    active: state === "on",
    state,
    stateAt,
    failingSince: failingSince ?? null,
    previousSecretUntil: previousUntil ?? null,
    createdAt,
    updatedAt,
  };
}

/** A message with its tries. */
export function presentMessage({ webhookId, type, state, at, dueAt, endedAt, tries, body }: WebhookMessage) {
  return {
    id: webhookId,
    type,
    state,
    at,
    nextTryAt: dueAt ?? null,
    endedAt: endedAt ?? null,
    tries: tries.map(({ status = null, fault = null, ...rest }) => ({ ...rest, status, fault })),
    body: JSON.parse(body) as unknown,
  };
}
