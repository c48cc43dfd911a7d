import { DateTime } from "luxon";
import { categoryOf, scoresOf } from "../../domain/metrics/rules.js";
import { followUpIn, questionIn, textsIn, thanksIn } from "../../domain/surveys/rules.js";
import { isRightToLeft } from "../../lib/locale.js";
import { localNumber } from "../../lib/localNumber.js";
import type { Invitation } from "../../records/invitation.js";
import type { SurveyResponse } from "../../records/response.js";
import type { SurveyContent } from "../../records/survey.js";

export interface PageState {
  /** The stored answer. */
  response: Pick<SurveyResponse, "score" | "comment"> | null;
  /** A score that the link carried: preselected, not stored. */
  chosen: number | null;
  /** What was typed before something went wrong. */
  draft?: string | undefined;
  problem?: string;
}

/** What the survey page shows. */
export function presentSurveyPage(
  about: {
    invitation: Pick<Invitation, "token" | "expiresAt">;
    version: SurveyContent;
    language: string;
    /** The reader's own, for dates and digits; the language when absent. */
    locale?: string;
  },
  { response, chosen, draft, problem }: PageState,
  zone: string,
) {
  const { invitation, version, language, locale = language } = about;
  const { metric } = version;
  const texts = textsIn(language);
  const scores = scoresOf(metric);
  const digits = (score: number) => localNumber(locale, score);
  const [lowest, highest] = [digits(scores[0]!), digits(scores.at(-1)!)];
  const current = response?.score ?? chosen;
  const category = current === null ? null : categoryOf(metric, current);
  const [lowestMeaning, highestMeaning] = texts.ends[metric];
  const until = DateTime.fromJSDate(invitation.expiresAt, { zone })
    .setLocale(locale)
    .toLocaleString(DateTime.DATE_FULL);
  return {
    language,
    direction: isRightToLeft(language) ? "rtl" : "ltr",
    token: invitation.token,
    question: questionIn(version, language),
    scale: scores.map((score) => ({ score, label: digits(score), isChosen: score === current })),
    scaleName: `${lowest} ${lowestMeaning}, ${highest} ${highestMeaning}`,
    isLong: scores.length > 7,
    lowest: { score: lowest, meaning: lowestMeaning },
    highest: { score: highest, meaning: highestMeaning },
    texts: texts.page,
    isAnswered: response !== null,
    thanks: category && response ? thanksIn(version, category, language) : null,
    yourAnswer: response ? texts.page.yourAnswer(digits(response.score), highest) : null,
    followUp: category ? followUpIn(version, category, language) : texts.page.comment,
    comment: draft ?? response?.comment ?? "",
    hasComment: Boolean(response?.comment),
    /** The Send button of a preselected score carries it: pressing it is the gesture. */
    confirmScore: response ? null : chosen,
    confirm: chosen !== null && !response ? texts.page.confirm(digits(chosen)) : null,
    showsComment: response === null && (chosen !== null || Boolean(draft)),
    problem: problem ?? null,
    changeableUntil: texts.page.changeableUntil(until),
  };
}
