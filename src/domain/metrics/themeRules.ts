import type { Category, Metric } from "../../records/metric.js";
import type { AnswerValue } from "../../records/response.js";
import type { Question, Translations } from "../../records/survey.js";
import { isLowest } from "./rules.js";

/** How many chose something, and how many of them were of the lowest category. */
export interface ThemeCount {
  count: number;
  lowest: number;
}

export interface QuestionThemes {
  key: string;
  text: Translations;
  /** How many answered the question; with several choices each they are fewer than the choices. */
  answered: number;
  /** The most frequent first; one that nobody chose is left out. */
  options: (ThemeCount & { key: string; text: Translations })[];
}

export interface Themes {
  /** How many responses were looked at. */
  responses: number;
  /** Whether there are more, older ones. */
  isCut: boolean;
  questions: QuestionThemes[];
  tags: (ThemeCount & { tag: string })[];
}

/** A response with the answers that count. */
export interface ThemedResponse {
  category: Category;
  tags: readonly string[];
  answers: readonly { question: Question; value: AnswerValue }[];
}

/** Which choices were made and which tags put on, newest response first: of a text that changed the newest stands. */
export function countThemes(metric: Metric, responses: readonly ThemedResponse[]): Omit<Themes, "isCut"> {
  const questions = new Map<string, QuestionThemes>();
  const tags = new Map<string, ThemeCount & { tag: string }>();
  for (const { category, tags: own, answers } of responses) {
    const low = isLowest(metric, category) ? 1 : 0;
    for (const tag of own) add(tags, tag, low, { tag });
    for (const { question, value } of answers) countQuestion(questions, { question, value, low });
  }
  return {
    responses: responses.length,
    questions: [...questions.values()].map((one) => ({ ...one, options: mostFirst(one.options) })),
    tags: mostFirst([...tags.values()]),
  };
}

function countQuestion(
  questions: Map<string, QuestionThemes>,
  { question, value, low }: { question: Question; value: AnswerValue; low: number },
): void {
  if (question.kind !== "choice" && question.kind !== "choices") return;
  const chosen = [value].flat().filter((one) => typeof one === "string");
  if (chosen.length === 0) return;
  let themes = questions.get(question.key);
  if (!themes) {
    themes = { key: question.key, text: question.text, answered: 0, options: [] };
    questions.set(question.key, themes);
  }
  themes.answered += 1;
  for (const key of chosen) {
    const known = themes.options.find((option) => option.key === key);
    const text = question.options.find((option) => option.key === key)?.text;
    if (known) Object.assign(known, { count: known.count + 1, lowest: known.lowest + low });
    else if (text) themes.options.push({ key, text, count: 1, lowest: low });
  }
}

function add<T extends object>(
  counts: Map<string, ThemeCount & T>,
  name: string,
  low: number,
  fields: T,
): void {
  const known = counts.get(name);
  counts.set(name, { ...fields, count: (known?.count ?? 0) + 1, lowest: (known?.lowest ?? 0) + low });
}

function mostFirst<T extends ThemeCount>(counts: readonly T[]): T[] {
  return counts.toSorted((a, b) => b.count - a.count);
}
