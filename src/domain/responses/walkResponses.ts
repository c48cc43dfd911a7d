import { addDays } from "../../lib/timeZone.js";
import type { SurveyResponse } from "../../records/response.js";
import type { ResponseFilter } from "../../records/responseFilter.js";
import * as responseLists from "../../store/responseLists.js";
import type { Named, Place, Stretch } from "../../store/responseLists.js";
import { matches } from "./filterRules.js";

/** So many days are read at first; then more, while they hold little. */
const FIRST_DAYS = 31;
const GROWTH = 4;
const MOST_DAYS = 20_000;

/** Days that take longer than this are read fewer at once: nothing else of the database waits long. */
const SLOW_MS = 150;
const QUICK_MS = 40;

/** Reporting days, both included; an open end is everything. */
export interface Days {
  from?: string;
  to?: string;
}

export interface Step {
  items: SurveyResponse[];
  /** How many responses were read for them. */
  looked: number;
  /** Everything newer was looked at. */
  place: Place;
}

/**
 * Goes through the responses that a filter means, newest first, a step at a time; a step may have none. No cursor of the
 * database stays open between steps: who reads may take all the time in the world.
 */
export async function* walkResponses(
  filter: ResponseFilter,
  days: Days,
  options: { after?: Place; batch: number },
): AsyncGenerator<Step> {
  const read = (stretch: Stretch) => responseLists.listStretch(filter, stretch);
  for await (const { items, place } of walk(filter, days, options, read))
    yield { items: items.filter((one) => matches(filter, one)), looked: items.length, place };
}

/** The names of properties and answers, of the responses that the filter may mean: quicker, and perhaps some too many. */
export async function* walkNames(filter: ResponseFilter, days: Days): AsyncGenerator<Named[]> {
  const read = (stretch: Stretch) => responseLists.listNamed(filter, stretch);
  for await (const { items } of walk(filter, days, { batch: 2_000 }, read)) yield items;
}

async function* walk<T>(
  filter: ResponseFilter,
  { from, to }: Days,
  { after, batch }: { after?: Place; batch: number },
  read: (stretch: Stretch) => Promise<{ items: T[]; place: Place }>,
): AsyncGenerator<{ items: T[]; place: Place }> {
  const days = await responseLists.findDays();
  if (!days) return;
  const first = from && from > days.oldest ? from : days.oldest;
  const last = to && to < days.newest ? to : days.newest;
  let place: Place = { day: addDays(last, 1), id: "" };
  if (after && isBehind(after, place)) place = after;
  // What one customer said is found by an index of its own, over all time at once.
  let width = filter.customer === undefined ? FIRST_DAYS : MOST_DAYS;

  while (isBehind({ day: first, id: "" }, place)) {
    const window = addDays(place.day, -width);
    const began = performance.now();
    const step = await read({ from: window > first ? window : first, after: place, limit: batch });
    const tookMs = performance.now() - began;
    place = step.place;
    yield step;
    if (tookMs > SLOW_MS) width = Math.max(1, Math.floor(width / GROWTH));
    else if (tookMs < QUICK_MS && step.items.length < batch) width = Math.min(MOST_DAYS, width * GROWTH);
  }
}

function isBehind(one: Place, other: Place): boolean {
  return one.day < other.day || (one.day === other.day && one.id < other.id);
}
