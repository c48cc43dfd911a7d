import { newId } from "../../lib/ids.js";
import type { WebhookEndpoint } from "../../records/webhookEndpoint.js";
import type { WebhookMessage } from "../../records/webhookMessage.js";
import * as webhookMessages from "../../store/webhookMessages.js";
import { toMessage } from "./rules.js";

/** A message about nothing, so that the receiver can be tried; sent whatever types the endpoint listens to. */
export async function sendTestMessage(endpoint: WebhookEndpoint, now: Date): Promise<WebhookMessage> {
  const happening = { type: "webhook.test" as const, id: newId(now), at: now };
  const message = toMessage(endpoint, happening, { text: "This is a test. Nothing happened." });
  await webhookMessages.insert(message);
  return message;
}
