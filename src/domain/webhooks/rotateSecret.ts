import { Conflict } from "../../lib/errors.js";
import { newWebhookSecret } from "../../lib/webhookSecret.js";
import type { WebhookEndpoint } from "../../records/webhookEndpoint.js";
import * as webhookEndpoints from "../../store/webhookEndpoints.js";
import { forgetEndpoints } from "./listeners.js";
import { BOTH_SECRETS_MS } from "./rules.js";

/** A new secret; the one it takes the place of signs as well for a day. Throws Conflict when two do it at once. */
export async function rotateSecret(
  endpoint: WebhookEndpoint,
  now: Date,
): Promise<{ secret: string; previousUntil: Date }> {
  const secret = newWebhookSecret();
  const previousUntil = new Date(now.getTime() + BOTH_SECRETS_MS);
  const isMoved = await webhookEndpoints.moveSecret(endpoint, secret, { previousUntil, now });
  forgetEndpoints();
  if (!isMoved) throw new Conflict("Somebody else made a new secret at this moment. Look at that one.");
  return { secret, previousUntil };
}
