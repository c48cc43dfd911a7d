import type { PluralForms } from "../../../lib/localNumber.js";
import type { Cadence } from "../../../records/digest.js";
import type { Category } from "../../../records/metric.js";
import type { Reason } from "../../metrics/attentionRules.js";
import type { Verdict } from "../../metrics/compareRules.js";

/** Everything that a mail about scores says in one language; numbers and dates come in as they are written there. */
export interface DigestTexts {
  /** What the mail is about, as a heading and at the beginning of its subject. */
  periods: Record<Cadence, string>;
  comparedWith(period: string): string;
  answers: PluralForms;
  noAnswers: string;
  /** Two ends of an interval. */
  range(low: string, high: string): string;
  /** What the interval is, as a word before it. */
  sure: string;
  verdicts: Record<Verdict, string>;
  before(score: string): string;
  categories: Record<Category, string>;
  responseRate: string;
  /** Before "812 of 1,000". */
  asked: string;
  of(part: string, whole: string): string;
  attention: string;
  reasons: Record<Exclude<Reason, "clear_fall" | "clear_rise">, (share: string) => string>;
  /** Nothing deserves attention. */
  calm: string;
  /** Nobody was asked, nobody answered. */
  nothing: string;
  others: string;
  open: string;
  read: string;
  days(zone: string): string;
  view: string;
  why: string;
  change: string;
  stop: string;
  file: {
    rows: PluralForms;
    attached: string;
    tooLarge: string;
    download: string;
  };
  /** The page behind `stop`. */
  stopPage: { question: string; button: string; done: string };
}
