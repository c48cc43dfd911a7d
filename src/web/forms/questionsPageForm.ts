import { categoriesOf } from "../../domain/metrics/rules.js";
import { OWN_STEPS } from "../../domain/surveys/questionRules.js";
import { proposeKey } from "../../lib/proposeKey.js";
import type { Metric } from "../../records/metric.js";
import type { Question, QuestionOption, SurveyContent, Translations } from "../../records/survey.js";
import type { TypedFields } from "./pageFields.js";
import { applyQuestionButton, NO_LEVELS, type ByLevel } from "./questionButtons.js";

const MAX_ROWS = 40; // more than may be published, so that the page can say so

export interface OptionDraft {
  key: string;
  text: Translations;
}

/** A question in the making. Fields that its kind does not have stay empty. */
export interface QuestionDraft {
  kind: Question["kind"];
  key: string;
  text: Translations;
  options: OptionDraft[];
  min: string;
  max: string;
  lowest: Translations;
  highest: Translations;
  /** Shown after the lowest, middle and highest category; none is all. */
  levels: ByLevel<boolean>;
  /** The key of the earlier question that decides, with what it has to be answered. */
  after: string;
  afterOptions: string[];
  from: string;
  to: string;
  /** Added or changed by a button just now. */
  isOpen?: boolean;
  /** Empty lines to show for further options. */
  moreOptions?: number;
}

/** The questions of a stored version as they would have been typed. */
export function toQuestionDrafts({ questions = [], metric }: SurveyContent): QuestionDraft[] {
  return questions.map((question) => {
    const { kind, key, text, isShownIf: { categories = [], answer } = {} } = question;
    const isScale = question.kind === "scale";
    return {
      kind,
      key,
      text,
      options: "options" in question ? question.options : [],
      min: isScale ? String(question.min) : "",
      max: isScale ? String(question.max) : "",
      lowest: (isScale && question.lowest) || {},
      highest: (isScale && question.highest) || {},
      levels: categoriesOf(metric).map((category) => categories.includes(category)) as ByLevel<boolean>,
      after: answer?.question ?? "",
      afterOptions: answer?.options ?? [],
      from: answer?.from === undefined ? "" : String(answer.from),
      to: answer?.to === undefined ? "" : String(answer.to),
    };
  });
}

/** What was typed, after the button that adds, moves or removes something. Never refuses. */
export function readQuestionDrafts(fields: TypedFields, languages: readonly string[]): QuestionDraft[] {
  const drafts = rowsOf(fields, /^questions_(\d+)_kind$/).map((index) =>
    readDraft(fields, `questions_${index}`, languages),
  );
  const named: QuestionDraft[] = [];
  const taken = OWN_STEPS.map((key) => ({ key }));
  for (const draft of drafts) {
    const isNameless = !draft.key && Object.values(draft.text).some(Boolean);
    const key = isNameless ? nameFor(draft.text, [...taken, ...drafts, ...named], "question") : draft.key;
    named.push({ ...draft, key });
  }
  return applyQuestionButton(named, fields);
}

/** Whether texts of the questions were typed in the language. */
export function hasQuestionTexts(drafts: readonly QuestionDraft[], tag: string): boolean {
  return drafts.some(({ text, lowest, highest, options }) =>
    [text, lowest, highest, ...options.map((option) => option.text)].some((texts) => texts[tag]),
  );
}

/** The questions for the API's own schema, with the texts in languages that the form did not show. */
export function questionsOf(
  draft: { metric: Metric; languages: { tag: string; question: string }[]; questions: QuestionDraft[] },
  loaded: SurveyContent | null,
): object[] {
  const asked = draft.languages.filter(({ question }) => question).map(({ tag }) => tag);
  const isHidden = (tag: string) => !loaded?.question[tag] && !draft.languages.some((one) => one.tag === tag);
  const textsOf = (typed: Translations, stored: Translations = {}): Translations => ({
    ...Object.fromEntries(Object.entries(stored).filter(([tag]) => isHidden(tag))),
    ...Object.fromEntries(asked.flatMap((tag) => (typed[tag] ? [[tag, typed[tag]]] : []))),
  });
  return draft.questions.map((question, index) => {
    const { kind, key, text, options, min, max, lowest, highest } = question;
    const stored = loaded?.questions?.find((one) => one.key === key && one.kind === kind);
    const ofScale = stored?.kind === "scale" ? stored : undefined;
    const ofChoice: QuestionOption[] = stored && "options" in stored ? stored.options : [];
    const isShownIf = conditionOf(question, draft);
    return {
      kind,
      key: key || `question-${index + 1}`, // that its text is missing is fault enough
      text: textsOf(text, stored?.text),
      ...(isShownIf && { isShownIf }),
      ...(kind === "scale" && {
        min: numberOf(min),
        max: numberOf(max),
        lowest: textsOf(lowest, ofScale?.lowest),
        highest: textsOf(highest, ofScale?.highest),
      }),
      ...((kind === "choice" || kind === "choices") && {
        options: options.map((option) => ({
          key: option.key,
          text: textsOf(option.text, ofChoice.find((one) => one.key === option.key)?.text),
        })),
      }),
    };
  });
}

function conditionOf(
  { levels, after, afterOptions, from, to }: QuestionDraft,
  { metric, questions }: { metric: Metric; questions: QuestionDraft[] },
) {
  const categories = categoriesOf(metric).filter((_, level) => levels[level]);
  const isOfScale = questions.find(({ key }) => key === after)?.kind === "scale";
  const range = { ...(from && { from: numberOf(from) }), ...(to && { to: numberOf(to) }) };
  const answer = after && { question: after, ...(isOfScale ? range : { options: afterOptions }) };
  if (categories.length === 0 && !answer) return null;
  return { ...(categories.length > 0 && { categories }), ...(answer && { answer }) };
}

function readDraft(fields: TypedFields, at: string, languages: readonly string[]): QuestionDraft {
  const field = (name: string) => fields[`${at}_${name}`] ?? "";
  const texts = (name: string): Translations =>
    Object.fromEntries(languages.map((tag) => [tag, field(`${name}_${tag}`)]));
  const kind = field("kind") as Question["kind"];
  const after = field("isShownIf_answer_question");
  const chosen = `${at}_isShownIf_answer_options_`;
  return {
    kind,
    key: field("key"),
    text: texts("text"),
    options: readOptions(fields, at, texts),
    min: field("min"),
    max: field("max"),
    lowest: texts("lowest"),
    highest: texts("highest"),
    levels: NO_LEVELS.map((_, level) => Boolean(field(`level_${level}`))) as ByLevel<boolean>,
    after,
    afterOptions: Object.keys(fields).flatMap((name) =>
      name.startsWith(chosen) ? [name.slice(chosen.length)] : [],
    ),
    from: field("isShownIf_answer_from"),
    to: field("isShownIf_answer_to"),
  };
}

/** A line without any text is none: clearing it removes the option. */
function readOptions(fields: TypedFields, at: string, texts: (name: string) => Translations): OptionDraft[] {
  const rows = rowsOf(fields, new RegExp(`^${at}_options_(\\d+)_key$`))
    .map((row) => ({
      key: fields[`${at}_options_${row}_key`] ?? "",
      text: texts(`options_${row}_text`),
    }))
    .filter(({ text }) => Object.values(text).some(Boolean));
  const named: OptionDraft[] = [];
  for (const { key, text } of rows)
    named.push({ key: key || nameFor(text, [...named, ...rows], "option"), text });
  return named;
}

/** A key made of the first text, which no other has; numbered where the text has no letters for one. */
function nameFor(texts: Translations, others: readonly { key: string }[], noun: string): string {
  const proposed = proposeKey(Object.values(texts).find(Boolean) ?? "")
    .replace(/^[^a-z]+/, "")
    .slice(0, 40)
    .replace(/-+$/, "");
  const isFree = (key: string) => !others.some((other) => other.key === key);
  if (proposed && isFree(proposed)) return proposed;
  const base = proposed || noun;
  let number = 1;
  while (!isFree(`${base}-${number}`)) number += 1;
  return `${base}-${number}`;
}

function rowsOf(fields: TypedFields, name: RegExp): number[] {
  const rows = Object.keys(fields).flatMap((field) => field.match(name)?.[1] ?? []);
  return rows
    .map(Number)
    .sort((a, b) => a - b)
    .slice(0, MAX_ROWS);
}

/** Whatever is no number stays text, so that the schema says what is wrong with it. */
function numberOf(text: string): number | string | undefined {
  if (text === "") return undefined;
  return /^\d{1,4}$/.test(text) ? Number(text) : text;
}
