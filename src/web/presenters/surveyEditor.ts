import { categoriesOf } from "../../domain/metrics/rules.js";
import { listChanges } from "../../domain/surveys/listChanges.js";
import { listMissing, type Missing } from "../../domain/surveys/listMissing.js";
import { translated } from "../../domain/surveys/questionRules.js";
import { defaultLanguageOf, followUpIn, thanksIn } from "../../domain/surveys/rules.js";
import type { Category } from "../../records/metric.js";
import type { SurveyContent, Translations } from "../../records/survey.js";
import { PREVIEW_LEVELS, PREVIEW_VIEWS, type PreviewWish } from "../forms/surveyEditorForm.js";
import type { SurveyDraft } from "../forms/surveyPageForm.js";
import { countOf } from "./numbers.js";
import { presentOptions } from "./options.js";
import { titleOf } from "./questionFields.js";
import { languageName, placeInWords } from "./surveyWords.js";

const VIEW_WORDS = { page: "Page", email: "Mail", sms: "SMS" };

/** The controls of the preview, and what it shows before anything is pressed. */
export function presentPreview(draft: SurveyDraft, wish: PreviewWish, html: string) {
  return {
    html,
    touchpoint: wish.touchpoint,
    views: presentOptions(
      PREVIEW_VIEWS.map((value) => ({ value, label: VIEW_WORDS[value] })),
      wish.view,
    ),
    languages: presentOptions(
      draft.languages.map(({ tag }) => ({ value: tag, label: languageName(tag) })),
      wish.language,
    ),
    steps: presentOptions(stepsOf(draft), wish.step),
  };
}

/** The pages in the order in which customers come to them; a further question as soon as there is a line for it. */
function stepsOf(draft: SurveyDraft) {
  const categories = categoriesOf(draft.metric);
  const after = (prefix: string, words: string) =>
    PREVIEW_LEVELS.map((name, level) => ({
      value: `${prefix}${name}`,
      label: `${words}: ${categories[level]}`,
    }));
  const further = draft.questions.map((question, index) => ({
    value: `question_${index}`,
    label: `${index + 1}. ${titleOf(question, draft) || "New question"}`,
  }));
  return [
    { value: "question", label: "Question" },
    ...after("", "After"),
    ...further,
    ...(further.length > 0 ? after("end_", "End") : []),
  ];
}

/** Who reads which language when none of theirs is there; null while there is no choice. */
export function presentDefaultLanguage(draft: SurveyDraft, content: SurveyContent) {
  const tags = Object.keys(content.question);
  if (tags.length < 2) return null;
  const automatic = languageName(defaultLanguageOf({ ...content, defaultLanguage: "" }));
  return {
    name: "defaultLanguage",
    options: presentOptions(
      [
        { value: "", label: `Choose for me (now ${automatic})` },
        ...tags.map((tag) => ({ value: tag, label: languageName(tag) })),
      ],
      tags.includes(draft.defaultLanguage) ? draft.defaultLanguage : "",
    ),
  };
}

/** What publishing would change, piece by piece. `reviewed` is the mark of what this list is about. */
export function presentReview(
  live: SurveyContent & { version: number },
  next: SurveyContent,
  { reviewed, isSecondLook }: { reviewed: string; isSecondLook: boolean },
) {
  const languages = [...Object.keys(live.question), ...Object.keys(next.question)];
  const changes = listChanges(live, next).map(({ path, was, is }) => {
    const language = languages.find((tag) => path.length > 1 && tag === path.at(-1));
    return {
      place: placeInWords(language ? path.slice(0, -1) : path),
      language: language && { tag: language, name: languageName(language) },
      was,
      is,
    };
  });
  return {
    live: live.version,
    next: live.version + 1,
    reviewed,
    isSecondLook,
    count: countOf(changes.length, "change"),
    changes,
  };
}

/** The texts that are missing, by language; null when none is. */
export function presentMissing(content: SurveyContent) {
  const missing = listMissing(content);
  const tags = [...new Set(missing.map(({ language }) => language))];
  if (tags.length === 0) return null;
  return {
    count: countOf(missing.length, "text"),
    languages: tags.map((tag) => ({
      tag,
      name: languageName(tag),
      texts: missing
        .filter(({ language }) => language === tag)
        .map((one) => ({
          place: placeInWords(one.path),
          shown: shownInstead(content, one),
          href: one.path[0] === "questions" ? "#questions" : `#language-${tag}`,
        })),
    })),
  };
}

/** What customers of the language read there now. */
function shownInstead(content: SurveyContent, { language, path }: Missing): string | null {
  const [field, category] = path;
  if (field === "questions") return translated(textsAt(content, path), language);
  if (field === "followUp") return followUpIn(content, category as Category, language);
  return field === "thanks" ? thanksIn(content, category as Category, language) : null;
}

/** The translations at a place of a further question, whose lists go by their keys. */
function textsAt({ questions = [] }: SurveyContent, [, key, part, option]: string[]): Translations {
  const question = questions.find((one) => one.key === key);
  if (question?.kind === "scale" && (part === "lowest" || part === "highest")) return question[part] ?? {};
  const answer = question && "options" in question && question.options.find((one) => one.key === option);
  return (answer || question)?.text ?? {};
}
