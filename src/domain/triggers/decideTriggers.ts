import { addDuration, subtractDuration } from "../../lib/duration.js";
import type { Customer } from "../../records/customer.js";
import type { CustomerEvent } from "../../records/event.js";
import type { Invitation, SkipReason } from "../../records/invitation.js";
import type { ChannelName } from "../../records/channel.js";
import type { Survey } from "../../records/survey.js";
import type { Trigger } from "../../records/trigger.js";
import * as invitations from "../../store/invitations.js";
import * as surveys from "../../store/surveys.js";
import * as suppressions from "../../store/suppressions.js";
import * as triggers from "../../store/triggers.js";
import type { Context } from "../context.js";
import { scheduleInvitation } from "../invitations/scheduleInvitation.js";
import { addressOf, decide, isMatch, isSampled, type Suppressed } from "./rules.js";

/** What is configured, read once per request: a batch of 1,000 events reads it once. */
export interface Configuration {
  triggers: Trigger[];
  surveys: Map<string, Survey>;
}

/** All triggers by key, and all surveys. */
export async function readConfiguration(): Promise<Configuration> {
  const [allTriggers, allSurveys] = await Promise.all([triggers.list(), surveys.list()]);
  return { triggers: allTriggers, surveys: new Map(allSurveys.map((survey) => [survey.key, survey])) };
}

/**
 * Lets every matching trigger decide about an event, in the order of their keys, and stores each decision with
 * its reason. Deciding again returns what was decided first.
 */
export async function decideTriggers(
  context: Context,
  about: { event: CustomerEvent; customer: Customer; configuration: Configuration },
  now: Date,
): Promise<Invitation[]> {
  const { event, customer, configuration } = about;
  const matching = configuration.triggers.filter((trigger) => isMatch(trigger, event, customer));
  if (matching.length === 0) return [];
  const suppressed = await readSuppressed(customer, [...new Set(matching.flatMap((trigger) => trigger.channels))]);
  const decisions: Invitation[] = [];
  for (const trigger of matching) {
    const survey = configuration.surveys.get(trigger.survey);
    if (!survey) continue; // a trigger cannot be stored without its survey, and surveys are never removed
    const sendAt = addDuration(event.occurredAt, trigger.delay);
    const expiresAt = addDuration(sendAt, trigger.expiresAfter);
    const facts = { now, expiresAt, surveyState: survey.state, customer, suppressed, isSampled: isSampled(trigger, event.id) };
    const decision = decide(trigger, facts);
    const isQuiet = decision.reason === null && (await wasAskedAround(trigger, event, sendAt));
    const reason: SkipReason | null = isQuiet ? "asked_recently" : decision.reason;
    const channels = decision.reason === null ? decision.channels : trigger.channels;
    decisions.push(
      await scheduleInvitation(context, { trigger, event, customer, survey, sendAt, expiresAt, channels, reason }, now),
    );
  }
  return decisions;
}

/** Why the customer's addresses must not be written to, by channel. */
export async function readSuppressed(customer: Customer, channels: readonly ChannelName[]): Promise<Suppressed> {
  const suppressed: Suppressed = {};
  for (const channel of channels) {
    const address = addressOf(customer, channel);
    const found = address ? await suppressions.find(channel, address) : null;
    if (found) suppressed[channel] = found.reason;
  }
  return suppressed;
}

/** Whether another ask, sent or planned, lies within the trigger's quiet period before or after `sendAt`. */
async function wasAskedAround(trigger: Trigger, event: CustomerEvent, sendAt: Date): Promise<boolean> {
  const between = { from: subtractDuration(sendAt, trigger.quietPeriod), to: addDuration(sendAt, trigger.quietPeriod) };
  return invitations.existsAskBetween(event.customer, between, { event: event.id, trigger: trigger.key });
}
