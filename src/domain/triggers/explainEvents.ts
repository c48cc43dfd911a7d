import { addDuration, subtractDuration } from "../../lib/duration.js";
import type { Customer } from "../../records/customer.js";
import type { CustomerEvent } from "../../records/event.js";
import type { Invitation } from "../../records/invitation.js";
import type { Trigger } from "../../records/trigger.js";
import * as customers from "../../store/customers.js";
import * as events from "../../store/events.js";
import * as invitationLists from "../../store/invitationLists.js";
import * as triggers from "../../store/triggers.js";
import type { Unmet } from "./conditionRules.js";
import { unmetConditions } from "./rules.js";

/** A customer with more is a test account: the rest stands in the list of invitations. */
const MOST_EVENTS = 50;
const MOST_INVITATIONS = 200;

/** The other ask that kept this one from going out, and when its quiet period is over. */
export interface Blocker {
  by: Invitation;
  mayAskFrom: Date;
}

/** What one trigger made of one event. All but `decided` is worked out from the trigger as it stands now. */
export type Verdict = { trigger: string } & (
  | { kind: "decided"; invitation: Invitation; blocker: Blocker | null; settings: Trigger | null }
  | { kind: "conditions"; unmet: Unmet[] }
  | { kind: "inactive" }
  | { kind: "other_event"; type: string }
  /** It would ask today, but was not there, or was another, when the event was decided. */
  | { kind: "changed_since" }
  | { kind: "not_yet" }
);

export interface ExplainedEvent {
  event: CustomerEvent;
  customer: Customer | null;
  verdicts: Verdict[];
}

/** Every trigger's verdict about one event. Throws NotFound. */
export async function explainEvent(id: string): Promise<ExplainedEvent> {
  const event = await events.get(id);
  const [explained] = await explainAll(await customers.find(event.customer), event.customer, [event]);
  return explained!;
}

/** Every trigger's verdict about the newest events of a customer, newest first. Throws NotFound. */
export async function explainCustomer(id: string): Promise<{ customer: Customer; events: ExplainedEvent[] }> {
  const customer = await customers.get(id);
  const happened = await events.listByCustomer(id, MOST_EVENTS);
  return { customer, events: await explainAll(customer, id, happened) };
}

async function explainAll(
  customer: Customer | null,
  customerId: string,
  happened: readonly CustomerEvent[],
): Promise<ExplainedEvent[]> {
  const [allTriggers, decided, asks] = await Promise.all([
    triggers.list(),
    invitationLists.listByEvents(happened.map(({ id }) => id)),
    invitationLists.listByCustomer(customerId, MOST_INVITATIONS),
  ]);
  const settings = new Map(allTriggers.map((trigger) => [trigger.key, trigger]));
  return happened.map((event) => {
    const ofEvent = decided.filter((one) => one.event === event.id);
    const stored = ofEvent.map((invitation): Verdict => ({
      kind: "decided",
      trigger: invitation.trigger!,
      invitation,
      blocker: invitation.reason === "asked_recently" ? findBlocker(invitation, asks) : null,
      settings: settings.get(invitation.trigger!) ?? null,
    }));
    const others = allTriggers.filter(({ key }) => !ofEvent.some((one) => one.trigger === key));
    return {
      event,
      customer,
      verdicts: [...stored, ...others.map((trigger) => judge(trigger, event, customer))],
    };
  });
}

/** Why a trigger stored no decision about an event. */
function judge(trigger: Trigger, event: CustomerEvent, customer: Customer | null): Verdict {
  const { key } = trigger;
  if (trigger.event.type !== event.type)
    return { trigger: key, kind: "other_event", type: trigger.event.type };
  const unmet = customer ? unmetConditions(trigger, event, customer) : [];
  if (unmet.length > 0) return { trigger: key, kind: "conditions", unmet };
  if (!trigger.active) return { trigger: key, kind: "inactive" };
  return { trigger: key, kind: event.decidedAt ? "changed_since" : "not_yet" };
}

/** Of what was known at the decision the ask within the quiet period that ends last; null when called off since. */
function findBlocker(invitation: Invitation, asks: readonly Invitation[]): Blocker | null {
  const { sendAt, quietPeriod, updatedAt: decidedAt } = invitation;
  const [from, to] = [subtractDuration(sendAt, quietPeriod), addDuration(sendAt, quietPeriod)];
  const timeOf = (ask: Invitation) => ask.sentAt ?? ask.sendAt;
  const [by] = asks
    .filter((ask) => ask.id !== invitation.id && ask.state !== "skipped" && ask.state !== "failed")
    .filter(({ createdAt }) => createdAt <= decidedAt)
    .filter((ask) => timeOf(ask) >= from && timeOf(ask) <= to)
    .sort((a, b) => timeOf(b).getTime() - timeOf(a).getTime());
  return by ? { by, mayAskFrom: addDuration(timeOf(by), quietPeriod) } : null;
}
