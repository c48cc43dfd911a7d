import { categoriesOf, categoryOf, scoresOf } from "../../domain/metrics/rules.js";
import {
  followUpIn,
  interfaceLanguage,
  LANGUAGES,
  standardQuestion,
  thanksIn,
} from "../../domain/surveys/rules.js";
import { isSameWriting } from "../../lib/locale.js";
import type { Category, Metric } from "../../records/metric.js";
import type { Survey, SurveyContent, SurveyVersion } from "../../records/survey.js";
import type { Trigger } from "../../records/trigger.js";
import type { Replaced } from "../forms/surveyEditorForm.js";
import { textsOf, type LanguageDraft, type SurveyDraft } from "../forms/surveyPageForm.js";
import { surveyAsCode } from "./asCode.js";
import { presentMailFields } from "./surveyMailFields.js";
import { presentInstant, zoneName } from "./dates.js";
import type { PresentedForm } from "./form.js";
import { presentQuestionFields } from "./questionFields.js";
import { METRIC_WORDS, toneOf } from "./metricWords.js";
import { languageName } from "./surveyWords.js";
import { faultsInWords } from "./touchpointPages.js";

const METRICS: { value: Metric; about: string }[] = [
  {
    value: "nps",
    about: "Would they recommend you? 0 to 10: for the relationship as a whole.",
  },
  {
    value: "csat",
    about: "Were they satisfied? 1 to 5: for one visit, call or order.",
  },
  {
    value: "ces",
    about: "Was it easy? 1 to 7, from disagree to agree: for getting something solved.",
  },
];

/** Offered beside those that have default texts. Any other can be set by code. */
const MORE_LANGUAGES = "cs da el fi he hu id ko nb pt-BR ro ru sv th uk vi zh-Hant".split(" ");

/** Every survey with what one asks about it first. */
export function presentSurveys(surveys: { survey: Survey; content: SurveyContent }[], triggers: Trigger[]) {
  return {
    title: "Surveys",
    surveys: surveys.map(({ survey, content }) => ({
      ...survey,
      metric: METRIC_WORDS[survey.metric].name,
      isLive: survey.state === "live",
      languages: Object.keys(content.question).map(languageName).join(", "),
      triggers: triggers.filter((trigger) => trigger.survey === survey.key).map(({ key }) => key),
    })),
  };
}

export interface StoredSurvey {
  survey: Survey;
  content: SurveyVersion;
  versions: SurveyVersion[];
  triggers: Trigger[];
}

/** What the form shows beside the draft. */
export interface FormState {
  /** The version that the draft was made from. */
  loaded: SurveyContent | null;
  errors: PresentedForm["errors"];
  /** What went live while the draft was written. */
  overtakenBy?: SurveyDraft;
  /** The brand of standard questions. */
  brand: string;
  replaced?: Replaced | null;
}

/** The form of a survey; `stored` is null while it is new. */
export function presentSurveyForm(
  draft: SurveyDraft,
  state: FormState,
  stored: StoredSurvey | null,
  zone: string,
) {
  const { errors, overtakenBy } = state;
  return {
    title: stored?.survey.name ?? "New survey",
    action: stored ? `/surveys/${stored.survey.key}` : "/surveys",
    isNew: !stored,
    faults: faultsInWords({ errors }),
    errors,
    draft,
    overtakenBy: overtakenBy && { version: overtakenBy.from },
    liveName: overtakenBy ? difference(draft.name, overtakenBy.name, "") : null,
    liveMetric:
      overtakenBy && overtakenBy.metric !== draft.metric ? METRIC_WORDS[overtakenBy.metric].name : null,
    metrics: METRICS.map(({ value, about }) => ({
      value,
      about,
      name: METRIC_WORDS[value].name,
      isChosen: value === draft.metric,
    })),
    languages: draft.languages.map((language) => presentLanguage(language, draft, state)),
    moreLanguages: presentMoreLanguages(draft),
    furtherQuestions: presentQuestionFields(draft, errors, { stored: stored?.content, live: overtakenBy }),
    stored: stored && presentStored(stored, zone),
  };
}

function presentLanguage(
  language: LanguageDraft,
  draft: SurveyDraft,
  { loaded, errors, overtakenBy, brand, replaced }: FormState,
) {
  const { tag } = language;
  const ready = interfaceLanguage([tag]);
  const rest = { ...draft, languages: draft.languages.filter((one) => one.tag !== tag) };
  const content: SurveyContent = { name: draft.name, metric: draft.metric, ...textsOf(rest, loaded) };
  const live = overtakenBy?.languages.find((one) => one.tag === tag);
  const text = (field: "followUp" | "thanks", category: Category, level: number) => ({
    name: `${field}_${category}_${tag}`,
    value: language[field][level],
    error: errors[`${field}_${category}_${tag}`],
    placeholder: (field === "followUp" ? followUpIn : thanksIn)(content, category, tag),
    liveNow:
      overtakenBy?.metric === draft.metric
        ? difference(language[field][level], live?.[field][level], "the text in grey")
        : null,
  });
  const categories = categoriesOf(draft.metric).map((category, level) => ({
    name: category,
    scores: scoresIn(draft.metric, category),
    tone: toneOf(draft.metric, category),
    followUp: text("followUp", category, level),
    thanks: text("thanks", category, level),
  }));
  const mail = presentMailFields(language, overtakenBy ? (live ?? null) : undefined, errors);
  const isOvertaken =
    categories.some(({ followUp, thanks }) => followUp.liveNow ?? thanks.liveNow) ||
    Boolean(mail.subject.liveNow ?? mail.intro.liveNow);
  const hasFault = Object.keys(errors).some((name) => name.endsWith(`_${tag}`));
  const isFirst = draft.languages[0] === language;
  const standard = standardQuestion(draft.metric, tag, brand);
  return {
    tag,
    name: languageName(tag),
    isAdded: draft.added === tag,
    isOpen: isFirst || draft.added === tag || hasOwnTexts(language) || isOvertaken || hasFault,
    defaultsIn: isSameWriting(ready, tag) ? null : languageName(ready),
    question: {
      name: `question_${tag}`,
      value: language.question,
      error: errors[`question_${tag}`] ?? (isFirst ? errors["question"] : undefined),
      liveNow: overtakenBy
        ? difference(language.question, live?.question, "not asked in this language")
        : null,
    },
    standard: standard === language.question ? null : standard,
    replaced: replaced?.tag === tag ? replaced.text : null,
    categories,
    mail,
  };
}

/** What is live where it is not what was typed. */
function difference(typed: string | undefined, live: string | undefined, nothing: string): string | null {
  return (typed ?? "") === (live ?? "") ? null : live || nothing;
}

function hasOwnTexts({ followUp, thanks, mail }: LanguageDraft): boolean {
  return [...followUp, ...thanks, mail.subject, mail.intro].some(Boolean);
}

function presentMoreLanguages({ languages }: SurveyDraft) {
  const isFree = (tag: string) => !languages.some((one) => one.tag === tag);
  const named = (tags: string[]) => tags.filter(isFree).map((tag) => ({ tag, name: languageName(tag) }));
  return { withDefaults: named(LANGUAGES), others: named(MORE_LANGUAGES) };
}

function presentStored({ survey, content, versions, triggers }: StoredSurvey, zone: string) {
  return {
    key: survey.key,
    isLive: survey.state === "live",
    version: survey.version,
    zone: zoneName(zone),
    previews: Object.keys(content.question).map((tag) => ({ tag, name: languageName(tag) })),
    versions: versions.map(({ version, publishedAt }) => ({
      version,
      isLive: version === survey.version,
      publishedAt: presentInstant(publishedAt, zone),
    })),
    triggers: triggers
      .filter((trigger) => trigger.survey === survey.key)
      .map(({ key, active }) => ({ key, isActive: active })),
    code: surveyAsCode(survey, content),
  };
}

/** "0 to 6", "3" */
function scoresIn(metric: Metric, category: Category): string {
  const scores = scoresOf(metric).filter((score) => categoryOf(metric, score) === category);
  return scores.length === 1 ? String(scores[0]) : `${scores[0]} to ${scores.at(-1)}`;
}
