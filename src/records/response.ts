import type { InvitationChannel } from "./channel.js";
import type { Properties } from "./customer.js";
import type { Agent } from "./event.js";
import type { Category, Metric } from "./metric.js";
import type { Sentiment } from "./responseFilter.js";

export const RESPONSE_FLAGS = ["seconds_after_delivery", "scanner", "shared_address"] as const;

/** What speaks against a person at the other end; the answer counts all the same. */
export type ResponseFlag = (typeof RESPONSE_FLAGS)[number];
/** An option's key, several of them, a point of a scale, or text; null is a question that was skipped. */
export type AnswerValue = string | string[] | number | null;

/** By the keys of the questions; what they asked stands in the survey's version. */
export type Answers = Record<string, AnswerValue>;

/** What the customer said, confirmed by a human gesture. One per invitation, changeable until it expires. */
export interface SurveyResponse {
  id: string;
  invitation: string;
  customer: string;
  touchpoint: string;
  survey: string;
  surveyVersion: number;
  metric: Metric;
  score: number;
  category: Category;
  comment: string;
  /** To the questions after the score. Also holds answers that a later change hid: see surveys/questionRules. */
  answers?: Answers;
  language: string;
  channel: InvitationChannel;
  agent?: Agent;
  team?: string;
  properties: Properties;
  segment: Properties;
  /** Reporting day of the first answer. */
  day: string;
  respondedAt: Date;
  changedAt: Date;
  /** The case that it opened or joined. */
  case?: string;
  /** Absent when nothing is odd. */
  flags?: ResponseFlag[];
  /** Keyed hash of the network that answered, only to notice many answers from one. */
  network?: string;
  /** Put on by people or by tag rules; absent when there are none. */
  tags?: string[];
  /** Taken off by a person: no rule puts them on again. */
  tagsTakenOff?: string[];
  /** Rises with every change of the tags; absent is 0. */
  tagRevision?: number;
  /** Absent without a comment, and where nothing can be said of its language. */
  sentiment?: Sentiment;
}
