import type { ContactPolicy } from "../../records/contactPolicy.js";
import type { Customer } from "../../records/customer.js";
import type { CustomerEvent } from "../../records/event.js";
import type { Invitation } from "../../records/invitation.js";
import * as invitationLists from "../../store/invitationLists.js";
import type { PlannedAsk } from "../../store/invitationLists.js";
import { readContactPolicy } from "../contactPolicy/readContactPolicy.js";
import type { Context } from "../context.js";
import { readSuppressed } from "../customers/readSuppressed.js";
import { cancelInvitations } from "../invitations/cancelInvitations.js";
import { scheduleInvitations, type Decided } from "../invitations/scheduleInvitations.js";
import { decideMatch, quietWindow, toMatch, type Match } from "./decideMatch.js";
import type { Configuration } from "./readConfiguration.js";
import { isMatch } from "./rules.js";

export interface EventToDecide {
  event: CustomerEvent;
  customer: Customer;
}

/**
 * Lets every matching trigger decide about events of different customers, in the order of the triggers' keys, and
 * stores each decision with its reason. Deciding again returns what was decided first. The result is by event id.
 */
export async function decideEvents(
  context: Context,
  toDecide: readonly EventToDecide[],
  configuration: Configuration,
  now: Date,
): Promise<Map<string, Invitation[]>> {
  for (const { event } of toDecide) await cancelInvitations(context, event, configuration, now);
  const policy = await readContactPolicy(now);
  const matches = toDecide.flatMap((one) => matchesOf(one, configuration, policy));
  if (matches.length === 0) return new Map();
  const [suppressed, asks] = await Promise.all([
    readSuppressed([...new Set(matches.map(({ customer }) => customer))]),
    listAsksAround(matches),
  ]);
  const decided: Decided[] = [];
  for (const match of matches) {
    const { trigger, event, customer } = match;
    const ofCustomer = asks.get(customer.id) ?? [];
    const decision = decideMatch(match, {
      now,
      policy,
      organisationZone: context.reportingZone,
      suppressed: suppressed.get(customer.id) ?? {},
      asks: ofCustomer,
    });
    if (decision.reason === null) {
      const { sendAt } = decision;
      const ask = { customer: customer.id, event: event.id, trigger: trigger.key, sendAt };
      asks.set(customer.id, [...ofCustomer, ask]);
    }
    decided.push({ ...match, ...decision });
  }
  const standing = await scheduleInvitations(context, decided, now);
  return new Map(toDecide.map(({ event }) => [event.id, standing.filter((one) => one.event === event.id)]));
}

function matchesOf(
  { event, customer }: EventToDecide,
  { triggers, surveys }: Configuration,
  policy: ContactPolicy,
): Match[] {
  return triggers
    .filter((trigger) => isMatch(trigger, event, customer))
    .flatMap((trigger) => {
      const survey = surveys.get(trigger.survey);
      if (!survey) return []; // a trigger cannot be stored without its survey, and surveys are never removed
      return [toMatch({ trigger, event, customer, survey }, policy)];
    });
}

/** The asks of all these customers that may keep any of the matches quiet, by customer; one query for all. */
async function listAsksAround(matches: readonly Match[]): Promise<Map<string, PlannedAsk[]>> {
  const customers = [...new Set(matches.map(({ customer }) => customer.id))];
  // Quiet hours may move an ask on, to the day on which it would expire at the latest.
  const windows = matches.flatMap((match) => [
    quietWindow(match),
    quietWindow({ ...match, sendAt: match.expiresAt }),
  ]);
  const from = new Date(Math.min(...windows.map((window) => window.from.getTime())));
  const to = new Date(Math.max(...windows.map((window) => window.to.getTime())));
  const asks = new Map<string, PlannedAsk[]>();
  for (const ask of await invitationLists.listAsksBetween(customers, from, to)) {
    const others = asks.get(ask.customer);
    if (others) others.push(ask);
    else asks.set(ask.customer, [ask]);
  }
  return asks;
}
