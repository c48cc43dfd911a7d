import { toSmsText } from "../../lib/smsText.js";
import type { SurveyVersion } from "../../records/survey.js";
import { categoryOf, scoresOf } from "../metrics/rules.js";
import { followUpIn, thanksIn } from "../surveys/rules.js";
import { hasComment, lastScore, type Thread, type Understood } from "./rules.js";
import { repliesIn } from "./texts/replies.js";

/** So often somebody is told how to answer; then they have read it, or a machine answers us. */
const MOST_HINTS = 2;

/** What we say next: after the score a question by category, after the comment thanks, and then nothing more. */
export function replyTo(
  { meaning, score, isComment }: Understood,
  { invitation, said }: Thread,
  { version, language }: { version: SurveyVersion; language: string },
): string | null {
  const { metric } = invitation;
  const thanks = (of: number) => toSmsText(thanksIn(version, categoryOf(metric, of), language));
  if (meaning === "unclear") {
    if (said.filter((one) => one.meaning === "unclear").length >= MOST_HINTS) return null;
    const scores = scoresOf(metric);
    return repliesIn(language).chooseScore(scores[0]!, scores.at(-1)!);
  }
  if (meaning === "score") {
    if (isComment || hasComment(said)) return thanks(score!);
    return toSmsText(followUpIn(version, categoryOf(metric, score!), language));
  }
  const known = lastScore(said);
  return meaning === "comment" && known !== undefined && !hasComment(said) ? thanks(known) : null;
}
