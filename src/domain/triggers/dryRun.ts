import { addDuration, subtractDuration } from "../../lib/duration.js";
import type { ContactPolicy } from "../../records/contactPolicy.js";
import type { Customer } from "../../records/customer.js";
import type { CustomerEvent } from "../../records/event.js";
import type { SkipReason } from "../../records/invitation.js";
import type { Trigger } from "../../records/trigger.js";
import type { Survey } from "../../records/survey.js";
import * as customers from "../../store/customers.js";
import * as eventHistory from "../../store/eventHistory.js";
import * as invitationLists from "../../store/invitationLists.js";
import type { PlannedAsk } from "../../store/invitationLists.js";
import * as surveys from "../../store/surveys.js";
import { findContactPolicy } from "../contactPolicy/readContactPolicy.js";
import { quietPeriodOf } from "../contactPolicy/rules.js";
import type { Context } from "../context.js";
import { readSuppressed } from "../customers/readSuppressed.js";
import { decideMatch, toMatch } from "./decideMatch.js";
import { isMatch } from "./rules.js";

const LOOK_BACK = "P30D";

/** So many events are decided at once; more are counted from the newest, and the result says so. */
const MOST_EVENTS = 20_000;
const AT_ONCE = 500;

export interface DryRun {
  from: Date;
  to: Date;
  /** Events of the trigger's type that were looked at. */
  events: number;
  /** True when there are more, which were left out. */
  isCut: boolean;
  notMatching: number;
  asked: number;
  /** By reason, only those that occurred. */
  skipped: Partial<Record<SkipReason, number>>;
}

interface Known {
  customers: Map<string, Customer>;
  suppressed: Awaited<ReturnType<typeof readSuppressed>>;
  asks: Map<string, PlannedAsk[]>;
  cancelling: Map<string, { type: string; occurredAt: Date }[]>;
}

/**
 * What the trigger would have decided about the events of the last 30 days, had it been active with today's settings:
 * customers, suppressions, survey and policy as they are now, other triggers' asks as they were. Writes nothing. The
 * day's limit of messages is not played through: it delays, and hardly ever decides.
 */
export async function dryRun(
  context: Pick<Context, "reportingZone">,
  trigger: Trigger,
  now: Date,
): Promise<DryRun> {
  const from = subtractDuration(now, LOOK_BACK);
  const [survey, policy, found] = await Promise.all([
    surveys.get(trigger.survey),
    findContactPolicy(),
    eventHistory.listReceivedSince(trigger.event.type, from, MOST_EVENTS + 1),
  ]);
  const events = found.slice(0, MOST_EVENTS).sort((a, b) => a.occurredAt.getTime() - b.occurredAt.getTime());
  const result: DryRun = {
    from,
    to: now,
    events: events.length,
    isCut: found.length > MOST_EVENTS,
    notMatching: 0,
    asked: 0,
    skipped: {},
  };
  const pretended = new Map<string, PlannedAsk[]>();
  for (let first = 0; first < events.length; first += AT_ONCE) {
    const part = events.slice(first, first + AT_ONCE);
    const known = await read(part, trigger, quietPeriodOf(trigger, policy));
    for (const event of part) {
      const reason = decideOne(context, { event, trigger, survey, policy, known, pretended });
      if (reason === "not_matching") result.notMatching += 1;
      else if (reason === null) result.asked += 1;
      else result.skipped[reason] = (result.skipped[reason] ?? 0) + 1;
    }
  }
  return result;
}

function decideOne(
  context: Pick<Context, "reportingZone">,
  about: {
    event: CustomerEvent;
    trigger: Trigger;
    survey: Survey;
    policy: ContactPolicy;
    known: Known;
    pretended: Map<string, PlannedAsk[]>;
  },
): SkipReason | "not_matching" | null {
  const { event, trigger, survey, policy, known, pretended } = about;
  const customer = known.customers.get(event.customer);
  if (!customer || !isMatch({ ...trigger, active: true }, event, customer)) return "not_matching";
  const match = toMatch({ trigger, event, customer, survey }, policy);
  const mine = pretended.get(customer.id) ?? [];
  const decision = decideMatch(match, {
    now: event.receivedAt,
    policy,
    organisationZone: context.reportingZone,
    suppressed: known.suppressed.get(customer.id) ?? {},
    asks: [...(known.asks.get(customer.id) ?? []), ...mine],
  });
  if (decision.reason !== null) return decision.reason;
  const isCancelled = (known.cancelling.get(customer.id) ?? []).some(
    ({ occurredAt }) => occurredAt > event.occurredAt && occurredAt <= decision.sendAt,
  );
  if (isCancelled) return "cancelled_by_event";
  const ask = { customer: customer.id, event: event.id, trigger: trigger.key, sendAt: decision.sendAt };
  pretended.set(customer.id, [...mine, ask]);
  return null;
}

async function read(events: readonly CustomerEvent[], trigger: Trigger, quietPeriod: string): Promise<Known> {
  const ids = [...new Set(events.map(({ customer }) => customer))];
  const [first, last] = [events[0]!.occurredAt, events.at(-1)!.occurredAt];
  const latest = addDuration(addDuration(last, trigger.delay), trigger.expiresAfter);
  const [found, asks, cancelling] = await Promise.all([
    customers.listByIds(ids),
    invitationLists.listAsksBetween(
      ids,
      subtractDuration(first, quietPeriod),
      addDuration(latest, quietPeriod),
    ),
    trigger.unless.length > 0 ? eventHistory.listHappened(ids, trigger.unless, first) : [],
  ]);
  return {
    customers: new Map(found.map((customer) => [customer.id, customer])),
    suppressed: await readSuppressed(found),
    asks: byCustomer(asks.filter((ask) => ask.trigger !== trigger.key)), // played through anew
    cancelling: byCustomer(cancelling),
  };
}

function byCustomer<T extends { customer: string }>(all: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const group = groups.get(one.customer);
    if (group) group.push(one);
    else groups.set(one.customer, [one]);
  }
  return groups;
}
