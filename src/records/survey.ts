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
