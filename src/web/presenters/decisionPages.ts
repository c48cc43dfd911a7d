import { addDuration } from "../../lib/duration.js";
import type { ExplainedEvent } from "../../domain/triggers/explainEvents.js";
import type { ContactPolicy } from "../../records/contactPolicy.js";
import type { Customer } from "../../records/customer.js";
import { customerAddress, eventAddress } from "./address.js";
import { presentInstant, zoneName } from "./dates.js";
import { durationWords } from "./durationWords.js";
import { presentPerson } from "./people.js";
import { presentProperties } from "./values.js";
import { presentVerdicts } from "./verdict.js";

/** Why somebody was asked or not about one event. */
export function presentEventDecisions(explained: ExplainedEvent, zone: string) {
  const { event, customer } = explained;
  const person = presentPerson(event.customer, customer ?? undefined);
  const { agent, team, properties } = event;
  return {
    title: `Why was ${person.name} asked, or not?`,
    zone: zoneName(zone),
    person,
    backHref: `${customerAddress(event.customer)}/decisions`,
    ...presentEventHead(explained, zone),
    facts: [
      ...(agent ? [{ name: "agent", value: agent.name ?? agent.id }] : []),
      ...(team ? [{ name: "team", value: team }] : []),
      ...presentProperties(properties),
    ],
    verdicts: presentVerdicts(explained, zone),
  };
}

export interface CustomerDecisionFacts {
  customer: Customer;
  events: ExplainedEvent[];
  policy: ContactPolicy;
  zone: string;
  now: Date;
}

/** Why somebody was asked or not, event by event; triggers that wait for other events are left out. */
export function presentCustomerDecisions({ customer, events, policy, zone, now }: CustomerDecisionFacts) {
  const person = presentPerson(customer.id, customer);
  return {
    title: `Why was ${person.name} asked, or not?`,
    zone: zoneName(zone),
    person,
    planned: presentPlanned(events, zone),
    quiet: presentQuiet(customer, { policy, zone, now }),
    events: events.map((one) => ({
      ...presentEventHead(one, zone),
      verdicts: presentVerdicts(
        { ...one, verdicts: one.verdicts.filter(({ kind }) => kind !== "other_event") },
        zone,
      ),
    })),
  };
}

/** The same for programs: every trigger, with a code and the words. */
export function presentExplained(explained: ExplainedEvent, zone: string) {
  const { event } = explained;
  const stored = new Map(
    explained.verdicts.flatMap((one) =>
      one.kind === "decided" ? [[one.trigger, one.invitation] as const] : [],
    ),
  );
  return {
    event: event.id,
    type: event.type,
    occurredAt: event.occurredAt,
    customer: event.customer,
    decisions: presentVerdicts(explained, zone).map(({ trigger, reason, why, change }) => {
      const invitation = stored.get(trigger);
      return {
        trigger,
        decision: invitation?.decision ?? null,
        invitation: invitation?.id ?? null,
        state: invitation?.state ?? null,
        reason,
        explanation: why,
        change,
      };
    }),
  };
}

function presentEventHead({ event }: ExplainedEvent, zone: string) {
  return {
    id: event.id,
    type: event.type,
    at: presentInstant(event.occurredAt, zone),
    href: eventAddress(event.id),
  };
}

/** The next ask that is planned, if there is one. */
function presentPlanned(events: readonly ExplainedEvent[], zone: string) {
  const [next] = events
    .flatMap(({ verdicts }) => verdicts)
    .flatMap((one) =>
      one.kind === "decided" && one.invitation.state === "scheduled" ? [one.invitation] : [],
    )
    .sort((a, b) => a.sendAt.getTime() - b.sendAt.getTime());
  return next ? { at: presentInstant(next.sendAt, zone), trigger: next.trigger } : null;
}

/** Whether the quiet period of the policy is over; a trigger's own may say otherwise. */
function presentQuiet(
  { lastAskedAt }: Customer,
  { policy, zone, now }: { policy: ContactPolicy; zone: string; now: Date },
) {
  if (!lastAskedAt) return { isQuiet: false, text: "Has not been asked yet." };
  const until = addDuration(lastAskedAt, policy.quietPeriod);
  const asked = `Last asked on ${presentInstant(lastAskedAt, zone).text}`;
  return until > now
    ? {
        isQuiet: true,
        text: `${asked}; may be asked again from ${presentInstant(until, zone).text}, when the quiet period of ${durationWords(policy.quietPeriod)} is over.`,
      }
    : { isQuiet: false, text: `${asked}; the quiet period is over.` };
}
