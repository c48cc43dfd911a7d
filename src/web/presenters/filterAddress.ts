import type { ResponseFilter } from "../../records/responseFilter.js";

/** A name and its value in an address. */
export type Parameter = [name: string, value: string];

/** Which days of which filter; `period` is a name such as "28d", and counts before the days that it stands for. */
export interface FilterPlace {
  filter: ResponseFilter;
  view?: string;
  period?: string | null;
  from?: string;
  to?: string;
}

/** A filter as the parameters that `responseFilterForm` reads back to the same filter. */
export function filterParameters(filter: ResponseFilter): Parameter[] {
  const all = (name: string, values: readonly string[] = []) =>
    values.map((value): Parameter => [name, value]);
  const one = (name: string, value: string | undefined): Parameter[] => (value ? [[name, value]] : []);
  const properties = (filter.properties ?? []).flatMap(({ of, name, values }) =>
    values.map((value) => `${of}.${name}=${value}`),
  );
  return [
    ...all("touchpoint", filter.touchpoints),
    ...one("metric", filter.metric),
    ...all("category", filter.categories),
    ...all("team", filter.teams),
    ...all("agent", filter.agents),
    ...all("channel", filter.channels),
    ...all("language", filter.languages),
    ...all("tag", filter.tags),
    ...all("sentiment", filter.sentiments),
    ...all("property", properties),
    ...one("text", filter.text),
    ...(filter.hasComment === undefined ? [] : all("comment", [filter.hasComment ? "yes" : "no"])),
    ...one("customer", filter.customer),
  ];
}

/** The parameters of a filter, a saved view and a period together. */
export function placeParameters({ filter, view, period, from, to }: FilterPlace): Parameter[] {
  const days: Parameter[] = period
    ? [["period", period]]
    : [...(from ? [["from", from] as Parameter] : []), ...(to ? [["to", to] as Parameter] : [])];
  return [...(view ? [["view", view] as Parameter] : []), ...filterParameters(filter), ...days];
}

/** The address of a page, or of a file, with the responses that are meant: "/responses?category=detractor&period=28d". */
export function filterAddress(path: string, place: FilterPlace, more: readonly Parameter[] = []): string {
  const text = new URLSearchParams([...placeParameters(place), ...more]).toString();
  return text ? `${path}?${text}` : path;
}
