import * as alerts from "../../store/alerts.js";
import { forgetAlerts } from "./activeAlerts.js";

/** Pauses an alert, or goes on; false when it is so already. What happened in between is not told afterwards. */
export async function switchAlert(key: string, isPaused: boolean, now: Date): Promise<boolean> {
  const isMoved = await alerts.moveTo(key, isPaused, now);
  if (isMoved && !isPaused) await alerts.setAnew(key, now);
  forgetAlerts();
  return isMoved;
}
