import * as responses from "../../store/responses.js";
import * as tagRuns from "../../store/tagRuns.js";

/** The run that reads the sentiment of comments from before there was any. */
export const SENTIMENT_RUN = "sentiment";

/** Begins to go through all earlier answers for a rule; false when that is under way. Asked for again later, it begins anew. */
export async function startTagRun(id: string, now: Date): Promise<boolean> {
  const total = await responses.count({});
  const run = { id, startedAt: now, place: null, looked: 0, changed: 0, total, isOpen: true };
  return (await tagRuns.insert(run)) || tagRuns.moveToStart(run);
}
