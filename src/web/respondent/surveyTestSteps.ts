import type { Response } from "express";
import type { AskingBrand } from "../../domain/brands/brandOf.js";
import { categoryOf } from "../../domain/metrics/rules.js";
import { firstOpenStep, stepAfter, stepBefore } from "../../domain/surveys/questionRules.js";
import { questionTextsIn } from "../../domain/surveys/texts/questionTexts.js";
import type { SurveyContent } from "../../records/survey.js";
import type { SurveyTest } from "../../records/surveyTest.js";
import { readSaid, writeSaid, type Said } from "../forms/saidForm.js";
import { MAX_COMMENT } from "../forms/spokenText.js";
import { readAnswerTo, readStep, readText, type StepForm } from "../forms/stepForm.js";
import { presentStepPage } from "../presenters/stepPage.js";
import { presentBrand } from "./presentBrand.js";
import { faultInWords } from "./steps.js";

/** A test as it was opened, with its texts filled in for whoever tries it. */
export interface OpenedTest {
  test: SurveyTest;
  version: SurveyContent;
  brand: AskingBrand;
  note: string;
  zone: string;
}

interface Place {
  said: Said;
  at: string;
  typed?: string[];
  problem?: string;
}

/**
 * The page after a pressed button, as a customer walks through the questions; false when the form carries nothing to
 * go on from. The score of a press comes read; the page that shows the comment's field beside it asks for both.
 */
export function walkOn(
  res: Response,
  opened: OpenedTest,
  { score, comment, body }: { score: number | null; comment: string | null; body: unknown },
): boolean {
  const before = readSaid(opened.version, body);
  const place =
    score === null
      ? before && afterStep(opened, before, readStep(body))
      : afterScore(opened, before, score, comment);
  if (place) render(res, opened, place);
  return place !== null;
}

function afterScore(
  { version }: OpenedTest,
  before: Said | null,
  score: number,
  comment: string | null,
): Place {
  const category = categoryOf(version.metric, score);
  const said = { comment: comment ?? "", answers: {}, ...before, score, category };
  const open = firstOpenStep(version, said);
  return { said, at: open === "comment" && comment !== null ? stepAfter(version, said, open) : open };
}

function afterStep({ version, test }: OpenedTest, said: Said, form: StepForm | null): Place {
  const question = version.questions?.find(({ key }) => key === form?.at);
  if (!form || (!question && form.at !== "comment")) return { said, at: firstOpenStep(version, said) };
  if (form.do === "back") return { said, at: stepBefore(version, said, form.at) };
  if (form.do === "on") return { said, at: stepAfter(version, said, form.at) };
  const refuse = (problem: string) => ({ said, at: form.at, typed: form.value, problem });
  if (!question && !form.do) return refuse(questionTextsIn(test.language).pressButton);
  const read = question ? readAnswerTo(question, form) : null;
  if (read && "fault" in read) return refuse(faultInWords(read.fault, test));
  const comment = form.do === "skip" ? "" : readText(form).slice(0, MAX_COMMENT);
  const changed = read
    ? { ...said, answers: { ...said.answers, [form.at]: read.value } }
    : { ...said, comment };
  return { said: changed, at: stepAfter(version, changed, form.at) };
}

function render(res: Response, { test, version, brand, note, zone }: OpenedTest, place: Place): void {
  const { language, expiresAt } = test;
  const invitation = { token: `test-${test.token}`, expiresAt };
  const { said, ...state } = place;
  const page = presentStepPage({ invitation, version, language }, { response: said, ...state }, zone);
  res.render(place.at === "end" ? "respondent/end" : "respondent/step", {
    layout: "respondent",
    ...presentBrand(res, brand),
    testNote: note,
    said: writeSaid(said),
    hasButtonsOnly: true, // an address would carry nothing of what was said
    ...page,
  });
}
