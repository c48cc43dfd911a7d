import { collectorTexts } from "../../domain/collectors/texts.js";
import type { Collector } from "../../records/collector.js";
import type { presentStepPage } from "./stepPage.js";
import type { presentSurveyPage } from "./surveyPage.js";

/** A kiosk goes back to its start so long after the thanks, and after the last sign of somebody in between. */
const AFTER_THANKS_S = 10;
const AFTER_LAST_SIGN_S = 60;

/** And so long after a question that nobody touches: they have gone, or are still reading. */
const AFTER_QUESTION_S = 30;

const WITHOUT_ANSWER = { yourAnswer: null, comment: "", hasComment: false, scale: [], hidesScale: true };

type SurveyPage = ReturnType<typeof presentSurveyPage>;
type StepPage = ReturnType<typeof presentStepPage>;

/** What the layout of every page needs that is reached by a collector. */
export function presentCollectorFrame(collector: Collector, language: string) {
  const { done, startsOver } = collectorTexts(language);
  return {
    home: `/c/${collector.token}`,
    isKiosk: collector.kind === "kiosk",
    isFramed: collector.kind === "website",
    origins: collector.origins.join(" "),
    texts: { done, startsOver },
    reset: { seconds: AFTER_THANKS_S, idleSeconds: AFTER_LAST_SIGN_S, secondsWithoutScript: AFTER_THANKS_S },
  };
}

/**
 * The survey page as somebody sees it whom we do not know: without an opt-out and without a date until when a link
 * works that they do not have. A kiosk shows nothing of what was answered, and goes back to its start.
 */
export function presentAtCollector(page: SurveyPage, collector: Collector, language: string) {
  const { isAnswered, problem, confirm, hasComment } = page;
  const isKiosk = collector.kind === "kiosk";
  const isOver = isKiosk && isAnswered && hasComment;
  const frame = presentCollectorFrame(collector, language);
  const isUntouched = !isAnswered && !problem && !confirm;
  const secondsWithoutScript = isOver ? AFTER_THANKS_S : AFTER_LAST_SIGN_S;
  const seconds = isAnswered ? AFTER_THANKS_S : AFTER_LAST_SIGN_S;
  return {
    ...page,
    ...(isKiosk && isAnswered && WITHOUT_ANSWER),
    isOver,
    isAnonymous: true,
    changeableUntil: null,
    collector: {
      ...frame,
      reset: isUntouched
        ? null
        : { seconds, idleSeconds: AFTER_LAST_SIGN_S, secondsWithoutScript, isUnanswered: !isAnswered },
    },
  };
}

/**
 * A page after the score as somebody sees it whom we do not know. At a kiosk one goes on and back with buttons, and
 * the end shows the thanks alone.
 */
export function presentStepAtCollector(page: StepPage, collector: Collector, language: string) {
  const isKiosk = collector.kind === "kiosk";
  const isOver = isKiosk && page.at === "end";
  const seconds = isOver ? AFTER_THANKS_S : AFTER_QUESTION_S;
  const secondsWithoutScript = isOver ? AFTER_THANKS_S : AFTER_LAST_SIGN_S;
  return {
    ...page,
    ...(isKiosk && { yourAnswer: null }),
    ...(isOver && { answers: [] }),
    isOver,
    hasButtonsOnly: isKiosk,
    isAnonymous: true,
    changeableUntil: null,
    collector: {
      ...presentCollectorFrame(collector, language),
      reset: { seconds, idleSeconds: AFTER_LAST_SIGN_S, secondsWithoutScript, isMidway: !isOver },
    },
  };
}
