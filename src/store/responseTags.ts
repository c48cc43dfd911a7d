import type { SurveyResponse } from "../records/response.js";
import type { Sentiment } from "../records/responseFilter.js";
import { Responses } from "./responses.js";

/** Changes the tags; false when somebody else changed them since they were read. */
export async function move(
  { id, tagRevision = 0 }: Pick<SurveyResponse, "id" | "tagRevision">,
  { tags, tagsTakenOff }: { tags: string[]; tagsTakenOff: string[] },
): Promise<boolean> {
  // null also finds what has no revision yet
  const filter = { _id: id, tagRevision: tagRevision === 0 ? { $in: [0, null] } : tagRevision };
  const change = { $set: { tags, tagsTakenOff, tagRevision: tagRevision + 1 } };
  return (await Responses.updateOne(filter as object, change)).matchedCount === 1;
}

/** Puts tags on responses, each unless it is there, was taken off by a person, or would be one too many. */
export async function insertMany(
  wanted: readonly { id: string; tag: string }[],
  most: number,
): Promise<number> {
  if (wanted.length === 0) return 0;
  const writes = wanted.map(({ id, tag }) => ({
    updateOne: {
      filter: { _id: id, tags: { $ne: tag }, tagsTakenOff: { $ne: tag } },
      update: { $push: { tags: { $each: [tag], $slice: most } }, $inc: { tagRevision: 1 } },
    },
  }));
  return (await Responses.bulkWrite(writes as never[], { ordered: false })).modifiedCount;
}

/** Notes how comments sound, unless they were changed since they were read. */
export async function setSentiments(
  read: readonly { id: string; comment: string; sentiment: Sentiment }[],
): Promise<void> {
  if (read.length === 0) return;
  const writes = read.map(({ id, comment, sentiment }) => ({
    updateOne: { filter: { _id: id, comment }, update: { $set: { sentiment } } },
  }));
  await Responses.bulkWrite(writes as never[], { ordered: false });
}
