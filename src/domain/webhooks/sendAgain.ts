import type { WebhookMessage } from "../../records/webhookMessage.js";
import * as webhookEndpoints from "../../store/webhookEndpoints.js";
import * as webhookMessages from "../../store/webhookMessages.js";
import { forgetEndpoints } from "./listeners.js";
import { keptWhileWaiting } from "./rules.js";

/** Sends a message once more, or before its time, under its own id; false while a try of it is on its way. */
export async function sendAgain({ id, endpoint }: WebhookMessage, now: Date): Promise<boolean> {
  const isMoved = await webhookMessages.moveToAgain(id, { now, removeAt: keptWhileWaiting(now) });
  if (isMoved && (await webhookMessages.count(endpoint, "dead")) === 0) await noteNoneLeft(endpoint);
  return isMoved;
}

/** Sends everything once more that was given up for an endpoint. Returns how many messages that are. */
export async function sendDeadAgain(endpoint: string, now: Date): Promise<number> {
  const moved = await webhookMessages.moveDeadToAgain(endpoint, { now, removeAt: keptWhileWaiting(now) });
  await noteNoneLeft(endpoint);
  return moved;
}

async function noteNoneLeft(endpoint: string): Promise<void> {
  await webhookEndpoints.setGaveUp(endpoint, null);
  forgetEndpoints();
}
