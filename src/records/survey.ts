import type { Category, Metric } from "./metric.js";

/** One text by language tag: {"en": "How did it go?"}. */
export type Translations = Record<string, string>;

/** What is asked. Frozen once published. */
export interface SurveyContent {
  name: string;
  metric: Metric;
  question: Translations;
  /** For readers of none of the languages. Absent: English, else the first. */
  defaultLanguage?: string;
  followUp: Partial<Record<Category, Translations>>;
  thanks: Partial<Record<Category, Translations>>;
  /** The mail's own subject and first sentence; absent: the ready texts. */
  email?: { subject?: Translations; intro?: Translations };
  /** Asked after the score, in this order. Absent in surveys of one question. */
  questions?: Question[];
}

export const QUESTION_KINDS = ["choice", "choices", "scale", "text"] as const;

/** One further question. Each may be skipped. */
export type Question = ChoiceQuestion | ScaleQuestion | TextQuestion;

interface FurtherQuestion {
  /** Names the answer in a response; no two questions of a survey share it. */
  key: string;
  text: Translations;
  isShownIf?: ShownIf;
}

/** `choice` takes one option, `choices` any number of them. */
export interface ChoiceQuestion extends FurtherQuestion {
  kind: "choice" | "choices";
  options: QuestionOption[];
}

export interface QuestionOption {
  key: string;
  text: Translations;
}

export interface ScaleQuestion extends FurtherQuestion {
  kind: "scale";
  min: number;
  max: number;
  /** What the two ends mean. */
  lowest?: Translations;
  highest?: Translations;
}

export interface TextQuestion extends FurtherQuestion {
  kind: "text";
}

/** Whom a question is for: what is given here must all be true. */
export interface ShownIf {
  /** One of these was the category of the score. */
  categories?: Category[];
  answer?: AnswerCondition;
}

/** An earlier question was answered with one of these options, or within this range of its scale. */
export interface AnswerCondition {
  question: string;
  options?: string[];
  from?: number;
  to?: number;
}

export type SurveyState = "live" | "paused";

export interface Survey {
  key: string;
  name: string;
  metric: Metric;
  state: SurveyState;
  /** The live version's number, from 1. */
  version: number;
  createdAt: Date;
  updatedAt: Date;
}

export interface SurveyVersion extends SurveyContent {
  survey: string;
  version: number;
  contentHash: string;
  publishedAt: Date;
}
