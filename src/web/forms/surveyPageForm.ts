import { z } from "zod";
import { categoriesOf } from "../../domain/metrics/rules.js";
import { canonicalLocale } from "../../lib/locale.js";
import type { FieldError } from "../../lib/errors.js";
import { proposeKey } from "../../lib/proposeKey.js";
import type { Category, Metric } from "../../records/metric.js";
import type { SurveyContent, Translations } from "../../records/survey.js";
import { surveyForm } from "./configurationForms.js";
import { EMPTY_MAIL, mailDraftOf, mailTextsOf, readMailDraft, type MailDraft } from "./surveyMailFields.js";
import type { ByLevel } from "./questionButtons.js";
import { completeQuestions } from "./questionForms.js";
import { faultsOfNewKey, readFields, readTyped, type TypedFields } from "./pageFields.js";
import {
  hasQuestionTexts,
  questionsOf,
  readQuestionDrafts,
  toQuestionDrafts,
  type QuestionDraft,
} from "./questionsPageForm.js";

export interface LanguageDraft {
  tag: string;
  question: string;
  followUp: ByLevel<string>;
  thanks: ByLevel<string>;
  /** The mail's own subject and first sentence. */
  mail: MailDraft;
}

/** A survey in the making: what stands in the form, and nothing of it stored. */
export interface SurveyDraft {
  key: string;
  name: string;
  metric: Metric;
  /** The form showed the categories of another metric. */
  isMetricNew: boolean;
  /** The version it was made from, 0 for none. */
  from: number;
  languages: LanguageDraft[];
  /** For readers of none of the languages; empty leaves it to us. */
  defaultLanguage: string;
  questions: QuestionDraft[];
  /** The language that was added just now. */
  added?: string;
}

/** The button that pauses a survey or makes it live again. */
export const surveyStateForm = z.object({ state: z.enum(["live", "paused"], "must be live or paused") });

/** An empty form. */
export function emptyDraft(): SurveyDraft {
  const languages = [emptyLanguage("en")];
  return {
    key: "",
    name: "",
    metric: "nps",
    isMetricNew: false,
    from: 0,
    languages,
    defaultLanguage: "",
    questions: [],
  };
}

/** The form of a stored version. */
export function toDraft(key: string, version: number, content: SurveyContent): SurveyDraft {
  const { name, metric, question, defaultLanguage = "", followUp, thanks } = content;
  const levels = (texts: SurveyContent["thanks"], tag: string) =>
    categoriesOf(metric).map((category) => texts[category]?.[tag] ?? "") as ByLevel<string>;
  const languages = Object.entries(question).map(([tag, text]) => ({
    tag,
    question: text,
    followUp: levels(followUp, tag),
    thanks: levels(thanks, tag),
    mail: mailDraftOf(content, tag),
  }));
  const questions = toQuestionDrafts(content);
  return { key, name, metric, isMetricNew: false, from: version, languages, defaultLanguage, questions };
}

/** What was typed, complete enough to be shown again. Never refuses. */
export function readDraft(body: unknown): SurveyDraft {
  const fields = readFields(body);
  const shown = metricOf(fields["shownMetric"]);
  const metric = metricOf(fields["metric"] || fields["shownMetric"]);
  const tags = Object.keys(fields).flatMap((name) => name.match(/^question_(.+)$/)?.[1] ?? []);
  const languages = tags
    .filter((tag) => canonicalLocale(tag) === tag)
    .map((tag) => readLanguage(fields, tag, shown));
  if (languages.length === 0) languages.push(emptyLanguage("en"));
  const added = fields["do"] === "addLanguage" ? canonicalLocale(fields["language"] ?? "") : null;
  if (added && !tags.includes(added)) languages.push(emptyLanguage(added));
  return {
    key: fields["key"] ?? "",
    name: fields["name"] ?? "",
    metric,
    isMetricNew: metric !== shown,
    from: /^\d{1,9}$/.test(fields["from"] ?? "") ? Number(fields["from"]) : -1,
    languages,
    defaultLanguage: fields["defaultLanguage"] ?? "",
    questions: readQuestionDrafts(
      fields,
      languages.map(({ tag }) => tag),
    ),
    ...(added && { added }),
  };
}

/** The key of a new survey, its own or the one that its name proposes. */
export function keyOfNew({ key, name }: SurveyDraft): string {
  return key || proposeKey(name);
}

/**
 * The content to publish. `loaded` is the version that the form was made from: a language whose question was
 * cleared is removed, and texts in languages that the form did not show stay.
 */
export function readContent(draft: SurveyDraft, loaded: SurveyContent | null): SurveyContent {
  const { name, metric } = draft;
  const isNew = draft.from === 0;
  const faults: FieldError[] = isNew && (name || draft.key) ? faultsOfNewKey(keyOfNew(draft)) : [];
  if (draft.isMetricNew) {
    faults.push({
      path: "metric",
      message: "changed, and with it the categories: look at their texts, then publish",
    });
  }
  for (const { tag, question, followUp, thanks } of draft.languages) {
    const hasTexts = [...followUp, ...thanks].some(Boolean) || hasQuestionTexts(draft.questions, tag);
    const isOrphan = !question && hasTexts && !loaded?.question[tag];
    if (isOrphan)
      faults.push({ path: `question.${tag}`, message: "is required, or clear the texts below it" });
  }
  const input = { name, metric, ...textsOf(draft, loaded), questions: questionsOf(draft, loaded) };
  return readTyped(surveyForm, input, faults).content;
}

/** What stands in the form, as far as it could be published: to be shown, never to be stored. */
export function contentOf(draft: SurveyDraft, loaded: SurveyContent | null): SurveyContent {
  const { name, metric } = draft;
  const questions = completeQuestions(questionsOf(draft, loaded), metric);
  return { name, metric, ...textsOf(draft, loaded), ...(questions.length > 0 && { questions }) };
}

/** The texts of the draft by category and language, together with those the form did not show. */
export function textsOf(draft: SurveyDraft, loaded: SurveyContent | null) {
  const asked = draft.languages.filter(({ question }) => question);
  const byCategory = (field: "followUp" | "thanks") => {
    const texts: Partial<Record<Category, Translations>> = {};
    categoriesOf(draft.metric).forEach((category, level) => {
      const kept = loaded?.metric === draft.metric ? notShown(draft, loaded, loaded[field][category]) : {};
      const typed = asked.flatMap((one) => (one[field][level] ? [[one.tag, one[field][level]!]] : []));
      texts[category] = { ...kept, ...Object.fromEntries(typed) };
    });
    return texts;
  };
  const question: Translations = Object.fromEntries(asked.map(({ tag, question }) => [tag, question]));
  const texts = { question, followUp: byCategory("followUp"), thanks: byCategory("thanks") };
  const email = mailTextsOf(asked, loaded, (texts) => notShown(draft, loaded, texts));
  const { defaultLanguage } = draft;
  return { ...texts, ...email, ...(question[defaultLanguage] && { defaultLanguage }) };
}

/** The draft with what somebody else published meanwhile: languages that it does not have yet come from there. */
export function rebase(draft: SurveyDraft, live: SurveyDraft): SurveyDraft {
  const missing = live.languages.filter(({ tag }) => !draft.languages.some((one) => one.tag === tag));
  return { ...draft, from: live.from, languages: [...draft.languages, ...missing] };
}

function notShown(draft: SurveyDraft, loaded: SurveyContent | null, texts: Translations = {}): Translations {
  const isShown = (tag: string) => loaded?.question[tag] || draft.languages.some((one) => one.tag === tag);
  return Object.fromEntries(Object.entries(texts).filter(([tag]) => !isShown(tag)));
}

function readLanguage(fields: TypedFields, tag: string, metric: Metric): LanguageDraft {
  const levels = (field: string) =>
    categoriesOf(metric).map((category) => fields[`${field}_${category}_${tag}`] ?? "") as ByLevel<string>;
  return {
    tag,
    question: fields[`question_${tag}`] ?? "",
    followUp: levels("followUp"),
    thanks: levels("thanks"),
    mail: readMailDraft(fields, tag),
  };
}

function emptyLanguage(tag: string): LanguageDraft {
  return { tag, question: "", followUp: ["", "", ""], thanks: ["", "", ""], mail: EMPTY_MAIL };
}

function metricOf(text: string | undefined): Metric {
  return z.enum(["nps", "csat", "ces"]).catch("nps").parse(text);
}
