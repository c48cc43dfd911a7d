import type { CustomerEvent } from "../../records/event.js";
import * as invitations from "../../store/invitations.js";
import type { Context } from "../context.js";
import { announce } from "../webhooks/announce.js";
import { ofSkipped } from "../webhooks/happenings.js";
import type { Configuration } from "../triggers/readConfiguration.js";

/**
 * Cancels what is planned for the customer "unless this happens". Done as soon as the event arrives, so that a
 * planned ask which will never go out does not keep others quiet; the dispatcher's last look asks again.
 */
export async function cancelInvitations(
  context: Context,
  event: CustomerEvent,
  configuration: Configuration,
  now: Date,
): Promise<void> {
  if (!configuration.triggers.some((trigger) => trigger.unless.includes(event.type))) return;
  for (const cancelled of await invitations.cancelPlanned(
    event.customer,
    event.type,
    event.occurredAt,
    now,
  )) {
    const { touchpoint, metric, eventDay: day } = cancelled;
    context.rollups.request({ kind: "asks", touchpoint, metric, day });
    const skipped = { ...cancelled, reason: "cancelled_by_event" as const, updatedAt: now };
    context.background.run("announce", () => announce(ofSkipped(skipped)));
  }
}
