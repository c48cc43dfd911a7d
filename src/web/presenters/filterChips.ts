import type { InvitationChannel } from "../../records/channel.js";
import type { Metric } from "../../records/metric.js";
import type { Sentiment } from "../../records/responseFilter.js";
import { presentDay } from "./dates.js";
import { placeParameters, type FilterPlace, type Parameter } from "./filterAddress.js";
import { METRIC_WORDS } from "./metricWords.js";
import { channelInWords } from "./reasons.js";

export const SENTIMENT_WORDS: Record<Sentiment, string> = {
  positive: "sounds positive",
  neutral: "sounds neutral",
  negative: "sounds negative",
};

/** What keys are called; what is missing is shown by its key. */
export interface FilterNames {
  touchpoints: ReadonlyMap<string, string>;
  agents?: ReadonlyMap<string, string>;
  views?: ReadonlyMap<string, string>;
}

const languages = new Intl.DisplayNames(["en"], { type: "language" });

const PERIOD_WORDS: Record<string, string> = {
  "7d": "last 7 days",
  "28d": "last 28 days",
  "90d": "last 90 days",
  "12m": "last 12 months",
};

type Words = (value: string, names: FilterNames) => string;

const WORDS: Record<string, Words> = {
  touchpoint: (value, { touchpoints }) => touchpoints.get(value) ?? value,
  metric: (value) => METRIC_WORDS[value as Metric].name,
  category: (value) => value,
  team: (value) => `team ${value}`,
  agent: (value, { agents }) => `agent ${agents?.get(value) ?? value}`,
  channel: (value) => `by ${channelInWords(value as InvitationChannel)}`,
  language: (value) => languageName(value),
  tag: (value) => `tag ${value}`,
  sentiment: (value) => SENTIMENT_WORDS[value as Sentiment],
  property: (value) => value.replace("=", ": "),
  text: (value) => `“${value}”`,
  comment: (value) => (value === "yes" ? "with a comment" : "without a comment"),
  customer: (value) => `customer ${value}`,
  view: (value, { views }) => `view ${views?.get(value) ?? value}`,
  period: (value) => PERIOD_WORDS[value] ?? value,
  from: (value) => `from ${presentDay(value)}`,
  to: (value) => `to ${presentDay(value)}`,
};

/** Each thing that is filtered by, in words, with the address of the list without it. */
export function filterChips(path: string, place: FilterPlace, names: FilterNames) {
  const all = placeParameters(place);
  return all.map((parameter) => ({
    text: inWords(parameter, names),
    href: addressWith(
      path,
      all.filter((one) => one !== parameter),
    ),
  }));
}

/** "Support call, detractor, tag price": a filter in one line. */
export function filterInWords(place: FilterPlace, names: FilterNames): string {
  return placeParameters(place)
    .map((parameter) => inWords(parameter, names))
    .join(", ");
}

/** "Spanish (Mexico)" for "es-MX"; the tag itself where it is none. */
export function languageName(tag: string): string {
  try {
    return languages.of(tag) ?? tag;
  } catch {
    return tag;
  }
}

function inWords([name, value]: Parameter, names: FilterNames): string {
  return WORDS[name]?.(value, names) ?? value;
}

function addressWith(path: string, parameters: readonly Parameter[]): string {
  const text = new URLSearchParams(parameters as Parameter[]).toString();
  return text ? `${path}?${text}` : path;
}
