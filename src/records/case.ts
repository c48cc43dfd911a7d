import type { MessageFailure } from "./caseMessage.js";
import type { Priority } from "./caseRule.js";
import type { Agent } from "./event.js";
import type { Category, Metric } from "./metric.js";

export const CASE_STATES = ["open", "assigned", "resolved"] as const;

/** Open: nobody has it. Assigned: somebody has promised. Resolved: with cause and outcome. */
export type CaseState = (typeof CASE_STATES)[number];

export const OUTCOMES = ["resolved", "not_reached", "cannot_fix", "misunderstanding"] as const;

export type Outcome = (typeof OUTCOMES)[number];

export const CONTACT_RESULTS = ["reached", "no_answer", "left_message"] as const;

/** How an attempt to get in touch ended. */
export type ContactResult = (typeof CONTACT_RESULTS)[number];

export const CASE_CHANGES = [
  "opened",
  "joined",
  "taken",
  "assigned",
  "released",
  "contacted",
  "replied",
  "reply_failed",
  "received",
  "waiting",
  "resumed",
  "escalated",
  "resolved",
  "reopened",
  "asked_again",
  "answered_again",
] as const;

export type CaseChangeKind = (typeof CASE_CHANGES)[number];

/** What happened to a case. It is written with the change itself, in one command: neither can be lost alone. */
export interface CaseChange {
  id: string;
  kind: CaseChangeKind;
  at: Date;
  /** The user; absent where Afterword itself did it, or the customer. */
  by?: string;
  /** What somebody wrote about it. */
  text?: string;
  result?: ContactResult;
  /** The user to whom it was given, the answer that joined, the message that came, went or failed. */
  about?: string;
  /** Why a message was not delivered. */
  reason?: MessageFailure;
}

/** What the customer said when asked again after the case was resolved. */
export interface Recovery {
  response: string;
  metric: Metric;
  score: number;
  category: Category;
  at: Date;
}

/** One promise to follow up, with owner and due time. A customer has at most one that is not resolved. */
export interface Case {
  id: string;
  /** As in the response: who answered without a name has one of their own. */
  customer: string;
  /** The customer, while it is not resolved: what is unique. Absent for an answer without a name. */
  openFor?: string;
  state: CaseState;
  /** Not resolved: a key for lists. */
  isActive: boolean;
  /** Key of the rule that opened it. */
  rule: string;
  priority: Priority;
  /** Whose queue it is in; null where the event named no team that is set up. */
  team: string | null;
  owner?: string;
  ownedAt?: Date;
  /** The answer that opened it, as it was when it was last judged. */
  response: string;
  touchpoint: string;
  metric: Metric;
  score: number;
  category: Category;
  agent?: Agent;
  /** Later answers that joined it, the newest twenty. */
  joined: string[];
  openedAt: Date;
  /** Reporting day of its opening. */
  openedDay: string;
  /** When somebody should have been in touch, and when it should be resolved; null for a team without business hours. */
  contactDueAt: Date | null;
  resolveDueAt: Date | null;
  /** The next of the two; null also while we wait for the customer, and when it is resolved. */
  dueAt: Date | null;
  /** Its place in a queue: `dueAt`, or the end of time. */
  queueAt: Date;
  /** When managers are told; absent when they were, or when nothing is due. */
  escalateAt?: Date;
  escalatedAt?: Date;
  /** Reached, a message left or a reply sent that did not fail: an attempt without an answer is none. */
  contactedAt?: Date;
  /** Business minutes from opening to the first contact, those we waited for the customer left out. */
  contactMinutes?: number;
  isContactInTime?: boolean;
  /** Since when we wait for the customer: the clock stands. */
  waitingSince?: Date;
  /** Business minutes that were waited before. */
  waitedMinutes: number;
  resolvedAt?: Date;
  resolvedBy?: string;
  resolveMinutes?: number;
  isResolvedInTime?: boolean;
  /** Key of the root cause. */
  cause?: string;
  outcome?: Outcome;
  /** The customer was, or is going to be, asked how it is now. */
  isAskedAgain?: boolean;
  recovery?: Recovery;
  /** What is counted of the recovery: whether the customer is no longer in the lowest category, and the score. */
  isRecovered?: boolean;
  recoveryMetric?: Metric;
  recoveryScore?: number;
  /** The customer had another case within ninety days after this one was resolved. */
  cameBack?: boolean;
  changes: CaseChange[];
  /** How often it was changed: a change is made only to what was read. */
  revision: number;
  /** Changes since then have not all been told to whom they concern; absent when they have. */
  newsSince?: Date;
  updatedAt: Date;
}

/** What a person of the company found out. Nothing of it is ever changed. */
export interface CaseNote {
  id: string;
  case: string;
  by: string;
  text: string;
  /** Users named in it. */
  mentions: string[];
  at: Date;
  /** Whoever is mentioned has not been told yet. */
  isOpen: boolean;
}
