import type { Request, Response } from "express";
import type { AskingBrand } from "../../domain/brands/brandOf.js";
import { answerQuestion } from "../../domain/responses/answerQuestion.js";
import { submitResponse } from "../../domain/responses/submitResponse.js";
import {
  firstOpenStep,
  MAX_ANSWER,
  OWN_STEPS,
  shownQuestions,
  stepAfter,
  stepBefore,
} from "../../domain/surveys/questionRules.js";
import { textsIn } from "../../domain/surveys/rules.js";
import { questionTextsIn } from "../../domain/surveys/texts/questionTexts.js";
import type { Collector } from "../../records/collector.js";
import type { Invitation } from "../../records/invitation.js";
import type { SurveyResponse } from "../../records/response.js";
import type { SurveyContent, SurveyVersion } from "../../records/survey.js";
import { MAX_COMMENT } from "../forms/spokenText.js";
import { readAnswerTo, readText, type StepFault, type StepForm } from "../forms/stepForm.js";
import { presentStepAtCollector } from "../presenters/collectorPage.js";
import { presentStepPage, type StepState } from "../presenters/stepPage.js";
import type { WebContext } from "../webContext.js";
import { addressOfStep } from "./kioskVisit.js";
import { presentBrand } from "./presentBrand.js";
import { isViewOf, signView } from "./view.js";

interface Opened {
  invitation: Invitation;
  version: SurveyVersion;
  language: string;
  locale?: string;
  brand: AskingBrand;
  /** Where somebody answers whom nobody invited. */
  collector?: Collector | null;
}

/** Whether anything is asked after the score and the comment. */
export function hasQuestions({ questions = [] }: SurveyContent): boolean {
  return questions.length > 0;
}

/** The page that the address names, else the one where the customer left off. Stores nothing. */
export function showStep(
  context: WebContext,
  req: Request,
  res: Response,
  { opened, response }: { opened: Opened; response: SurveyResponse },
): void {
  const { version, collector } = opened;
  const wanted = String(req.query["at"]);
  const open = firstOpenStep(version, response);
  // At a kiosk nobody looks through what was said once it is all said: the next person stands there soon.
  if (collector?.kind === "kiosk" && open === "end")
    return render(context, res, opened, { response, at: open });
  const isThere =
    OWN_STEPS.some((step) => step === wanted) ||
    shownQuestions(version, response).some(({ key }) => key === wanted);
  render(context, res, opened, { response, at: isThere ? wanted : open });
}

/** The score is stored. Whoever saw the comment's field beside it (a score in the link) is not asked for it again. */
export function goOnAfterScore(
  context: WebContext,
  res: Response,
  {
    opened,
    response,
    wasCommentAsked,
  }: { opened: Opened; response: SurveyResponse; wasCommentAsked: boolean },
): void {
  const { version } = opened;
  const open = firstOpenStep(version, response);
  const isPast = open === "comment" && wasCommentAsked;
  goOn(context, res, opened, isPast ? stepAfter(version, response, open) : open);
}

/** A button on a page after the score was pressed. The score is stored by now, whatever happens here. */
export async function submitStep(
  context: WebContext,
  res: Response,
  { opened, response, form }: { opened: Opened; response: SurveyResponse; form: StepForm },
): Promise<void> {
  const { invitation, version, language } = opened;
  const refuse = (problem: string, status = 400) => {
    res.status(status);
    render(context, res, opened, { response, at: form.at, typed: form.value, problem });
  };
  const moveOn = (at: string) => goOn(context, res, opened, at);
  const question = version.questions?.find(({ key }) => key === form.at);
  if (!question && form.at !== "comment") return moveOn(firstOpenStep(version, response));
  if (form.do === "back") return moveOn(stepBefore(version, response, form.at));
  if (form.do === "on") return moveOn(stepAfter(version, response, form.at));
  if (!isViewOf(context, invitation, form.view)) return refuse(textsIn(language).page.tapAgain, 200);
  if (!question) return submitComment(context, res, { opened, response, form, refuse });
  const read = readAnswerTo(question, form);
  if ("fault" in read) return refuse(faultInWords(read.fault, opened));
  const answer = { question, value: read.value };
  const changed = await answerQuestion(context, invitation, answer, context.clock.now());
  moveOn(stepAfter(version, changed ?? response, form.at));
}

/** What is wrong with an answer, for whoever gave it. */
export function faultInWords(
  fault: StepFault,
  { language, locale = language }: { language: string; locale?: string },
): string {
  const texts = questionTextsIn(language);
  return fault === "tooLong" ? texts.tooLong(new Intl.NumberFormat(locale).format(MAX_ANSWER)) : texts[fault];
}

async function submitComment(
  context: WebContext,
  res: Response,
  {
    opened,
    response,
    form,
    refuse,
  }: { opened: Opened; response: SurveyResponse; form: StepForm; refuse: (problem: string) => void },
): Promise<void> {
  const { invitation, version, language } = opened;
  if (!form.do) return refuse(questionTextsIn(language).pressButton);
  const comment = form.do === "skip" ? "" : readText(form);
  if (comment.length > MAX_COMMENT) return refuse(textsIn(language).page.commentTooLong(MAX_COMMENT));
  const isChanged = comment !== response.comment;
  if (isChanged) await submitResponse(context, invitation, { comment, language }, context.clock.now());
  goOn(context, res, opened, stepAfter(version, response, "comment"));
}

function render(context: WebContext, res: Response, opened: Opened, state: StepState): void {
  const { collector, language } = opened;
  const page = presentStepPage(opened, state, context.reportingZone);
  res.render(state.at === "end" ? "respondent/end" : "respondent/step", {
    layout: "respondent",
    ...presentBrand(res, opened.brand),
    view: signView(context, opened.invitation),
    ...(collector ? presentStepAtCollector(page, collector, language) : page),
  });
}

/** On by an address of its own, so that the browser's Back and Reload send nothing again. */
function goOn(context: WebContext, res: Response, opened: Opened, at: string): void {
  res.redirect(303, addressOfStep(context, opened, at));
}
