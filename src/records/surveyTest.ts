import type { SurveyContent } from "./survey.js";

/** A survey as somebody of the company mailed it to themselves, published or not. Its pages store no answer. */
export interface SurveyTest {
  /** 128 random bits: the link /s/test-TOKEN. */
  token: string;
  content: SurveyContent;
  language: string;
  /** Whose brand asks; absent: the company's. */
  touchpoint?: string;
  /** Who sent it to themselves. */
  user: string;
  createdAt: Date;
  expiresAt: Date;
}
