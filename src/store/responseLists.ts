import type { PropertyCondition, ResponseFilter } from "../records/responseFilter.js";
import type { SurveyResponse } from "../records/response.js";
import { toRecord } from "./document.js";
import { inParts } from "./inParts.js";
import { Responses } from "./responses.js";

/** A place in the list of responses, newest first: behind the response of that id, or, without one, behind the whole day. */
export interface Place {
  day: string;
  id: string;
}

export interface Stretch {
  /** Reporting day, included. */
  from: string;
  after: Place;
  limit: number;
}

/** The first and the last reporting day with a response; null while there is none. */
export async function findDays(): Promise<{ oldest: string; newest: string } | null> {
  const at = (order: 1 | -1) =>
    Responses.findOne({}, { day: 1 })
      .sort(order === 1 ? { day: 1, _id: 1 } : { day: -1, _id: -1 })
      .lean();
  const [oldest, newest] = await Promise.all([at(1), at(-1)]);
  return oldest && newest && { oldest: oldest.day, newest: newest.day };
}

/**
 * The next responses behind a place, newest first, that the filter may mean: what the database cannot compare is left to
 * `matches`. `place` is how far the list was read. The day that was begun is ended before another one is: so both servers
 * read along an index.
 */
export async function listStretch(
  filter: ResponseFilter,
  { from, after, limit }: Stretch,
): Promise<{ items: SurveyResponse[]; place: Place }> {
  const found = await Responses.find({ ...narrow(filter), ...rangeOf(from, after) } as object)
    .sort({ day: -1, _id: -1 })
    .limit(limit)
    .lean();
  const items = found.map((one) => toRecord<SurveyResponse>(one, "id"));
  const last = items.length === limit ? items.at(-1) : undefined;
  const end = { day: after.id ? after.day : from, id: "" };
  return { items, place: last ? { day: last.day, id: last.id } : end };
}

export type Named = Pick<SurveyResponse, "properties" | "segment" | "answers">;

/** As `listStretch`, with nothing but what other programs and surveys give names to. */
export async function listNamed(
  filter: ResponseFilter,
  { from, after, limit }: Stretch,
): Promise<{ items: Named[]; place: Place }> {
  const fields = { day: 1, properties: 1, segment: 1, answers: 1 };
  const found = await Responses.find({ ...narrow(filter), ...rangeOf(from, after) } as object, fields)
    .sort({ day: -1, _id: -1 })
    .limit(limit)
    .lean();
  const last = found.length === limit ? found.at(-1) : undefined;
  const end = { day: after.id ? after.day : from, id: "" };
  return { items: found as Named[], place: last ? { day: last.day, id: last._id } : end };
}

/** Whether the database alone can tell which responses a filter means. */
export function isDecidedByStore({ text, properties = [], and }: ResponseFilter): boolean {
  return !text && !and && properties.every(isComparable);
}

function rangeOf(from: string, after: Place): object {
  return after.id ? { day: after.day, _id: { $lt: after.id } } : { day: { $gte: from, $lt: after.day } };
}

function narrow(filter: ResponseFilter): Record<string, unknown> {
  const oneOf = (name: string, values: readonly string[] | undefined) =>
    values && { [name]: values.length === 1 ? values[0] : { $in: values } };
  return {
    ...(filter.and && narrow(filter.and)),
    ...oneOf("touchpoint", filter.touchpoints),
    ...(filter.metric && { metric: filter.metric }),
    ...oneOf("category", filter.categories),
    ...oneOf("team", filter.teams),
    ...oneOf("agent.id", filter.agents),
    ...oneOf("channel", filter.channels),
    ...oneOf("language", filter.languages),
    ...oneOf("tags", filter.tags),
    ...oneOf("sentiment", filter.sentiments),
    ...(filter.customer !== undefined && { customer: filter.customer }),
    ...(filter.hasComment !== undefined && { comment: filter.hasComment ? { $ne: "" } : "" }),
    ...narrowByProperties((filter.properties ?? []).filter(isComparable)),
  };
}

/** Of several conditions on one property the first narrows. */
function narrowByProperties(conditions: readonly PropertyCondition[]): Record<string, unknown> {
  const narrowed: Record<string, unknown> = {};
  for (const { of, name, values } of conditions)
    narrowed[`${of === "event" ? "properties" : "segment"}.${name}`] ??= { $in: values.flatMap(storedAs) };
  return narrowed;
}

/** A path of the database must mean the property and nothing else; and nothing stored is called "" but null, which would find what is missing. */
function isComparable({ name, values }: PropertyCondition): boolean {
  return /^[\p{L}\p{N}_ -]+$/u.test(name) && !values.includes("");
}

/** Everything stored that reads like the text. */
function storedAs(text: string): unknown[] {
  return [
    text,
    ...(String(Number(text)) === text ? [Number(text)] : []),
    ...(text === "true" || text === "false" ? [text === "true"] : []),
  ];
}

/** The answers with a comment that were given or changed since an instant, a thousand at a time. */
export function listCommentedSince(since: Date): AsyncGenerator<SurveyResponse[]> {
  const found = Responses.find({ changedAt: { $gte: since }, comment: { $ne: "" } }).lean();
  return inParts(found.cursor({ batchSize: 1_000 }));
}
