import type { SurveyResponse } from "../../records/response.js";
import type { TagRule } from "../../records/tagRule.js";
import * as responses from "../../store/responses.js";
import * as responseTags from "../../store/responseTags.js";
import { missingTags } from "./taggingRules.js";

/** Somebody changes a tag by hand in the very moment: then it is read once more. */
const TRIES = 3;

/** Puts on answers the tags that rules want and that nobody took off. Returns how many answers were changed. */
export async function putMissingTags(
  rules: readonly TagRule[],
  answers: readonly SurveyResponse[],
): Promise<number> {
  let changed = 0;
  let left = answers;
  for (let tries = TRIES; tries > 0; tries -= 1) {
    const changes = left.flatMap((one) => {
      const missing = missingTags(rules, one);
      const { tags = [], tagsTakenOff = [] } = one;
      return missing.length > 0 ? [{ ...one, tags: [...tags, ...missing], tagsTakenOff }] : [];
    });
    const moved = await responseTags.move(changes);
    changed += moved;
    if (moved === changes.length) break;
    left = await responses.listByIds(changes.map(({ id }) => id)); // those that were changed lack nothing any more
  }
  return changed;
}
