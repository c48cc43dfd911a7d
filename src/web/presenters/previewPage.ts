import { categoryOf, scoresOf } from "../../domain/metrics/rules.js";
import { shownQuestions } from "../../domain/surveys/questionRules.js";
import { addDuration } from "../../lib/duration.js";
import type { Answers } from "../../records/response.js";
import type { SurveyContent } from "../../records/survey.js";
import { presentStepPage, type StepState } from "./stepPage.js";
import { presentSurveyPage } from "./surveyPage.js";

const TIME_TO_ANSWER = "P14D"; // the default of triggers

/** Which page: before the score (null), after it, that of a question (its key), or the end. */
export interface PreviewedPage {
  score: number | null;
  at: string | null;
}

/** A page as customers come to see it, with nothing behind it, and the view that shows it. */
export function presentPreviewPage(
  { version, language, now }: { version: SurveyContent; language: string; now: Date },
  { score, at }: PreviewedPage,
  zone: string,
) {
  const invitation = { token: "preview", expiresAt: addDuration(now, TIME_TO_ANSWER) };
  const about = { invitation, version, language };
  const key = version.questions?.find((question) => question.key === at)?.key;
  const response = key ? saidBefore(version, key) : score === null ? null : said(version, score);
  if (!response || !version.questions?.length)
    return {
      view: "respondent/survey",
      page: presentSurveyPage(about, { response, chosen: null }, zone),
    };
  const isEnd = at === "end";
  const page = presentStepPage(about, { response, at: key ?? (isEnd ? "end" : "comment") }, zone);
  // What was said is changed by links, which would lead nowhere.
  return isEnd
    ? { view: "respondent/end", page: { ...page, hasButtonsOnly: true } }
    : { view: "respondent/step", page };
}

function said({ metric }: SurveyContent, score: number): StepState["response"] {
  return { score, category: categoryOf(metric, score), comment: "" };
}

/** A score and answers for which the question is shown. */
function saidBefore(version: SurveyContent, key: string): StepState["response"] {
  const answers = answersFor(version, key);
  const all = scoresOf(version.metric).map((score) => ({ ...said(version, score), answers }));
  return all.find((one) => shownQuestions(version, one).some((shown) => shown.key === key)) ?? all[0]!;
}

/** The answers that the question waits for, and those that these wait for. */
function answersFor({ questions = [], ...content }: SurveyContent, key: string): Answers {
  const place = questions.findIndex((question) => question.key === key);
  const wanted = questions[place]?.isShownIf?.answer;
  if (!wanted) return {};
  const { question, options, from, to } = wanted;
  const earlier = questions.slice(0, place);
  const scale = earlier.find((one) => one.key === question && one.kind === "scale");
  const least = scale?.kind === "scale" ? scale.min : 0;
  return {
    ...answersFor({ questions: earlier, ...content }, question),
    [question]: options ? options.slice(0, 1) : (from ?? to ?? least),
  };
}
