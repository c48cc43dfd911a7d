import { deliverNext } from "../../../src/domain/webhooks/deliverNext.js";
import { saveEndpoint } from "../../../src/domain/webhooks/saveEndpoint.js";
import { WEBHOOK_TYPES, type WebhookEndpoint } from "../../../src/records/webhookEndpoint.js";
import type { WebhookMessage } from "../../../src/records/webhookMessage.js";
import * as webhookEndpoints from "../../../src/store/webhookEndpoints.js";
import * as webhookMessages from "../../../src/store/webhookMessages.js";
import type { World } from "../../world.js";

/** An endpoint that listens to everything, with what differs. */
export async function listen(
  world: World,
  { url, key = "crm", types = [...WEBHOOK_TYPES] }: Partial<WebhookEndpoint> & { url: string },
): Promise<WebhookEndpoint> {
  await saveEndpoint(world.context, { key, name: "CRM", url, types }, world.clock.now());
  return webhookEndpoints.get(key);
}

/** Hands over everything that is due now, one after the other. Returns how many tries were made. */
export async function deliverAll(world: World, { timeoutMs = 10_000, random = 0 } = {}): Promise<number> {
  let tries = 0;
  const delivery = { clock: world.clock, random: () => random, timeoutMs };
  for (;;) {
    const begun = await deliverNext(world.context, delivery);
    if (!begun) return tries;
    await begun.done;
    tries += 1;
  }
}

/** What an endpoint is told, oldest first. */
export async function messagesOf(endpoint: string): Promise<WebhookMessage[]> {
  return (await webhookMessages.list({ endpoint, limit: 500 })).items.reverse();
}
