import type { SurveyResponse } from "../records/response.js";
import type { Sentiment } from "../records/responseFilter.js";
import * as dayMarks from "./dayMarks.js";
import { Responses } from "./responses.js";

/** The tags of a response as they should be, and as of which revision. */
export type TagChange = Pick<SurveyResponse, "id" | "day" | "tagRevision"> & {
  tags: string[];
  tagsTakenOff: string[];
};

/** Changes the tags of responses and returns of how many; it passes over those that somebody else changed since they were read. */
export async function move(changes: readonly TagChange[]): Promise<number> {
  if (changes.length === 0) return 0;
  const writes = changes.map(({ id, tagRevision = 0, tags, tagsTakenOff }) => ({
    updateOne: {
      // null also finds what has no revision yet
      filter: { _id: id, tagRevision: tagRevision === 0 ? { $in: [0, null] } : tagRevision },
      update: { $set: { tags, tagsTakenOff, tagRevision: tagRevision + 1 } },
    },
  }));
  const { matchedCount } = await Responses.bulkWrite(writes as never[], { ordered: false });
  await dayMarks.add(changes.map(({ day }) => day));
  return matchedCount;
}

/** Notes how comments sound, unless they were changed since they were read. */
export async function setSentiments(
  read: readonly { id: string; day: string; comment: string; sentiment: Sentiment }[],
): Promise<void> {
  if (read.length === 0) return;
  const writes = read.map(({ id, comment, sentiment }) => ({
    updateOne: { filter: { _id: id, comment }, update: { $set: { sentiment } } },
  }));
  await Responses.bulkWrite(writes as never[], { ordered: false });
  await dayMarks.add(read.map(({ day }) => day));
}
