import type { WebhookEndpoint } from "../../records/webhookEndpoint.js";
import { listEndpoints } from "./listeners.js";
import { keptAfterEnd } from "./rules.js";

/** The endpoints that wait for a person: they are gone, or messages were given up that are still kept. */
export async function listTroubled(now: Date): Promise<WebhookEndpoint[]> {
  const all = await listEndpoints();
  return all.filter(
    ({ state, gaveUpAt }) => state === "gone" || (gaveUpAt !== undefined && keptAfterEnd(gaveUpAt) > now),
  );
}
