import { contentHash } from "../../lib/canonicalJson.js";
import { Conflict } from "../../lib/errors.js";
import type { Properties } from "../../records/customer.js";
import type { Agent, CustomerEvent } from "../../records/event.js";
import type { Invitation } from "../../records/invitation.js";
import * as customers from "../../store/customers.js";
import * as events from "../../store/events.js";
import * as invitations from "../../store/invitations.js";
import type { Context } from "../context.js";
import { customerIdOf, detailsOf, type CustomerInput } from "../customers/rules.js";
import { cancelInvitations } from "../invitations/cancelInvitations.js";
import { decideTriggers, readConfiguration, type Configuration } from "../triggers/decideTriggers.js";

export interface EventInput {
  id: string;
  type: string;
  occurredAt: Date;
  customer: CustomerInput;
  agent?: Agent;
  team?: string;
  properties: Properties;
}

export interface RecordedEvent {
  status: "recorded" | "repeated";
  /** What the triggers decided, to ask or not, by trigger. */
  decisions: Invitation[];
}

/**
 * Records what happened and lets the triggers decide. The same id again is a repeat and answers the same,
 * after finishing what a crash may have left; the same id with other content is a Conflict.
 */
export async function recordEvent(
  context: Context,
  input: EventInput,
  now: Date,
  configuration?: Configuration,
): Promise<RecordedEvent> {
  const event: CustomerEvent = {
    id: input.id,
    type: input.type,
    occurredAt: input.occurredAt,
    customer: customerIdOf(input.customer),
    ...(input.agent && { agent: input.agent }),
    ...(input.team && { team: input.team }),
    properties: input.properties,
    contentHash: contentHash(input),
    receivedAt: now,
  };
  const isNew = await events.insert(event);
  const status = isNew ? "recorded" : "repeated";
  if (!isNew) {
    const known = await events.get(event.id);
    if (known.contentHash !== event.contentHash) {
      throw new Conflict("This event id is known with other content.", "conflict", [
        { path: "id", message: "stands for another event already" },
      ]);
    }
    if (known.decidedAt) return { status, decisions: await invitations.listByEvent(event.id) };
  }
  const customer = await customers.set(event.customer, detailsOf(input.customer), now);
  const current = configuration ?? (await readConfiguration());
  await cancelInvitations(context, event, current, now);
  const decisions = await decideTriggers(context, { event, customer, configuration: current }, now);
  await events.setDecided(event.id, now);
  return { status, decisions };
}
