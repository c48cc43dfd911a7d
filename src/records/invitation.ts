import type { ChannelName, InvitationChannel } from "./channel.js";
import type { Properties } from "./customer.js";
import type { Agent } from "./event.js";
import type { Metric } from "./metric.js";
import type { Reminder } from "./trigger.js";

export const INVITATION_STATES = [
  "scheduled",
  "sending",
  "sent",
  "delivered",
  "answered",
  "expired",
  "failed",
  "skipped",
] as const;

export type InvitationState = (typeof INVITATION_STATES)[number];

export const SKIP_REASONS = [
  "expired",
  "survey_paused",
  "no_address",
  "opted_out",
  "suppressed",
  "not_sampled",
  "asked_recently",
  "cancelled_by_event",
  "quiet_hours",
  "daily_cap",
] as const;

/** Why a customer was not asked. */
export type SkipReason = (typeof SKIP_REASONS)[number];

/** Why an ask came to nothing although we tried. */
export type FailReason = "gave_up" | "refused";

/** From the lowest rank to the highest. */
export const ATTEMPT_REPORTS = ["soft", "delivered", "hard", "complaint"] as const;

export type AttemptReport = (typeof ATTEMPT_REPORTS)[number];

/** How far a message got after a provider took it, from the least certain. */
export const ARRIVALS = ["sent", "undelivered", "delivered", "read"] as const;

export type Arrival = (typeof ARRIVALS)[number];

/** One try to hand an invitation to a provider. Written before the call, completed after it. */
export interface Attempt {
  channel: ChannelName;
  /** The address used, so that a later bounce suppresses the right one. */
  to: string;
  startedAt: Date;
  endedAt?: Date;
  outcome?: "accepted" | "refused" | "deferred";
  /** The provider's stable code, for example "550" or "21610"; never its text. */
  code?: string;
  /** The provider's own id of the message. */
  providerId?: string;
  /** What was said of a mail later; a later word of lower rank changes nothing. */
  report?: AttemptReport;
  reportedAt?: Date;
  /** What the provider has told of a text message since; it never goes back. */
  arrival?: Arrival;
  /** Which reminder it is a try of, from 1; absent for the ask itself. */
  reminder?: number;
}

export const CLICK_MARKS = ["head", "scanner", "seconds_after_delivery"] as const;

/** What speaks for a machine: no page wanted, a scanner's name, too soon for a person. */
export type ClickMark = (typeof CLICK_MARKS)[number];

/** A score link that was fetched without a human gesture: in no score, no alert, no case. */
export interface UnconfirmedClick {
  score: number;
  at: Date;
  /** Absent when nothing speaks for a machine. */
  marks?: ClickMark[];
}

/** One ask to one customer for one event; also the record of not asking, with its reason. */
export interface Invitation {
  id: string;
  /** 128 random bits: the link /s/TOKEN. */
  token: string;
  /** Trigger and event are absent for a link that the company hands over itself. */
  trigger?: string;
  event?: string;
  /** Fingerprint of the request for such a link. */
  requestHash?: string;
  customer: string;
  /** Where somebody answered without having been asked; `customer` is then nobody we know. */
  collector?: string;
  /** The first decision, which stands; `state` tells what became of it. */
  decision: "ask" | "skip";
  state: InvitationState;
  reason: SkipReason | FailReason | null;

  // Frozen at the decision.
  touchpoint: string;
  survey: string;
  surveyVersion: number;
  metric: Metric;
  agent?: Agent;
  team?: string;
  eventType?: string;
  /** Reporting day of the event, on which asks are counted. */
  eventDay: string;
  eventOccurredAt: Date;
  properties: Properties;
  /** The customer's language, so that the survey page needs no second read. */
  locale?: string;
  /** The customer's attributes as they were. */
  segment: Properties;
  channels: ChannelName[];
  quietPeriod: string;
  unless: string[];
  reminders?: Reminder[];

  /** The channel in use; the next one after a fall back. */
  channel: InvitationChannel;
  sendAt: Date;
  expiresAt: Date;
  /** When a worker has to look at it: the next try, the end of the lease, or the expiry. Absent when there is nothing left to do. */
  dueAt?: Date;
  /** When a worker has to look at the next reminder, or the end of its lease; and which one it is, from 1. */
  remindAt?: Date;
  reminder?: number;
  remindLease?: string;
  /** Names the worker's claim; a result is written only under the claim that produced it. */
  lease?: string;
  attempts: Attempt[];
  /** The number that a text message about it went to last: an answer from there belongs to it. */
  smsTo?: string;
  /** The second in which a text message may go out, see delivery/waitForTurn. */
  turn?: string;
  sentAt?: Date;
  /** A provider said that it never arrived. */
  isUndelivered: boolean;
  /** Fingerprints of the addresses that were known at the decision; only to see whether they changed until the ask. */
  addressMarks?: Partial<Record<ChannelName, string>>;
  /** It went to another address than the one that was known at the decision. */
  isReaddressed?: boolean;
  openedAt?: Date;
  answeredAt?: Date;
  unconfirmedClicks: UnconfirmedClick[];
  createdAt: Date;
  updatedAt: Date;
}
