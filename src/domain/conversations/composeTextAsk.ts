import type { Metric } from "../../records/metric.js";
import { scoresOf } from "../metrics/rules.js";
import { textsIn } from "../surveys/rules.js";
import { repliesIn } from "./texts/replies.js";

/** The first message of a conversation: it can be answered with a number or by the link. */
export function composeTextAsk(about: {
  brand: string;
  question: string;
  metric: Metric;
  language: string;
  link: string;
}): string {
  const { brand, question, metric, language, link } = about;
  const scores = scoresOf(metric);
  const [lowest, highest] = [scores[0]!, scores.at(-1)!];
  // "How likely" says itself what a 10 is; a 5 is the worst mark in some countries.
  const meaning = metric === "nps" ? "" : ` (${highest} = ${textsIn(language).ends[metric][1]})`;
  return repliesIn(language).ask({ brand, question, scale: `${lowest}-${highest}${meaning}`, link });
}
