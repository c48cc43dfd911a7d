import { isSameWriting, matchLocale } from "../../lib/locale.js";
import type { Category, Metric } from "../../records/metric.js";
import type { SurveyContent, Translations } from "../../records/survey.js";
import { categoriesOf } from "../metrics/rules.js";
import type { ByCategory, Texts } from "./texts/texts.js";
import { TEXTS_BY_LANGUAGE } from "./texts/textsByLanguage.js";

/** Languages in which everything around the survey's own texts can be said. */
export const LANGUAGES = Object.keys(TEXTS_BY_LANGUAGE);

/**
 * The language to ask in: the first wanted one that the question is written in, else the survey's default, else
 * English, else the first that there is.
 */
export function languageOf(content: SurveyContent, wanted: readonly string[]): string {
  const available = Object.keys(content.question);
  return matchLocale(wanted, available) ?? defaultLanguageOf(content);
}

/** Whom nothing else fits reads this. */
export function defaultLanguageOf({ question, defaultLanguage }: SurveyContent): string {
  const available = Object.keys(question);
  if (defaultLanguage && question[defaultLanguage]) return defaultLanguage;
  return matchLocale(["en"], available) ?? available[0] ?? "en";
}

/** The language in which the texts around a survey are read by somebody who wants these; English for all others. */
export function interfaceLanguage(wanted: readonly string[]): string {
  return matchLocale(wanted, LANGUAGES) ?? "en";
}

/** Texts around the survey in the language, else in English. */
export function textsIn(language: string): Texts {
  return TEXTS_BY_LANGUAGE[interfaceLanguage([language])]!;
}

/** The question that everybody asks for this metric; null when we do not know it in this language and script. */
export function standardQuestion(metric: Metric, language: string, brand: string): string | null {
  const ready = interfaceLanguage([language]);
  return isSameWriting(ready, language) ? TEXTS_BY_LANGUAGE[ready]!.standard[metric](brand) : null;
}

/** The question in the language; falls back as `languageOf` does. */
export function questionIn(content: SurveyContent, language: string): string {
  return content.question[language] ?? content.question[languageOf(content, [language])] ?? "";
}

/** What is asked after the score: the survey's own text in this language, else a good default in it. */
export function followUpIn(content: SurveyContent, category: Category, language: string): string {
  return (
    ownText(content.followUp[category], language) ??
    textsIn(language).followUp[levelOf(content.metric, category)]
  );
}

/** What is said after the answer; falls back as `followUpIn` does. */
export function thanksIn(content: SurveyContent, category: Category, language: string): string {
  return (
    ownText(content.thanks[category], language) ?? textsIn(language).thanks[levelOf(content.metric, category)]
  );
}

/** The mail's own subject and first sentence in the language; absent where the survey has none of its own. */
export function emailTextsIn(
  { email }: SurveyContent,
  language: string,
): { subject?: string; intro?: string } {
  const subject = ownText(email?.subject, language);
  const intro = ownText(email?.intro, language);
  return { ...(subject && { subject }), ...(intro && { intro }) };
}

function ownText(translations: Translations | undefined, language: string): string | undefined {
  const match = matchLocale([language], Object.keys(translations ?? {}));
  return match ? translations?.[match] : undefined;
}

function levelOf(metric: Metric, category: Category): keyof ByCategory {
  const [low, mid] = categoriesOf(metric);
  if (category === low) return "low";
  return category === mid ? "mid" : "high";
}
