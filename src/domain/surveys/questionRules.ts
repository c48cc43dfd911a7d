import { matchLocale } from "../../lib/locale.js";
import type { Category, Metric } from "../../records/metric.js";
import type { Answers, AnswerValue } from "../../records/response.js";
import type { AnswerCondition, Question, SurveyContent, Translations } from "../../records/survey.js";

/** The pages of a survey beside those of its questions; no question can have these keys. */
export const OWN_STEPS = ["score", "comment", "end"] as const;

export const MAX_ANSWER = 2_000; // characters of a text

/** What decides which questions are shown. */
export interface Given {
  category: Category;
  answers?: Answers;
}

type Asked = Pick<SurveyContent, "questions"> & { metric?: Metric };

/**
 * The questions for somebody who said this, in order. An answer to a question that is not shown decides nothing, so
 * whatever hangs on a hidden question is hidden with it.
 */
export function shownQuestions({ questions = [] }: Asked, { category, answers = {} }: Given): Question[] {
  const counted: Answers = {};
  return questions.filter((question) => {
    const { categories, answer } = question.isShownIf ?? {};
    if (categories && !categories.includes(category)) return false;
    if (answer && !meets(answer, counted[answer.question])) return false;
    if (Object.hasOwn(answers, question.key)) counted[question.key] = answers[question.key]!;
    return true;
  });
}

/**
 * The answers that count, null for a question that was skipped. A change that hides a later question leaves the
 * answer to it in the record, where it counts for nothing until a further change shows the question again.
 */
export function countedAnswers(content: Asked, given: Given): { question: Question; value: AnswerValue }[] {
  const { answers = {} } = given;
  return shownQuestions(content, given)
    .filter(({ key }) => Object.hasOwn(answers, key))
    .map((question) => ({ question, value: answers[question.key]! }));
}

/** The page before this one, "score" before the first. Also from the page of a question that is hidden by now. */
export function stepBefore(content: Asked, given: Given, at: string): string {
  if (at === "comment" || at === "score") return "score";
  const shown = shownQuestions(content, given);
  const place = at === "end" ? Infinity : placeOf(content, at);
  return shown.findLast(({ key }) => placeOf(content, key) < place)?.key ?? "comment";
}

/** The page after this one, "end" after the last. Also from the page of a question that is hidden by now. */
export function stepAfter(content: Asked, given: Given, at: string): string {
  if (at === "score") return "comment";
  const shown = shownQuestions(content, given);
  return shown.find(({ key }) => placeOf(content, key) > placeOf(content, at))?.key ?? "end";
}

/** Where to go on: the first page that was neither answered nor skipped, "end" when there is none. */
export function firstOpenStep(content: Asked, given: Given & { comment: string }): string {
  const { answers = {}, comment } = given;
  if (!comment && Object.keys(answers).length === 0) return "comment";
  return shownQuestions(content, given).find(({ key }) => !Object.hasOwn(answers, key))?.key ?? "end";
}

/** "2 of 4": the comment is the first page, and questions that are not shown do not count. Null for other pages. */
export function progressAt(
  content: Asked,
  given: Given,
  at: string,
): { number: number; total: number } | null {
  const steps = ["comment", ...shownQuestions(content, given).map(({ key }) => key)];
  const number = steps.indexOf(at) + 1;
  return number > 0 ? { number, total: steps.length } : null;
}

/** Whether the value can be the answer; null, which skips, always can. */
export function isAnswerTo(question: Question, value: AnswerValue): boolean {
  if (value === null) return true;
  if (question.kind === "scale")
    return Number.isInteger(value) && (value as number) >= question.min && (value as number) <= question.max;
  if (question.kind === "text")
    return typeof value === "string" && value !== "" && value.length <= MAX_ANSWER;
  const keys = question.options.map(({ key }) => key);
  if (question.kind === "choice") return typeof value === "string" && keys.includes(value);
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    new Set(value).size === value.length &&
    value.every((key) => keys.includes(key))
  );
}

/** A text of a question in the language, else in English, else in the first there is. */
export function translated(texts: Translations | undefined, language: string): string {
  if (!texts) return "";
  const tag = matchLocale([language, "en"], Object.keys(texts)) ?? Object.keys(texts)[0];
  return tag === undefined ? "" : texts[tag]!;
}

/** Whether the earlier answer is one of those asked for; an absent and a skipped one never is. */
function meets({ options, from, to }: AnswerCondition, value: AnswerValue | undefined): boolean {
  if (value === undefined || value === null) return false;
  if (typeof value === "number") return value >= (from ?? -Infinity) && value <= (to ?? Infinity);
  return [value].flat().some((key) => options?.includes(key));
}

/** The comment comes before all questions, whatever does not exist too. */
function placeOf({ questions = [] }: Asked, key: string): number {
  return questions.findIndex((question) => question.key === key);
}
