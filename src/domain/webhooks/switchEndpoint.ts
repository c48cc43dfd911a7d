import * as webhookEndpoints from "../../store/webhookEndpoints.js";
import { forgetEndpoints } from "./listeners.js";

/**
 * Switches an endpoint on or off; false when it is so already. While it is off nothing is put down for it, and what
 * waits is kept; once it is on again, also after it said that it is gone, that goes out.
 */
export async function switchEndpoint(key: string, isActive: boolean, now: Date): Promise<boolean> {
  const isMoved = await webhookEndpoints.moveTo(key, isActive ? "on" : "off", now);
  forgetEndpoints();
  return isMoved;
}
