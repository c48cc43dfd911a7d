import type { GivenAnswer, GivenAnswers } from "../../domain/responses/readAnswers.js";
import { translated } from "../../domain/surveys/questionRules.js";
import { questionTextsIn } from "../../domain/surveys/texts/questionTexts.js";

export interface PresentedAnswer {
  key: string;
  question: string;
  /** Null for a question that was skipped. */
  answer: string | null;
  /** In the customer's own words. */
  isText: boolean;
}

/** A further answer in words, in the language of whoever reads it and with the digits of their locale. */
export function presentAnswer(
  { question, value }: GivenAnswer,
  language: string,
  locale = language,
): PresentedAnswer {
  const { key, text } = question;
  const shown = value === null ? null : answerInWords({ question, value }, language, locale);
  return { key, question: translated(text, language), answer: shown, isText: question.kind === "text" };
}

/** What a response says beside score and comment, for the company's people: questions that were skipped say nothing. */
export function presentAnswersOf(response: string, answers: GivenAnswers): PresentedAnswer[] {
  const given = answers.get(response) ?? [];
  return given.filter(({ value }) => value !== null).map((one) => presentAnswer(one, "en"));
}

function answerInWords({ question, value }: GivenAnswer, language: string, locale: string): string {
  if (question.kind === "scale") {
    const digits = new Intl.NumberFormat(locale);
    return questionTextsIn(language).progress(digits.format(Number(value)), digits.format(question.max));
  }
  if (question.kind === "text") return String(value);
  const nameOf = (key: string) =>
    translated(question.options.find((option) => option.key === key)?.text, language) || key;
  return new Intl.ListFormat(language, { type: "conjunction" }).format(
    ([value].flat() as string[]).map(nameOf),
  );
}
