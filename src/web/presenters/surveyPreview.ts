import { categoriesOf, categoryOf, scoresOf } from "../../domain/metrics/rules.js";
import { translated } from "../../domain/surveys/questionRules.js";
import type { SurveyVersion } from "../../records/survey.js";
import { presentPreviewPage, type PreviewedPage } from "./previewPage.js";
import { languageName } from "./surveyWords.js";

/** A page of a published version with nothing behind it, and the way to its other pages. */
export function presentSurveyPreview(
  about: { version: SurveyVersion; language: string; now: Date },
  shown: PreviewedPage,
  zone: string,
) {
  const { version, language } = about;
  const { view, page } = presentPreviewPage(about, shown, zone);
  const isQuestion = version.questions?.some(({ key }) => key === shown.at);
  const preview = {
    title: `Preview of version ${version.version} in ${languageName(language)}. Its buttons do nothing.`,
    back: `/surveys/${version.survey}${isQuestion ? "#questions" : ""}`,
    steps: stepsOf(version, language, shown),
  };
  return { view, page: { ...page, preview } };
}

/** All pages in the order in which customers come to them. */
function stepsOf(version: SurveyVersion, language: string, { score, at }: PreviewedPage) {
  const { metric, questions = [] } = version;
  const address = `/surveys/${version.survey}/preview?version=${version.version}&language=${language}`;
  const isQuestion = questions.some(({ key }) => key === at);
  const isEnd = at === "end" && questions.length > 0;
  const current = isQuestion || score === null ? null : categoryOf(metric, score);
  const categories = categoriesOf(metric).map((category) => ({
    category,
    score: scoresOf(metric).findLast((one) => categoryOf(metric, one) === category)!,
  }));
  const after = categories.map((one) => ({
    label: `After ${one.score} (${one.category})`,
    href: `${address}&score=${one.score}`,
    isCurrent: !isEnd && current === one.category,
  }));
  const further = questions.map(({ key, text }, index) => ({
    label: `${index + 1}. ${translated(text, language)}`,
    href: `${address}&at=${key}`,
    isCurrent: key === at,
  }));
  const ends = categories.map((one) => ({
    label: `End after ${one.score}`,
    href: `${address}&at=end&score=${one.score}`,
    isCurrent: isEnd && current === one.category,
  }));
  return [
    { label: "Question", href: address, isCurrent: !isQuestion && score === null },
    ...after,
    ...(questions.length > 0 ? [...further, ...ends] : []),
  ];
}
