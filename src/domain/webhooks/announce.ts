import type { WebhookEndpoint } from "../../records/webhookEndpoint.js";
import * as webhookMessages from "../../store/webhookMessages.js";
import { listListeners } from "./listeners.js";
import { toMessage, webhookIdOf, type Happening } from "./rules.js";

/**
 * Puts down what every endpoint that listens is to be told; the sending is others' work. Call it after the thing is
 * stored. The same happening again inserts nothing; while nobody listens nothing is read or written.
 */
export async function announce(happenings: Happening | readonly Happening[]): Promise<void> {
  const pairs: { endpoint: WebhookEndpoint; happening: Happening }[] = [];
  for (const happening of [happenings].flat() as Happening[])
    for (const endpoint of await listListeners(happening.type, happening.at))
      pairs.push({ endpoint, happening });
  const unknown = await leaveOutKnown(pairs);
  const told = new Map<Happening, object>();
  for (const { happening } of unknown) if (!told.has(happening)) told.set(happening, await dataOf(happening));
  await Promise.all(
    unknown.map(({ endpoint, happening }) =>
      webhookMessages.insert(toMessage(endpoint, happening, told.get(happening)!)),
    ),
  );
}

/** Most of what a job finds again is known: one look for many is cheaper than describing them all. */
async function leaveOutKnown<T extends { endpoint: WebhookEndpoint; happening: Happening }>(
  pairs: T[],
): Promise<T[]> {
  if (pairs.length < 2) return pairs;
  const idOf = ({ endpoint, happening }: T) => `${endpoint.key}|${webhookIdOf(happening)}`;
  const known = await webhookMessages.listKnown(pairs.map(idOf));
  return pairs.filter((pair) => !known.has(idOf(pair)));
}

async function dataOf({ data }: Happening): Promise<object> {
  return typeof data === "function" ? (data as () => Promise<object>)() : data;
}
