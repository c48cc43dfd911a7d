import type { WebhookEndpoint, WebhookType } from "../../records/webhookEndpoint.js";
import * as webhookEndpoints from "../../store/webhookEndpoints.js";

/** How long another process may go by an endpoint as it was before it was changed. */
const KEPT_MS = 5_000;

let kept: { at: number; all: Promise<WebhookEndpoint[]> } | null = null;

/**
 * Every endpoint, read every five seconds and not with every answer. The age is counted by the process and not by the
 * product's time: what is announced late happened at many times.
 */
export async function listEndpoints(): Promise<WebhookEndpoint[]> {
  const now = performance.now();
  if (!kept || now - kept.at > KEPT_MS) {
    const all = webhookEndpoints.list();
    all.catch(forgetEndpoints);
    kept = { at: now, all };
  }
  return kept.all;
}

/** Who is told of something of this type that happens, or happened, at an instant. */
export async function listListeners(type: WebhookType, at: Date): Promise<WebhookEndpoint[]> {
  const all = await listEndpoints();
  return all.filter(
    ({ state, types, listensSince }) => state === "on" && types.includes(type) && listensSince <= at,
  );
}

/** Reads again at the next use: this process has changed an endpoint. */
export function forgetEndpoints(): void {
  kept = null;
}
