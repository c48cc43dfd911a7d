import { z } from "zod";
import { categoryOf, isScore } from "../../domain/metrics/rules.js";
import { isAnswerTo } from "../../domain/surveys/questionRules.js";
import type { Category } from "../../records/metric.js";
import type { Answers } from "../../records/response.js";
import type { SurveyContent } from "../../records/survey.js";
import { MAX_COMMENT } from "./spokenText.js";

/** What was said so far, where nothing is stored: each page's form carries it to the next one. */
export interface Said {
  score: number;
  category: Category;
  comment: string;
  answers: Answers;
}

const value = z.union([z.string(), z.array(z.string()), z.number(), z.null()]);

const saidForm = z.object({
  score: z.number(),
  comment: z.string().max(MAX_COMMENT),
  answers: z.record(z.string(), value),
});

/** As `readSaid` reads it. */
export function writeSaid({ score, comment, answers }: Said): string {
  return JSON.stringify({ score, comment, answers });
}

/** Null where the form says nothing, or what this survey does not ask: then it begins again. */
export function readSaid({ metric, questions = [] }: SurveyContent, body: unknown): Said | null {
  const parsed = saidForm.safeParse(parse((body as { said?: unknown } | undefined)?.said));
  if (!parsed.success) return null;
  const { score, comment, answers } = parsed.data;
  const isFitting = Object.entries(answers).every(([key, given]) => {
    const question = questions.find((one) => one.key === key);
    return question && isAnswerTo(question, given);
  });
  if (!isFitting || !isScore(metric, score)) return null;
  return { score, category: categoryOf(metric, score), comment, answers };
}

function parse(text: unknown): unknown {
  try {
    return typeof text === "string" ? JSON.parse(text) : null;
  } catch {
    return null;
  }
}
