import type { JsonValue } from "../../records/customer.js";
import type { SurveyResponse } from "../../records/response.js";
import type { PropertyCondition, ResponseFilter } from "../../records/responseFilter.js";

/** Whether a filter means a response. The only place that decides it: what the store narrows by may let through more. */
export function matches(filter: ResponseFilter, response: SurveyResponse): boolean {
  const { touchpoint, metric, category, team, agent, channel, language, tags = [], sentiment } = response;
  return (
    isAmong(filter.touchpoints, touchpoint) &&
    (filter.metric === undefined || filter.metric === metric) &&
    isAmong(filter.categories, category) &&
    isAmong(filter.teams, team) &&
    isAmong(filter.agents, agent?.id) &&
    isAmong(filter.channels, channel) &&
    isAmong(filter.languages, language) &&
    (!filter.tags || filter.tags.some((tag) => tags.includes(tag))) &&
    isAmong(filter.sentiments, sentiment) &&
    (filter.customer === undefined || filter.customer === response.customer) &&
    (filter.hasComment === undefined || filter.hasComment === (response.comment !== "")) &&
    (filter.properties ?? []).every((condition) => hasProperty(response, condition)) &&
    hasWords(response, filter.text ?? "") &&
    (!filter.and || matches(filter.and, response))
  );
}

/** What both mean, so that a saved view can be narrowed further. */
export function bothOf(one: ResponseFilter, other: ResponseFilter): ResponseFilter {
  if (Object.keys(one).length === 0) return other;
  return { ...one, and: one.and ? bothOf(one.and, other) : other };
}

function isAmong<T>(list: readonly T[] | undefined, value: T | undefined): boolean {
  return !list || (value !== undefined && list.includes(value));
}

function hasProperty({ properties, segment }: SurveyResponse, { of, name, values }: PropertyCondition) {
  const frozen = of === "event" ? properties : segment;
  if (!Object.hasOwn(frozen, name)) return false;
  return textsOf(frozen[name]!).some((text) => values.includes(text));
}

/** What a property's value is called in a filter: a list by each of its entries, null as nothing, an object not at all. */
export function textsOf(value: JsonValue): string[] {
  const entries = Array.isArray(value) ? value : [value];
  return entries.filter((one) => typeof one !== "object" || one === null).map((one) => String(one ?? ""));
}

/**
 * All words stand in the comment or in a text answer, in any order, also within longer words; case and accents do not
 * matter, and no character means anything but itself. The key of a chosen option counts as text.
 */
function hasWords({ comment, answers = {} }: SurveyResponse, text: string): boolean {
  const wanted = fold(text).split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return true;
  const said = Object.values(answers).flatMap((value) => (typeof value === "string" ? [value] : []));
  const all = fold([comment, ...said].join("\n"));
  return wanted.every((word) => all.includes(word));
}

/** Upper case first makes "ß" and "ss" the same. */
function fold(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toUpperCase().toLowerCase().replace(/\p{M}/gu, "");
}
