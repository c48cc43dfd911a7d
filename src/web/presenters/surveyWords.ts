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
  if (field === "questions") return questionPlaceInWords(rest);
  if (field === "email") return rest[0] === "subject" ? "Mail's subject" : "Mail's first sentence";
  const name = FIELDS[field!] ?? [field, ...rest].join(" · ");
  const isByCategory = field === "followUp" || field === "thanks";
  return isByCategory && rest[0] ? `${name} for ${categoryWord(rest[0] as Category, 2)}` : name;
}

const QUESTION_PARTS: Record<string, string> = {
  kind: "its kind",
  options: "the order of its answers",
  min: "from",
  max: "to",
  lowest: "lowest end",
  highest: "highest end",
  isShownIf: "only for",
};

/** `Question "wait", lowest end`: by the keys, which stay when the words change. */
function questionPlaceInWords([question, part = "", option]: readonly string[]): string {
  if (question === undefined) return "Order of the questions after the score";
  const name = `Question "${question}"`;
  if (part === "text" || part === "") return name;
  return `${name}, ${option && part === "options" ? `answer "${option}"` : (QUESTION_PARTS[part] ?? part)}`;
}
