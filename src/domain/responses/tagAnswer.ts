import type { SurveyResponse } from "../../records/response.js";
import * as responseTags from "../../store/responseTags.js";
import { missingTags, MOST_TAGS } from "./taggingRules.js";
import { tagRulesInForce } from "./tagRulesInForce.js";

/** Puts on an answer the tags of all rules that are about it. Rules only add: a tag stays when the comment changes. */
export async function tagAnswer(response: SurveyResponse, now: Date): Promise<void> {
  if (response.comment === "") return;
  const tags = missingTags(await tagRulesInForce(now), response);
  await responseTags.insertMany(
    tags.map((tag) => ({ id: response.id, tag })),
    MOST_TAGS,
  );
}
