import { categoriesOf, categoryOf, scoresOf } from "../../domain/metrics/rules.js";
import { addDuration } from "../../lib/duration.js";
import type { SurveyVersion } from "../../records/survey.js";
import { languageName } from "./surveyWords.js";
import { presentSurveyPage } from "./surveyPage.js";

const TIME_TO_ANSWER = "P14D"; // the default of triggers

/** The survey page with nothing behind it: before the answer, or after the score that was given. */
export function presentSurveyPreview(
  version: SurveyVersion,
  { language, score, now }: { language: string; score: number | null; now: Date },
  zone: string,
) {
  const invitation = { token: "preview", expiresAt: addDuration(now, TIME_TO_ANSWER) };
  const response = score === null ? null : { score, comment: "" };
  const at = `/surveys/${version.survey}/preview?version=${version.version}&language=${language}`;
  return {
    ...presentSurveyPage({ invitation, version, language }, { response, chosen: null }, zone),
    preview: {
      title: `Preview of version ${version.version} in ${languageName(language)}. Its buttons do nothing.`,
      back: `/surveys/${version.survey}`,
      steps: [{ label: "Question", href: at, isCurrent: score === null }, ...afterEach(version, at, score)],
    },
  };
}

function afterEach({ metric }: SurveyVersion, at: string, current: number | null) {
  return categoriesOf(metric).map((category) => {
    const score = scoresOf(metric).findLast((one) => categoryOf(metric, one) === category)!;
    const isCurrent = current !== null && categoryOf(metric, current) === category;
    return { label: `After ${score} (${category})`, href: `${at}&score=${score}`, isCurrent };
  });
}
