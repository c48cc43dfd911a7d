import type { SurveyResponse } from "../../records/response.js";
import { putMissingTags } from "./putMissingTags.js";
import { tagRulesInForce } from "./tagRulesInForce.js";

/** Puts on an answer the tags of all rules that are about it. Rules only add: a tag stays when the comment changes. */
export async function tagAnswer(response: SurveyResponse, now: Date): Promise<void> {
  if (response.comment === "") return;
  await putMissingTags(await tagRulesInForce(now), [response]);
}
