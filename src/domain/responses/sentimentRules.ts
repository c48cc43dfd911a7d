import vader from "vader-sentiment";
import type { Sentiment } from "../../records/responseFilter.js";

/** The thresholds that the authors of the method name (Hutto & Gilbert 2014, VADER). */
const CLEARLY = 0.05;

/** What stands further back says little more, and nobody waits for it. */
const MOST_CHARACTERS = 2_000;

/** How a comment sounds; undefined in other languages than English, of whose words we know nothing, and without words. */
export function readSentiment(comment: string, language: string): Sentiment | undefined {
  if (!/^en(-|$)/i.test(language) || !/\p{L}|\p{Extended_Pictographic}/u.test(comment)) return undefined;
  const plain = comment.slice(0, MOST_CHARACTERS).replaceAll("’", "'");
  const { compound } = vader.SentimentIntensityAnalyzer.polarity_scores(plain);
  if (compound >= CLEARLY) return "positive";
  return compound <= -CLEARLY ? "negative" : "neutral";
}
