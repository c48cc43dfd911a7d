import type { Metric } from "../../../records/metric.js";

/** A number, or the same already written in the reader's digits. */
export type Shown = number | string;

/** One text for the lowest, middle and highest category. */
export interface ByCategory {
  low: string;
  mid: string;
  high: string;
}

/** Everything a customer reads that is not written in the survey itself, in one language. */
export interface Texts {
  /** The question as it is asked everywhere, for surveys that want to be compared. Goes into an SMS: no curly quotes. */
  standard: Record<Metric, (brand: string) => string>;
  /** What the two ends of each scale mean. */
  ends: Record<Metric, [lowest: string, highest: string]>;
  followUp: ByCategory;
  thanks: ByCategory;
  page: {
    send: string;
    sendComment: string;
    comment: string;
    commentHint: string;
    confirm(score: Shown): string;
    yourAnswer(score: Shown, max: Shown): string;
    commentSaved: string;
    changeAnswer: string;
    changeableUntil(date: string): string;
    doNotAsk: string;
    commentTooLong(max: number): string;
    wrongScore: string;
    tapAgain: string;
  };
  expired: { title: string; text: string };
  unknown: { title: string; text: string };
  trouble: { title: string; text: string };
  optOut: {
    title: string;
    question(brand: string, address: string): string;
    button: string;
    done(brand: string, address: string): string;
  };
  email: {
    subject(brand: string): string;
    preheader: string;
    greeting(name: string): string;
    intro: string;
    openLink: string;
    unsubscribe: string;
  };
  sms(brand: string, question: string, link: string): string;
}
