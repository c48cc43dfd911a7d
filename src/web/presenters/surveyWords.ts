import type { Category } from "../../records/metric.js";
import { categoryWord } from "./metricWords.js";

const languageNames = new Intl.DisplayNames(["en"], { type: "language" });

/** "Spanish" for "es". */
export function languageName(tag: string): string {
  return languageNames.of(tag) ?? tag;
}

const FIELDS: Record<string, string> = {
  name: "Name",
  metric: "Metric",
  question: "Question",
  defaultLanguage: "Language for everybody else",
  followUp: "Follow-up question",
  thanks: "Thank-you",
};

/** What stands at a place of a survey: "Follow-up question for detractors"; other places by their own names. */
export function placeInWords([field, ...rest]: readonly string[]): string {
  if (field === "email") return rest[0] === "subject" ? "Mail's subject" : "Mail's first sentence";
  const name = FIELDS[field!] ?? [field, ...rest].join(" · ");
  const isByCategory = field === "followUp" || field === "thanks";
  return isByCategory && rest[0] ? `${name} for ${categoryWord(rest[0] as Category, 2)}` : name;
}
