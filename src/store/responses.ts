import { model, Schema } from "mongoose";
import { decodeCursor, encodeCursor, type Page } from "../lib/cursor.js";
import { NotFound } from "../lib/errors.js";
import type { Category } from "../records/metric.js";
import type { AnswerValue, ResponseFlag, SurveyResponse } from "../records/response.js";
import { part, recordSchema, toDocument, toRecord, type Stored } from "./document.js";
import { gatherInserts } from "./gather.js";

// Shard key when there are many: { invitation: "hashed" }, which keeps its uniqueness.
const schema = recordSchema<Stored<SurveyResponse, "id">>("responses", {
  invitation: String,
  customer: String,
  touchpoint: String,
  survey: String,
  surveyVersion: Number,
  metric: String,
  score: Number,
  category: String,
  comment: String,
  answers: Schema.Types.Mixed,
  language: String,
  channel: String,
  agent: part({ id: String, name: String }),
  team: String,
  properties: { type: Schema.Types.Mixed, default: {} },
  segment: { type: Schema.Types.Mixed, default: {} },
  day: String,
  respondedAt: Date,
  changedAt: Date,
  case: String,
  doneAt: Date, // of answers from before there were cases: somebody had followed up
  flags: { type: [String], default: undefined },
  network: String,
  tags: { type: [String], default: undefined },
  tagsTakenOff: { type: [String], default: undefined },
  tagRevision: Number,
  sentiment: String,
});
schema.index({ invitation: 1 }, { unique: true }); // one answer per invitation
schema.index({ touchpoint: 1, metric: 1, day: 1, score: 1 }); // roll-up of answers
schema.index({ day: -1, _id: -1 }); // the list; ids rise with respondedAt
schema.index({ touchpoint: 1, day: -1, _id: -1 }); // the list of a touchpoint
schema.index({ network: 1, respondedAt: -1 }, { sparse: true }); // many answers from one address
schema.index({ customer: 1, respondedAt: -1 }); // a customer's story
schema.index({ changedAt: 1 }); // roll-ups to repair

/** For the other files of this collection. */
export const Responses = model("Response", schema);

const insertOne = gatherInserts(Responses);

/** The response, or null. */
export async function find(id: string): Promise<SurveyResponse | null> {
  const found = await Responses.findById(id).lean();
  return found && toRecord<SurveyResponse>(found, "id");
}

/** The response; throws NotFound. */
export async function get(id: string): Promise<SurveyResponse> {
  const response = await find(id);
  if (!response) throw new NotFound("This response does not exist.");
  return response;
}

/** What was answered to an invitation, or null. */
export async function findByInvitation(invitation: string): Promise<SurveyResponse | null> {
  const found = await Responses.findOne({ invitation }).lean();
  return found && toRecord<SurveyResponse>(found, "id");
}

/** Those of these that exist, in no order. */
export async function listByIds(ids: readonly string[]): Promise<SurveyResponse[]> {
  const found = await Responses.find({ _id: { $in: ids } }).lean();
  return found.map((one) => toRecord<SurveyResponse>(one, "id"));
}

/** False when the invitation has an answer already. */
export async function insert(response: SurveyResponse): Promise<boolean> {
  return insertOne(toDocument(response, "id"));
}

/** What tells who answered from a network, and where it is counted. */
export type FromNetwork = Pick<SurveyResponse, "id" | "customer" | "touchpoint" | "metric" | "day" | "flags">;

/** The newest answers from a network since an instant. */
export async function listFrom(network: string, since: Date, limit: number): Promise<FromNetwork[]> {
  const fields = { customer: 1, touchpoint: 1, metric: 1, day: 1, flags: 1 };
  const found = await Responses.find({ network, respondedAt: { $gte: since } }, fields)
    .sort({ respondedAt: -1 })
    .limit(limit)
    .lean();
  return found.map((one) => toRecord<FromNetwork>(one, "id"));
}

/** Flags responses; what has the flag keeps it once. */
export async function flag(ids: readonly string[], flag: ResponseFlag): Promise<void> {
  await Responses.updateMany({ _id: { $in: ids }, flags: { $ne: flag } }, { $push: { flags: flag } });
}

/** Changes the answer to an invitation and returns it; null when there is none yet. A new comment sounds as is said, or like nothing. */
export async function setAnswer(
  invitation: string,
  change: Partial<Pick<SurveyResponse, "score" | "category" | "comment" | "sentiment" | "changedAt">>,
): Promise<SurveyResponse | null> {
  const isMute = change.comment !== undefined && change.sentiment === undefined;
  const found = await Responses.findOneAndUpdate(
    { invitation },
    { $set: change, ...(isMute && { $unset: { sentiment: 1 } }) },
    { returnDocument: "after" },
  ).lean();
  return found && toRecord<SurveyResponse>(found, "id");
}

/**
 * Sets the answer to one further question and leaves all others alone, so that two at once lose nothing; null when
 * there is no score yet, and then nothing is stored.
 */
export async function setQuestionAnswer(
  invitation: string,
  { question, value }: { question: string; value: AnswerValue },
  now: Date,
): Promise<SurveyResponse | null> {
  const found = await Responses.findOneAndUpdate(
    { invitation },
    { $set: { [`answers.${question}`]: value, changedAt: now } },
    { returnDocument: "after" },
  ).lean();
  return found && toRecord<SurveyResponse>(found, "id");
}

export interface ResponseQuery {
  touchpoint?: string;
  category?: Category;
  customer?: string;
  /** Reporting days, both included. */
  from?: string;
  to?: string;
  cursor?: string;
  limit: number;
}

/** Newest first. An unreadable cursor begins at the top. */
export async function list(query: ResponseQuery): Promise<Page<SurveyResponse>> {
  const filter = toFilter(query);
  const after = query.cursor ? decodeCursor(query.cursor) : null;
  if (after)
    filter["$or"] = [{ day: { $lt: after.sortKey } }, { day: after.sortKey, _id: { $lt: after.id } }];
  const found = await Responses.find(filter)
    .sort({ day: -1, _id: -1 })
    .limit(query.limit + 1)
    .lean();
  const items = found.slice(0, query.limit).map((one) => toRecord<SurveyResponse>(one, "id"));
  const last = items.at(-1);
  return { items, next: found.length > query.limit && last ? encodeCursor(last.day, last.id) : null };
}

/** How many a query would list in all. */
export async function count(query: Omit<ResponseQuery, "cursor" | "limit">): Promise<number> {
  return Responses.countDocuments(toFilter(query));
}

function toFilter(query: Omit<ResponseQuery, "cursor" | "limit">): Record<string, unknown> {
  const { touchpoint, category, customer, from, to } = query;
  return {
    ...(touchpoint && { touchpoint }),
    ...(category && { category }),
    ...(customer && { customer }),
    ...((from || to) && { day: { ...(from && { $gte: from }), ...(to && { $lte: to }) } }),
  };
}

/** Notes to which case an answer belongs. */
export async function setCase(id: string, theCase: string): Promise<void> {
  await Responses.updateOne({ _id: id }, { $set: { case: theCase } });
}

/**
 * The answers given or changed since an instant, but for those that somebody had followed up before there were cases.
 * Also those with a case: one that was changed may have to make it more urgent.
 */
export async function* listToFollowUp(since: Date): AsyncGenerator<SurveyResponse> {
  const filter = { changedAt: { $gte: since }, doneAt: { $exists: false } };
  const found = Responses.find(filter as object)
    .lean()
    .cursor({ batchSize: 500 });
  for await (const one of found) yield toRecord<SurveyResponse>(one, "id");
}
