import type { SurveyResponse } from "../../records/response.js";
import type { TagRule } from "../../records/tagRule.js";
import { listResponses } from "./listResponses.js";
import { isAbout } from "./taggingRules.js";

const ANSWERS = 100;
const SHOWN = 10;

/** What a rule would have made of the newest comments. */
export interface TagTrial {
  /** How many were looked at: 100 at most. */
  answers: number;
  matching: number;
  newest: SurveyResponse[];
}

/** Judges the newest 100 answers that have a comment. Writes nothing. */
export async function tryTagRule(
  rule: Pick<TagRule, "words" | "touchpoints" | "categories">,
): Promise<TagTrial> {
  const { items } = await listResponses({ hasComment: true }, { limit: ANSWERS });
  const matching = items.filter((response) => isAbout(rule, response));
  return { answers: items.length, matching: matching.length, newest: matching.slice(0, SHOWN) };
}
