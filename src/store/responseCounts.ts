import type { Metric } from "../records/metric.js";
import type { SurveyResponse } from "../records/response.js";
import type { DayKey } from "../records/rollup.js";
import { inParts } from "./inParts.js";
import { Responses } from "./responses.js";

/** What a roll-up counts of an answer. */
export type CountedResponse = Pick<
  SurveyResponse,
  "day" | "score" | "team" | "agent" | "channel" | "language" | "properties" | "segment" | "flags"
>;

const COUNTED = {
  _id: 0,
  day: 1,
  score: 1,
  team: 1,
  agent: 1,
  channel: 1,
  language: 1,
  properties: 1,
  segment: 1,
  flags: 1,
} as const;

/** The answers of some days of one touchpoint and metric, a thousand at a time. */
export function listToCount(of: {
  touchpoint: string;
  metric: Metric;
  days: readonly string[];
}): AsyncGenerator<CountedResponse[]> {
  const { touchpoint, metric, days } = of;
  const found = Responses.find({ touchpoint, metric, day: { $in: days } } as object, COUNTED).lean();
  return inParts(found.cursor({ batchSize: 1_000 }) as never);
}

/** Where a property comes from, by its name. */
export type PropertySample = Pick<SurveyResponse, "properties" | "segment">;

/** What is known beside the newest answers. */
export async function listNewestProperties(limit: number): Promise<PropertySample[]> {
  return Responses.find({}, { _id: 0, properties: 1, segment: 1 })
    .sort({ day: -1, _id: -1 })
    .limit(limit)
    .lean();
}

/** The touchpoint-days of the answers given or changed since an instant. */
export async function listDaysChangedSince(since: Date): Promise<Omit<DayKey, "kind">[]> {
  const groups = await Responses.aggregate<{ _id: Omit<DayKey, "kind"> }>([
    { $match: { changedAt: { $gte: since } } },
    { $group: { _id: { touchpoint: "$touchpoint", metric: "$metric", day: "$day" } } },
  ]);
  return groups.map((group) => group._id);
}

/** What tells which answers are new or changed. */
export type ChangedResponse = Pick<SurveyResponse, "id" | "invitation" | "respondedAt" | "changedAt">;

/** The answers given or changed since an instant, a thousand at a time. */
export function listChangedSince(since: Date): AsyncGenerator<ChangedResponse[]> {
  const fields = { invitation: 1, respondedAt: 1, changedAt: 1 };
  const found = Responses.find({ changedAt: { $gte: since } }, fields).lean();
  return inParts(found.cursor({ batchSize: 1_000 }));
}

/** What says what a response is about. */
export type ThemeFields = Pick<SurveyResponse, "survey" | "surveyVersion" | "category" | "answers" | "tags">;

/** The newest responses of a touchpoint and metric in a period, with what says what they are about. */
export async function listThemed(
  { touchpoint, metric, from, to }: { touchpoint: string; metric: Metric; from: string; to: string },
  limit: number,
): Promise<ThemeFields[]> {
  const fields = { _id: 0, survey: 1, surveyVersion: 1, category: 1, answers: 1, tags: 1 };
  const filter = { touchpoint, metric, day: { $gte: from, $lte: to } };
  return Responses.find(filter as object, fields)
    .sort({ day: -1, _id: -1 })
    .limit(limit)
    .lean();
}
