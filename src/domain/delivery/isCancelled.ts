import type { Invitation } from "../../records/invitation.js";
import * as events from "../../store/events.js";

/** Whether an event came after which this trigger does not ask. */
export async function isCancelled({ customer, unless, eventOccurredAt }: Invitation): Promise<boolean> {
  return unless.length > 0 && (await events.existsAfter(customer, unless, eventOccurredAt));
}
