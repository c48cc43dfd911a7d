import type { Priority } from "./caseRule.js";
import type { Agent } from "./event.js";
import type { Category, Metric } from "./metric.js";

export const CASE_STATES = ["open", "assigned", "resolved"] as const;

/** Open: nobody has it. Assigned: somebody has promised. Resolved: with cause and outcome. */
export type CaseState = (typeof CASE_STATES)[number];

export const OUTCOMES = ["resolved", "not_reached", "cannot_fix", "misunderstanding"] as const;

export type Outcome = (typeof OUTCOMES)[number];

/** One promise to follow up, with owner and due time. A customer has at most one that is not resolved. */
export interface Case {
  id: string;
  customer: string;
  /** The customer, while it is not resolved: what is unique. */
  openFor?: string;
  state: CaseState;
  /** Key of the rule that opened it. */
  rule: string;
  priority: Priority;
  /** Whose queue it is in; null where the event named no team. */
  team: string | null;
  owner?: string;
  ownedAt?: Date;
  /** The answer that opened it, as it was then. */
  response: string;
  touchpoint: string;
  metric: Metric;
  score: number;
  category: Category;
  agent?: Agent;
  /** Later answers that joined it, the newest twenty. */
  joined: string[];
  openedAt: Date;
  /** When somebody should have been in touch; null for a team without business hours. */
  dueAt: Date | null;
  contactedAt?: Date;
  /** Since when we wait for the customer: the clock stands. */
  waitingSince?: Date;
  /** Business minutes that were waited before. */
  waitedMinutes: number;
  escalatedAt?: Date;
  resolvedAt?: Date;
  resolvedBy?: string;
  cause?: string;
  outcome?: Outcome;
  updatedAt: Date;
}

export const ENTRY_KINDS = [
  "opened",
  "joined",
  "taken",
  "assigned",
  "released",
  "noted",
  "contacted",
  "replied",
  "received",
  "waiting",
  "resumed",
  "escalated",
  "resolved",
  "reopened",
] as const;

/** What happened to a case, one after the other; nothing of it is ever changed. */
export interface CaseEntry {
  id: string;
  case: string;
  kind: (typeof ENTRY_KINDS)[number];
  at: Date;
  /** The user, absent where Afterword itself did it. */
  by?: string;
  text?: string;
  /** How it ended: "called", "no_answer", "left_message". */
  result?: string;
  /** To whom it was given, which answer joined. */
  about?: string;
}
