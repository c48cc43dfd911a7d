import { addDuration, subtractDuration } from "../../lib/duration.js";
import type { Customer } from "../../records/customer.js";
import type { CustomerEvent } from "../../records/event.js";
import type { Invitation } from "../../records/invitation.js";
import type { Survey } from "../../records/survey.js";
import type { Trigger } from "../../records/trigger.js";
import * as invitationLists from "../../store/invitationLists.js";
import type { PlannedAsk } from "../../store/invitationLists.js";
import type { Context } from "../context.js";
import { readSuppressed } from "../customers/readSuppressed.js";
import { cancelInvitations } from "../invitations/cancelInvitations.js";
import { scheduleInvitations, type Decided } from "../invitations/scheduleInvitations.js";
import type { Configuration } from "./readConfiguration.js";
import { decide, isMatch, isSampled } from "./rules.js";

export interface EventToDecide {
  event: CustomerEvent;
  customer: Customer;
}

/** A trigger that matches an event, with the times that follow. */
interface Match extends EventToDecide {
  trigger: Trigger;
  survey: Survey;
  sendAt: Date;
  expiresAt: Date;
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
  const matches = toDecide.flatMap((one) => matchesOf(one, configuration));
  if (matches.length === 0) return new Map();
  const [suppressed, asks] = await Promise.all([
    readSuppressed([...new Set(matches.map(({ customer }) => customer))]),
    listAsksAround(matches),
  ]);
  const decided: Decided[] = [];
  for (const match of matches) {
    const { trigger, event, customer, survey, sendAt, expiresAt } = match;
    const decision = decide(trigger, {
      now,
      expiresAt,
      surveyState: survey.state,
      customer,
      suppressed: suppressed.get(customer.id) ?? {},
      isSampled: isSampled(trigger, event.id),
    });
    const ofCustomer = asks.get(customer.id) ?? [];
    const isQuiet = decision.reason === null && ofCustomer.some((ask) => keepsQuiet(ask, match));
    const reason = isQuiet ? "asked_recently" : decision.reason;
    if (reason === null) {
      asks.set(customer.id, [
        ...ofCustomer,
        { customer: customer.id, event: event.id, trigger: trigger.key, sendAt },
      ]);
    }
    const channels = decision.reason === null ? decision.channels : trigger.channels;
    decided.push({ trigger, event, customer, survey, sendAt, expiresAt, channels, reason });
  }
  const standing = await scheduleInvitations(context, decided, now);
  return new Map(toDecide.map(({ event }) => [event.id, standing.filter((one) => one.event === event.id)]));
}

function matchesOf({ event, customer }: EventToDecide, { triggers, surveys }: Configuration): Match[] {
  return triggers
    .filter((trigger) => isMatch(trigger, event, customer))
    .flatMap((trigger) => {
      const survey = surveys.get(trigger.survey);
      if (!survey) return []; // a trigger cannot be stored without its survey, and surveys are never removed
      const sendAt = addDuration(event.occurredAt, trigger.delay);
      return [
        { trigger, event, customer, survey, sendAt, expiresAt: addDuration(sendAt, trigger.expiresAfter) },
      ];
    });
}

/** The asks of all these customers that may keep any of the matches quiet, by customer; one query for all. */
async function listAsksAround(matches: readonly Match[]): Promise<Map<string, PlannedAsk[]>> {
  const customers = [...new Set(matches.map(({ customer }) => customer.id))];
  const windows = matches.map(quietWindow);
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

/** Whether another ask lies within the quiet period before or after; an ask never blocks itself. */
function keepsQuiet(ask: PlannedAsk, match: Match): boolean {
  const isItself = ask.event === match.event.id && ask.trigger === match.trigger.key;
  const { from, to } = quietWindow(match);
  return !isItself && ask.sendAt > from && ask.sendAt < to;
}

function quietWindow({ sendAt, trigger }: Match): { from: Date; to: Date } {
  return {
    from: subtractDuration(sendAt, trigger.quietPeriod),
    to: addDuration(sendAt, trigger.quietPeriod),
  };
}
