import { z } from "zod";
import { standardQuestion } from "../../domain/surveys/rules.js";
import { readFields } from "./pageFields.js";
import type { SurveyDraft } from "./surveyPageForm.js";

/** What the pressed button of the editor wants. "edit" shows the form again with something more in it. */
export type Wish = "publish" | "review" | "test" | "edit";

export function wishOf(body: unknown): Wish {
  const pressed = readFields(body)["do"] || "publish";
  return z.enum(["publish", "review", "test", "edit"]).catch("edit").parse(pressed);
}

/** What the list of changes was about that a person has read; empty when none was shown. */
export function reviewedHash(body: unknown): string {
  return readFields(body)["reviewed"] ?? "";
}

export const PREVIEW_VIEWS = ["page", "email", "sms"] as const;
export const PREVIEW_LEVELS = ["low", "mid", "high"] as const;

/** What the preview is to show. */
export interface PreviewWish {
  view: (typeof PREVIEW_VIEWS)[number];
  language: string;
  /** Of the page, as its control names it. */
  step: string;
  /** After a score of the lowest, middle or highest category; null: before the score. */
  level: number | null;
  /** The key of the further question that is shown, or "end"; null: neither. */
  at: string | null;
  /** Whose brand asks; null: the company's. */
  touchpoint: string | null;
}

/** Never refuses: anything else is the page, the first language (or the one added just now), the question. */
export function readPreview(body: unknown, draft: SurveyDraft): PreviewWish {
  const { previewView, previewLanguage, previewStep, previewTouchpoint } = readFields(body);
  const tags = draft.languages.map(({ tag }) => tag);
  const wanted = draft.added ?? previewLanguage;
  return {
    view: z.enum(PREVIEW_VIEWS).catch("page").parse(previewView),
    language: wanted && tags.includes(wanted) ? wanted : tags[0]!,
    ...readStep(previewStep, draft),
    touchpoint: previewTouchpoint || null,
  };
}

function readStep(wanted = "", { questions }: SurveyDraft): Pick<PreviewWish, "step" | "level" | "at"> {
  const [, isEnd, levelName] = wanted.match(/^(end_)?(low|mid|high)$/) ?? [];
  const level = PREVIEW_LEVELS.findIndex((one) => one === levelName);
  if (level >= 0 && (!isEnd || questions.length > 0))
    return { step: wanted, level, at: isEnd ? "end" : null };
  const question = questions[Number(wanted.match(/^question_(\d{1,2})$/)?.[1] ?? -1)];
  return question
    ? { step: wanted, level: null, at: question.key }
    : { step: "question", level: null, at: null };
}

/** A text that made room for the standard question, so that it is not lost. */
export interface Replaced {
  tag: string;
  text: string;
}

/** The draft with the standard question where its button was pressed. */
export function useStandardQuestion(
  body: unknown,
  draft: SurveyDraft,
  brand: string,
): { draft: SurveyDraft; replaced: Replaced | null } {
  const tag = readFields(body)["do"]?.match(/^standard_(.+)$/)?.[1];
  const language = draft.languages.find((one) => one.tag === tag);
  const question = language && standardQuestion(draft.metric, language.tag, brand);
  if (!question) return { draft, replaced: null };
  const languages = draft.languages.map((one) => (one === language ? { ...one, question } : one));
  const text = language.question;
  return {
    draft: { ...draft, languages },
    replaced: text && text !== question ? { tag: language.tag, text } : null,
  };
}
