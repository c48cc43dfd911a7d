import type { ExplainedEvent, Verdict } from "../../domain/triggers/explainEvents.js";
import type { Customer } from "../../records/customer.js";
import type { FailReason, Invitation, SkipReason } from "../../records/invitation.js";
import type { Trigger } from "../../records/trigger.js";
import { formatConditionValue } from "../forms/conditionValue.js";
import { presentInstant } from "./dates.js";
import { durationWords } from "./durationWords.js";
import { channelInWords, REASONS, STATES } from "./reasons.js";
import { presentCondition } from "./triggerSentence.js";
import { optOutSource } from "./story.js";

export interface PresentedVerdict {
  trigger: string;
  /** In a word: what became of it. */
  word: string;
  tone: string;
  /** Why, as a sentence. */
  why: string;
  /** What would have to change, or would have had to; null when all went well. */
  change: string | null;
  reason: string | null;
}

/** Verdicts in plain words: those that decided something first, those of other event types last. */
export function presentVerdicts(
  { verdicts, customer, event }: ExplainedEvent,
  zone: string,
): PresentedVerdict[] {
  const order: Verdict["kind"][] = [
    "decided",
    "not_yet",
    "changed_since",
    "conditions",
    "inactive",
    "other_event",
  ];
  return [...verdicts]
    .sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
    .map((verdict) => ({
      trigger: verdict.trigger,
      ...inWords(verdict, { customer, type: event.type, zone }),
    }));
}

function inWords(
  verdict: Verdict,
  about: { customer: Customer | null; type: string; zone: string },
): Omit<PresentedVerdict, "trigger"> {
  const silent = (reason: string, why: string, change: string) => ({
    word: "Did not apply",
    tone: "",
    why,
    change,
    reason,
  });
  switch (verdict.kind) {
    case "decided":
      return decisionInWords(verdict, about);
    case "conditions": {
      const unmet = verdict.unmet.map(({ condition, actual }) => {
        const { field, words, value } = presentCondition(condition);
        return `${field} ${words}${value ? ` ${value}` : ""}, but it was ${actual === undefined ? "missing" : formatConditionValue(actual)}`;
      });
      return silent(
        "conditions_not_met",
        `The trigger asks only if ${unmet.join("; and only if ")}.`,
        "The event would have to bring that, or the trigger ask for less.",
      );
    }
    case "inactive":
      return silent(
        "trigger_inactive",
        "The trigger is not active.",
        "Make the trigger active: it then decides about later events.",
      );
    case "other_event":
      return silent(
        "other_event_type",
        `The trigger waits for ${verdict.type}, and this was ${about.type}.`,
        `An event ${verdict.type} would have to come.`,
      );
    case "changed_since":
      return silent(
        "trigger_changed_since",
        "The trigger would decide about such an event today, but was made, changed or turned on after this one.",
        "Nothing: events are decided once, when they arrive. The next one counts.",
      );
    case "not_yet":
      return {
        word: "Not decided yet",
        tone: "warn",
        why: "The event has only just arrived.",
        change: "Look again in a minute.",
        reason: "not_decided_yet",
      };
  }
}

function decisionInWords(
  verdict: Extract<Verdict, { kind: "decided" }>,
  { customer, zone }: { customer: Customer | null; zone: string },
): Omit<PresentedVerdict, "trigger"> {
  const { invitation } = verdict;
  const { reason } = invitation;
  if (reason === null)
    return { ...STATES[invitation.state], why: askInWords(invitation, zone), change: null, reason };
  const word = STATES[invitation.state].word;
  return {
    word,
    tone: STATES[invitation.state].tone,
    why: whyInWords(reason, verdict, zone),
    change: CHANGES[reason]({ ...verdict, customer, zone }),
    reason,
  };
}

function askInWords({ sentAt, sendAt, channel, attempts }: Invitation, zone: string): string {
  if (!sentAt)
    return `To be asked by ${channelInWords(channel)}, planned for ${presentInstant(sendAt, zone).text}.`;
  const reminders = new Set(
    attempts.flatMap((one) => (one.reminder && one.outcome === "accepted" ? [one.reminder] : [])),
  );
  const first = attempts.find((one) => one.outcome === "accepted")?.channel ?? channel;
  const reminded = ["", " Reminded once.", " Reminded twice."][reminders.size] ?? "";
  return `Asked by ${channelInWords(first)} on ${presentInstant(sentAt, zone).text}.${reminded}`;
}

function whyInWords(
  reason: SkipReason | FailReason,
  { blocker }: { blocker: { by: Invitation } | null },
  zone: string,
): string {
  if (reason !== "asked_recently" || !blocker) return REASONS[reason].sentence;
  const { sentAt, sendAt, trigger, touchpoint } = blocker.by;
  const by = trigger ? `by trigger ${trigger}` : `by a link about ${touchpoint}`;
  return sentAt
    ? `Asked on ${presentInstant(sentAt, zone).text} ${by}.`
    : `To be asked on ${presentInstant(sendAt, zone).text} ${by}.`;
}

interface Facts {
  invitation: Invitation;
  blocker: { mayAskFrom: Date } | null;
  /** The trigger as it is now; null when there is none of this name any more. */
  settings: Trigger | null;
  customer: Customer | null;
  zone: string;
}

/** What would have to change for an ask like this to go out. */
const CHANGES: Record<SkipReason | FailReason, (facts: Facts) => string> = {
  expired: ({ settings }) =>
    `The event would have to arrive sooner${settings ? `: an ask of this trigger can be answered for ${durationWords(settings.expiresAfter)}` : ""}.`,
  survey_paused: ({ invitation }) =>
    `Set the survey ${invitation.survey} live again: later events are then asked about.`,
  no_address: ({ invitation }) =>
    `The customer would need ${invitation.channels.map((one) => (one === "sms" ? "a phone number" : "an email address")).join(" or ")}.`,
  opted_out: ({ customer, invitation, zone }) => {
    const optOut = invitation.channels.map((one) => customer?.optOuts[one]).find((one) => one !== undefined);
    const since = optOut
      ? ` Opted out on ${presentInstant(optOut.at, zone).text}, ${optOutSource(optOut.source)}.`
      : "";
    return `The customer would have to opt in again.${since}`;
  },
  suppressed: () => "The address would have to work again and be taken off the suppression list.",
  not_sampled: ({ settings }) =>
    `Raise the share of events that the trigger asks about${settings && settings.sample < 1 ? ` (now ${Number((settings.sample * 100).toPrecision(3))} %)` : ""}.`,
  asked_recently: ({ blocker, invitation, zone }) =>
    blocker
      ? `May be asked again from ${presentInstant(blocker.mayAskFrom, zone).text}, when the quiet period of ${durationWords(invitation.quietPeriod)} is over.`
      : "The ask that stood in the way has come to nothing since: the next event may be asked about.",
  cancelled_by_event: ({ invitation }) =>
    `Nothing: the trigger does not ask once ${invitation.unless.join(" or ")} has come.`,
  quiet_hours: () =>
    "Let asks of this trigger be answered for longer, or change the hours and holidays of the contact policy.",
  daily_cap: () =>
    "Raise the daily limit of the contact policy, or let asks of this trigger be answered for longer.",
  gave_up: () => "The provider would have to take messages to this address again.",
  refused: () => "The address would have to be one that the provider accepts.",
};
