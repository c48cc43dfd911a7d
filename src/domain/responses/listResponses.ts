import { decodeCursor, encodeCursor, type Page } from "../../lib/cursor.js";
import type { SurveyResponse } from "../../records/response.js";
import type { ResponseFilter } from "../../records/responseFilter.js";
import { isDecidedByStore } from "../../store/responseLists.js";
import { walkResponses, type Days } from "./walkResponses.js";

/** After so much the page ends, though it may not be full: whoever wants to goes on from there. */
const MOST_LOOKED_AT = 20_000;
const MOST_MS = 300;

const BATCH = 500;

export interface ListQuery extends Days {
  cursor?: string;
  limit: number;
}

export interface ResponsePage extends Page<SurveyResponse> {
  /** The day back to which was searched, where the page ends before it is full; `next` searches on. */
  searchedTo: string | null;
}

/**
 * The responses that a filter means, newest first. A filter that means few ends a page before it is full, after about
 * 20,000 responses or 300 ms. An unreadable cursor begins at the top.
 */
export async function listResponses(
  filter: ResponseFilter,
  { cursor, limit, ...days }: ListQuery,
  { mostLookedAt = MOST_LOOKED_AT, mostMs = MOST_MS } = {},
): Promise<ResponsePage> {
  const began = performance.now();
  const read = cursor ? decodeCursor(cursor) : null;
  const after = read ? { day: read.sortKey, id: read.id } : undefined;
  const batch = isDecidedByStore(filter) ? limit + 1 : Math.max(BATCH, limit + 1);
  const items: SurveyResponse[] = [];
  let looked = 0;
  for await (const step of walkResponses(filter, days, { after, batch })) {
    items.push(...step.items);
    looked += step.looked;
    const last = items.length > limit ? items[limit - 1]! : null;
    if (last)
      return { items: items.slice(0, limit), next: encodeCursor(last.day, last.id), searchedTo: null };
    if (looked < mostLookedAt && performance.now() - began < mostMs) continue;
    const next = encodeCursor(step.place.day, step.place.id);
    return { items, next, searchedTo: step.place.day };
  }
  return { items, next: null, searchedTo: null };
}
