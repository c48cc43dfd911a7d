import * as jobs from "../../store/jobs.js";
import * as responseLists from "../../store/responseLists.js";
import * as tagRules from "../../store/tagRules.js";
import { putMissingTags } from "./putMissingTags.js";

const JOB = "tagMissed";

/** Clocks of several machines differ, and a write may take a while to be seen: look back a little further. */
const OVERLAP_MS = 2 * 60_000;

/** An installation from before there were tags begins with so much: for the rest there is "apply to earlier answers". */
const FIRST_MS = 24 * 60 * 60_000;

/**
 * Does once more what tag rules make of the answers since the last run: what a killed process has left is made up for,
 * everything else changes nothing. Reads nothing while no rule is on. Returns how many answers were changed.
 */
export async function tagMissed(now: Date): Promise<number> {
  const rules = (await tagRules.list()).filter(({ active }) => active);
  let count = 0;
  if (rules.length > 0) {
    const doneUntil = await jobs.findDoneUntil(JOB);
    const since = new Date((doneUntil?.getTime() ?? now.getTime() - FIRST_MS) - OVERLAP_MS);
    for await (const part of responseLists.listCommentedSince(since))
      count += await putMissingTags(rules, part);
  }
  await jobs.setDoneUntil(JOB, now);
  return count;
}
