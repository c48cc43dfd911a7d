import { categoriesOf } from "../../domain/metrics/rules.js";
import { translated } from "../../domain/surveys/questionRules.js";
import type { Question, SurveyVersion } from "../../records/survey.js";
import { MAX_OPTIONS, MAX_QUESTIONS } from "../forms/questionForms.js";
import { questionsOf, type OptionDraft, type QuestionDraft } from "../forms/questionsPageForm.js";
import type { SurveyDraft } from "../forms/surveyPageForm.js";
import type { PresentedForm } from "./form.js";
import { presentOptions } from "./options.js";

const KINDS: Record<Question["kind"], string> = {
  choice: "One of several answers",
  choices: "Any of several answers",
  scale: "A scale",
  text: "Their own words",
};

const LEAST_ROWS = 4;

type Errors = PresentedForm["errors"];

/** The fieldset of the questions after the score. `stored` is what can be previewed, `live` what overtook the draft. */
export function presentQuestionFields(
  draft: SurveyDraft,
  errors: Errors,
  { stored, live }: { stored: SurveyVersion | undefined; live: SurveyDraft | undefined },
) {
  const { questions } = draft;
  const said = (one: SurveyDraft) => JSON.stringify(questionsOf(one, null));
  const isOther = live && said(live) !== said(draft);
  return {
    questions: questions.map((question, index) => ({
      ...presentQuestion(question, index, draft, errors),
      preview: previewOf(question, stored),
    })),
    error: errors["questions"],
    kinds: presentKinds("choice"),
    isFull: questions.length >= MAX_QUESTIONS,
    max: MAX_QUESTIONS,
    liveNow: isOther ? live.questions.map((one) => titleOf(one, live)).join(" · ") || "no questions" : null,
  };
}

/** The page of a question as it is live. */
function previewOf({ key }: QuestionDraft, stored: SurveyVersion | undefined): string | null {
  const isStored = stored?.questions?.some((one) => one.key === key);
  return isStored ? `/surveys/${stored!.survey}/preview?at=${key}` : null;
}

function presentQuestion(question: QuestionDraft, index: number, draft: SurveyDraft, errors: Errors) {
  const at = `questions_${index}`;
  const { kind, key, isOpen } = question;
  const hasFault = Object.keys(errors).some((name) => name.startsWith(`${at}_`));
  const field = (name: string, value: string) => ({
    name: `${at}_${name}`,
    value,
    error: errors[`${at}_${name}`],
  });
  const isScale = kind === "scale";
  return {
    index,
    number: index + 1,
    at,
    title: titleOf(question, draft) || "New question",
    kind,
    kindName: KINDS[kind],
    summary: summaryOf(question, draft),
    isOpen: isOpen || hasFault,
    isAdded: isOpen && !titleOf(question, draft),
    isFirst: index === 0,
    isLast: index === draft.questions.length - 1,
    key: field("key", key),
    texts: presentTexts(question.text, `${at}_text`, draft, errors),
    min: isScale && field("min", question.min),
    max: isScale && field("max", question.max),
    ends: isScale && [
      { label: "Lowest end", texts: presentTexts(question.lowest, `${at}_lowest`, draft, errors) },
      { label: "Highest end", texts: presentTexts(question.highest, `${at}_highest`, draft, errors) },
    ],
    options: "text scale".includes(kind) ? null : presentRows(question, at, draft, errors),
    condition: presentCondition(question, index, draft, errors),
  };
}

/** One field per language; only the first must be filled for the others to have something to fall back on. */
function presentTexts(
  texts: Record<string, string>,
  name: string,
  { languages }: SurveyDraft,
  errors: Errors,
) {
  return languages.map(({ tag }, place) => ({
    tag: languages.length > 1 ? tag : null,
    lang: tag,
    name: `${name}_${tag}`,
    value: texts[tag] ?? "",
    error: errors[`${name}_${tag}`] ?? (place === 0 ? errors[name] : undefined),
  }));
}

function presentRows(question: QuestionDraft, at: string, draft: SurveyDraft, errors: Errors) {
  const { options, moreOptions = 1 } = question;
  const count = Math.max(LEAST_ROWS, options.length + moreOptions);
  const empty: OptionDraft = { key: "", text: {} };
  const rows = Array.from({ length: Math.min(count, Math.max(MAX_OPTIONS, options.length)) }, (_, row) => {
    const { key, text } = options[row] ?? empty;
    return {
      number: row + 1,
      key: { name: `${at}_options_${row}_key`, value: key, error: errors[`${at}_options_${row}_key`] },
      texts: presentTexts(text, `${at}_options_${row}_text`, draft, errors),
    };
  });
  return { rows, error: errors[`${at}_options`] };
}

/** Whom the question is for. The answers that count are offered once the page knows the earlier question. */
function presentCondition(question: QuestionDraft, index: number, draft: SurveyDraft, errors: Errors) {
  const at = `questions_${index}_isShownIf`;
  const earlier = draft.questions.slice(0, index).filter(({ kind, key }) => kind !== "text" && key);
  const { after, afterOptions, levels } = question;
  const other = after ? draft.questions.find(({ key, kind }) => key === after && kind !== "text") : undefined;
  return {
    at,
    levels: categoriesOf(draft.metric).map((name, level) => ({
      name,
      field: `questions_${index}_level_${level}`,
      isChosen: levels[level],
    })),
    questions: presentOptions(
      earlier.map((one) => ({ value: one.key, label: titleOf(one, draft) })),
      after,
    ),
    isOffered: earlier.length > 0 || after !== "",
    range: other?.kind === "scale" && {
      from: { name: `${at}_answer_from`, value: question.from, hint: other.min },
      to: { name: `${at}_answer_to`, value: question.to, hint: other.max },
    },
    answers: other?.options.map(({ key, text }) => ({
      name: `${at}_answer_options_${key}`,
      label: wordsOf(text, draft),
      isChosen: afterOptions.includes(key),
    })),
    error: Object.entries(errors).find(([name]) => name.startsWith(at))?.[1],
  };
}

/** "one of several answers, for detractor and passive, only after an answer to …" */
function summaryOf({ kind, levels, after }: QuestionDraft, draft: SurveyDraft): string {
  const categories = categoriesOf(draft.metric).filter((_, level) => levels[level]);
  const other = after ? draft.questions.find(({ key }) => key === after) : undefined;
  return [
    KINDS[kind].toLowerCase(),
    ...(categories.length > 0 && categories.length < 3 ? [`for ${categories.join(" and ")}`] : []),
    ...(other ? [`only after an answer to “${titleOf(other, draft)}”`] : []),
  ].join(", ");
}

/** A question in the words that its writer reads first; empty while nothing is typed. */
export function titleOf({ text }: QuestionDraft, draft: SurveyDraft): string {
  return wordsOf(text, draft);
}

/** What was typed in the survey's first language, else in any. */
function wordsOf(texts: Record<string, string>, { languages }: SurveyDraft): string {
  const typed = Object.fromEntries(Object.entries(texts).filter(([, text]) => text));
  return translated(typed, languages[0]?.tag ?? "en");
}

function presentKinds(chosen: Question["kind"]) {
  return Object.entries(KINDS).map(([value, label]) => ({ value, label, isChosen: value === chosen }));
}
