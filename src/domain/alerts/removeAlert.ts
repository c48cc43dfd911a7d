import * as alertRaises from "../../store/alertRaises.js";
import * as alerts from "../../store/alerts.js";
import { forgetAlerts } from "./activeAlerts.js";

/**
 * Removes an alert and what it raised. What waits to be told is dropped when its turn comes; what a dying process
 * leaves of the raises is cleared before the key is used again.
 */
export async function removeAlert(key: string): Promise<void> {
  await alerts.remove(key);
  forgetAlerts();
  await alertRaises.removeOf(key);
}
