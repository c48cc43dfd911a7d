import { categoriesOf, categoryOf, scoresOf } from "../../domain/metrics/rules.js";
import { languageOf } from "../../domain/surveys/rules.js";
import { listMissing } from "../../domain/surveys/listMissing.js";
import { addDuration } from "../../lib/duration.js";
import { isRightToLeft } from "../../lib/locale.js";
import { charactersOutsideGsm7, countSegments } from "../../lib/smsSegments.js";
import type { SurveyContent } from "../../records/survey.js";
import { PREVIEW_STEPS, type PreviewWish } from "../forms/surveyEditorForm.js";
import { countOf } from "./numbers.js";
import { presentSurveyPage } from "./surveyPage.js";
import { languageName, placeInWords } from "./surveyWords.js";

const TIME_TO_ANSWER = "P14D"; // the default of triggers
const FEW_CHARACTERS = 12; // more of them are a script of its own, which nobody would write around

/** The page as customers of the language would see it at this step, with what they read in place of missing texts. */
export function presentDraftPage(
  content: SurveyContent,
  { language: wanted, step }: PreviewWish,
  { now, zone }: { now: Date; zone: string },
) {
  const language = languageOf(content, [wanted]);
  const level = PREVIEW_STEPS.indexOf(step) - 1;
  const category = level < 0 ? null : categoriesOf(content.metric)[level]!;
  const score = scoresOf(content.metric).findLast((one) => categoryOf(content.metric, one) === category);
  const invitation = { token: "preview", expiresAt: addDuration(now, TIME_TO_ANSWER) };
  const response = score === undefined ? null : { score, comment: "" };
  const missing = listMissing(content).filter(
    ({ language: tag, path }) => tag === language && path.includes(category ?? "question"),
  );
  return {
    ...presentSurveyPage({ invitation, version: content, language }, { response, chosen: null }, zone),
    preview: {},
    previewNotes: [
      ...notesAboutQuestion(content, wanted, language),
      ...missing.map(({ path }) => `${placeInWords(path)}: not written in ${languageName(language)}.`),
    ],
  };
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
