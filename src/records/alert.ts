import type { Metric } from "./metric.js";
import type { ResponseFilter } from "./responseFilter.js";

export const ALERT_KINDS = ["response", "score", "response_rate", "coverage"] as const;

/** About each response that matches; or about a score, a response rate or a coverage that clearly falls. */
export type AlertKind = (typeof ALERT_KINDS)[number];

/** Something that people want to be told without looking. */
export interface Alert {
  key: string;
  name: string;
  kind: AlertKind;
  /** The key of a saved view; else `filter` says which responses, or `touchpoint` where. */
  view?: string;
  filter?: ResponseFilter;
  touchpoint?: string;
  /** Of a score. */
  metric?: Metric;
  /** So many days against as many before; absent for responses. */
  days?: number;
  /** Users who are told by mail. */
  users: string[];
  /** An incoming webhook as Slack has them. Whoever knows it can write there. */
  chatUrl?: string;
  /** Others may read along in a chat: comments go there only if somebody says so. */
  isCommentInChat: boolean;
  isPaused: boolean;
  /** No response before is told: since when it is on and watches what it does. */
  listensSince: Date;
  state: AlertState;
  /** The organisation's day on which it was judged last; absent for responses and before the first time. */
  judgedDay?: string;
  /** What was seen then. */
  measure?: AlertMeasure;
  createdBy: string;
  createdAt: Date;
  updatedAt: Date;
}

/**
 * Suspected: it clearly fell, and nobody is told before it still does on a later day. Told: people know of the fall
 * that was first seen on `since`.
 */
export interface AlertState {
  is: "fine" | "suspected" | "told";
  since?: string;
}

/** Why something cannot be judged. */
export type AlertFault = "view_gone" | "touchpoint_gone" | "few" | "counting";

/** Days and what was counted in them: answers by category for a score, else a part of a whole. */
export interface AlertSide {
  from: string;
  to: string;
  counts?: { low: number; mid: number; high: number };
  share?: { part: number; whole: number };
}

/** What an alert about a moving number sees. */
export interface AlertMeasure {
  current: AlertSide;
  previous: AlertSide;
  /** Points or percentage points; null when one side is empty. */
  difference: number | null;
  /** Null when it was not tested. */
  pValue: number | null;
  /** Absent when it can be judged. */
  fault?: AlertFault;
}

/** One time that an alert had something to tell. */
export interface AlertRaise {
  /** "<alert>|<response>" or "<alert>|<day on which the fall was first seen>": a repeat is the same. */
  id: string;
  alert: string;
  at: Date;
  response?: string;
  measure?: AlertMeasure;
  /** While nobody has seen to it that everybody is told. */
  isUntold?: boolean;
  /** So many came on one day that this one is only kept here. */
  isHeld?: boolean;
}
