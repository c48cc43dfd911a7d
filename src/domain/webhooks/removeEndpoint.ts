import * as webhookEndpoints from "../../store/webhookEndpoints.js";
import * as webhookMessages from "../../store/webhookMessages.js";
import { forgetEndpoints } from "./listeners.js";

/**
 * Removes an endpoint and its log; false when there is none. What a dying process leaves of the log is sent by nobody,
 * forgets itself, and is cleared before the key is used again.
 */
export async function removeEndpoint(key: string): Promise<boolean> {
  const isRemoved = await webhookEndpoints.remove(key);
  forgetEndpoints();
  await webhookMessages.removeOf(key);
  return isRemoved;
}
