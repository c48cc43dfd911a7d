import { categoriesOf, categoryOf, scoresOf } from "../../domain/metrics/rules.js";
import { languageOf } from "../../domain/surveys/rules.js";
import { listMissing } from "../../domain/surveys/listMissing.js";
import { isRightToLeft } from "../../lib/locale.js";
import { charactersOutsideGsm7, countSegments } from "../../lib/smsSegments.js";
import type { Category } from "../../records/metric.js";
import type { SurveyContent } from "../../records/survey.js";
import type { PreviewWish } from "../forms/surveyEditorForm.js";
import { countOf } from "./numbers.js";
import { presentPreviewPage } from "./previewPage.js";
import { languageName, placeInWords } from "./surveyWords.js";

const INCOMPLETE = "This question is not complete yet, so the survey's own is shown.";
const FEW_CHARACTERS = 12; // more of them are a script of its own, which nobody would write around

/** The page as customers of the language would see it at this step, with what they read in place of missing texts. */
export function presentDraftPage(
  content: SurveyContent,
  { language: wanted, level, at }: PreviewWish,
  { now, zone }: { now: Date; zone: string },
) {
  const language = languageOf(content, [wanted]);
  const category = level === null ? null : categoriesOf(content.metric)[level]!;
  const score = scoresOf(content.metric).findLast((one) => categoryOf(content.metric, one) === category);
  const { view, page } = presentPreviewPage(
    { version: content, language, now },
    { score: score ?? null, at },
    zone,
  );
  const missing = listMissing(content).filter(
    ({ language: tag, path }) => tag === language && isReadThere(content, path, { category, at }),
  );
  const previewNotes = [
    ...notesAboutQuestion(content, wanted, language),
    ...(isIncomplete(content, at) ? [INCOMPLETE] : []),
    ...missing.map(({ path }) => `${placeInWords(path)}: not written in ${languageName(language)}.`),
  ];
  return { view, page: { ...page, preview: {}, previewNotes } };
}

function isIncomplete({ questions = [] }: SurveyContent, at: string | null): boolean {
  return at !== null && at !== "end" && !questions.some(({ key }) => key === at);
}

/** Whether a text stands on the page. With further questions the thank-you waits for the end. */
function isReadThere(
  { questions = [] }: SurveyContent,
  [field, part]: string[],
  { category, at }: { category: Category | null; at: string | null },
): boolean {
  if (category === null) return at === null ? field === "question" : field === "questions" && part === at;
  const isThanksThere = at === "end" || questions.length === 0;
  return part === category && (field === "followUp" || (field === "thanks" && isThanksThere));
}

/** Why another language is shown than the one that was chosen. */
export function notesAboutQuestion(content: SurveyContent, wanted: string, shown: string): string[] {
  if (Object.keys(content.question).length === 0) return ["No question is written yet."];
  if (content.question[wanted]) return [];
  return [`No question in ${languageName(wanted)} yet: its readers see ${languageName(shown)}.`];
}

/** A text as it arrives, and what it costs. */
export function presentSms(text: string, language: string, notes: string[]) {
  const { encoding, characters, segments, perSegment } = countSegments(text);
  const outside = encoding === "UCS-2" ? charactersOutsideGsm7(text) : [];
  return {
    title: "SMS",
    language: "en",
    sms: { language, direction: isRightToLeft(language) ? "rtl" : "ltr", text },
    notes,
    segments: countOf(segments, "segment"),
    alphabet: encoding, // a view's own "encoding" would be taken for that of the template's file
    characters: countOf(characters, "character"),
    perSegment,
    outside: outside.length <= FEW_CHARACTERS ? outside.join(" ") : "",
  };
}
