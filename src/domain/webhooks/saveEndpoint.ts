import { InvalidInput } from "../../lib/errors.js";
import { isRefusedHost } from "../../lib/postJson.js";
import { newWebhookSecret } from "../../lib/webhookSecret.js";
import type { WebhookEndpoint } from "../../records/webhookEndpoint.js";
import * as webhookEndpoints from "../../store/webhookEndpoints.js";
import * as webhookMessages from "../../store/webhookMessages.js";
import type { Context } from "../context.js";
import { forgetEndpoints } from "./listeners.js";
import { switchEndpoint } from "./switchEndpoint.js";

export type EndpointInput = Pick<WebhookEndpoint, "key" | "name" | "url" | "types"> & {
  /** Absent: a new one is on, another one stays as it is. */
  isActive?: boolean;
};

/**
 * Creates or changes an endpoint; true when it was created, with a secret of its own. With `mustBeNew` a taken key
 * is a fault. A literal address in a network that may not be posted to is a fault, too; a name is judged at each try.
 */
export async function saveEndpoint(
  { webhooksMayBePrivate }: Context,
  { isActive, ...input }: EndpointInput,
  now: Date,
  { mustBeNew = false } = {},
): Promise<boolean> {
  if (isRefusedHost(input.url, webhooksMayBePrivate)) throw refused(webhooksMayBePrivate);
  if (!mustBeNew && (await webhookEndpoints.set(input, now))) {
    forgetEndpoints();
    if (isActive !== undefined) await switchEndpoint(input.key, isActive, now);
    return false;
  }
  if (!(await webhookEndpoints.find(input.key))) await webhookMessages.removeOf(input.key); // of one that was removed
  const isInserted = await webhookEndpoints.insert({
    ...input,
    secret: newWebhookSecret(),
    state: isActive === false ? "off" : "on",
    stateAt: now,
    listensSince: now,
    createdAt: now,
    updatedAt: now,
  });
  forgetEndpoints();
  if (isInserted) return true;
  const taken = { path: "key", message: `"${input.key}" is taken by another one` };
  if (mustBeNew) throw new InvalidInput("This key cannot be used.", [taken]);
  await webhookEndpoints.set(input, now); // somebody created it at this moment
  return false;
}

function refused(mayBePrivate: boolean): InvalidInput {
  const message = mayBePrivate
    ? "must not be an address that no program listens at"
    : "must not lie in this machine's own network, unless WEBHOOKS_MAY_BE_PRIVATE is true";
  return new InvalidInput("This address cannot be used.", [{ path: "url", message }]);
}
