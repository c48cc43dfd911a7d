import { categoryOf, scoresOf } from "../../domain/metrics/rules.js";
import { addDuration } from "../../lib/duration.js";
import type { SurveyVersion } from "../../records/survey.js";
import { languageName } from "./surveyWords.js";
import { presentStepPage } from "./stepPage.js";

const TIME_TO_ANSWER = "P14D"; // the default of triggers

/** The page of one question with nothing behind it, after a score for which it is shown; null when there is no such question. */
export function presentStepPreview(
  { version, language, now }: { version: SurveyVersion; language: string; now: Date },
  at: string,
  zone: string,
) {
  const question = version.questions?.find(({ key }) => key === at);
  if (!question) return null;
  const { metric, survey } = version;
  const categories = question.isShownIf?.categories;
  const score = scoresOf(metric).find((one) => categories?.includes(categoryOf(metric, one)) ?? true)!;
  const response = { score, category: categoryOf(metric, score), comment: "" };
  const invitation = { token: "preview", expiresAt: addDuration(now, TIME_TO_ANSWER) };
  return {
    ...presentStepPage({ invitation, version, language }, { response, at }, zone),
    preview: {
      title: `Preview of version ${version.version} in ${languageName(language)}. Its buttons do nothing.`,
      back: `/surveys/${survey}#questions`,
    },
  };
}
