import {
  countedAnswers,
  MAX_ANSWER,
  progressAt,
  stepAfter,
  stepBefore,
  translated,
} from "../../domain/surveys/questionRules.js";
import { questionTextsIn } from "../../domain/surveys/texts/questionTexts.js";
import type { Invitation } from "../../records/invitation.js";
import type { SurveyResponse } from "../../records/response.js";
import type { Question, SurveyContent } from "../../records/survey.js";
import { MAX_COMMENT } from "../forms/spokenText.js";
import { presentAnswer } from "./answers.js";
import { presentSurveyPage } from "./surveyPage.js";

export interface StepState {
  response: Pick<SurveyResponse, "score" | "category" | "comment" | "answers">;
  /** The key of a question, or one of the survey's own steps. */
  at: string;
  /** What was typed or chosen before something went wrong. */
  typed?: string[] | undefined;
  problem?: string | undefined;
}

export interface StepAbout {
  invitation: Pick<Invitation, "token" | "expiresAt">;
  version: SurveyContent;
  language: string;
  /** The reader's own, for digits; the language when absent. */
  locale?: string;
}

/** The address of one page of a survey. */
export function stepAddress(token: string, at: string): string {
  return `/s/${token}?at=${at}`;
}

/** One page after the score: the score itself to look at again, the comment, a question, or the end. */
export function presentStepPage(about: StepAbout, { response, at, typed, problem }: StepState, zone: string) {
  const { invitation, version, language, locale = language } = about;
  const digits = new Intl.NumberFormat(locale);
  const page = presentSurveyPage(about, { response, chosen: null }, zone);
  const texts = questionTextsIn(language);
  const progress = progressAt(version, response, at);
  const question = version.questions?.find(({ key }) => key === at);
  const isAnswered = question
    ? (response.answers?.[at] ?? null) !== null
    : at === "score" || Boolean(response.comment);
  return {
    ...page,
    at,
    stepTexts: texts,
    problem: problem ?? null,
    /** Each answer is a button of its own, so there is none to send it with. */
    isAnsweredByPick: at === "score" || question?.kind === "choice" || question?.kind === "scale",
    progress: progress && {
      ...progress,
      text: texts.progress(digits.format(progress.number), digits.format(progress.total)),
    },
    back: at === "score" ? null : stepAddress(invitation.token, stepBefore(version, response, at)),
    next: isAnswered ? stepAddress(invitation.token, stepAfter(version, response, at)) : null,
    clear: isAnswered && at !== "score" ? texts.clear : null,
    ...(at === "score" && {
      points: page.scale,
      pointName: "score",
      lowest: page.lowest,
      highest: page.highest,
    }),
    ...(at === "comment" && presentComment(page, typed)),
    ...(at === "end" && { answers: presentGiven(about, response) }),
    ...(question && presentQuestion(question, about, typed ?? toTyped(response.answers?.[at]))),
  };
}

function presentComment(page: ReturnType<typeof presentSurveyPage>, typed: string[] | undefined) {
  return {
    question: page.followUp,
    isFirst: true,
    textarea: { value: typed?.at(-1) ?? page.comment, max: MAX_COMMENT, hint: page.texts.commentHint },
  };
}

function presentQuestion(question: Question, { language, locale = language }: StepAbout, typed: string[]) {
  const texts = questionTextsIn(language);
  const common = { question: translated(question.text, language), pointName: "value" };
  switch (question.kind) {
    case "text":
      return { ...common, textarea: { value: typed.at(-1) ?? "", max: MAX_ANSWER, hint: texts.textHint } };
    case "scale":
      return { ...common, ...presentScale(question, { language, locale }, typed) };
    default: {
      const options = question.options.map(({ key, text }) => ({
        key,
        text: translated(text, language),
        isChosen: typed.includes(key),
      }));
      return { ...common, ...(question.kind === "choices" ? { several: options } : { options }) };
    }
  }
}

function presentScale(
  { min, max, lowest, highest }: Extract<Question, { kind: "scale" }>,
  { language, locale }: { language: string; locale: string },
  typed: string[],
) {
  const points = Array.from({ length: max - min + 1 }, (_, index) => min + index);
  const digits = new Intl.NumberFormat(locale);
  const [least, most] = [digits.format(min), digits.format(max)];
  const [low, high] = [translated(lowest, language), translated(highest, language)];
  return {
    points: points.map((score) => ({
      score,
      label: digits.format(score),
      isChosen: typed.includes(String(score)),
    })),
    isLong: points.length > 7,
    scaleName: [low && `${least} ${low}`, high && `${most} ${high}`].filter(Boolean).join(", "),
    lowest: low ? { score: least, meaning: low } : null,
    highest: high ? { score: most, meaning: high } : null,
  };
}

/** What was said so far, to be looked through and changed at the end. */
function presentGiven({ invitation, version, language }: StepAbout, response: StepState["response"]) {
  const address = (at: string) => stepAddress(invitation.token, at);
  const comment = {
    key: "comment",
    question: presentSurveyPage({ invitation, version, language }, { response, chosen: null }, "UTC")
      .followUp,
    answer: response.comment || null,
    isText: true,
  };
  const answers = countedAnswers(version, response).map((given) => presentAnswer(given, language));
  return [comment, ...answers].map((one) => ({ ...one, href: address(one.key) }));
}

function toTyped(value: unknown): string[] {
  return value === null || value === undefined ? [] : [value].flat().map(String);
}
