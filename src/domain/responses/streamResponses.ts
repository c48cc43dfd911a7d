import type { SurveyResponse } from "../../records/response.js";
import type { ResponseFilter } from "../../records/responseFilter.js";
import { walkResponses, type Days } from "./walkResponses.js";

const BATCH = 1_000;

/** Every response that a filter means in a period, newest first, with flat memory however many there are. */
export async function* streamResponses(filter: ResponseFilter, days: Days): AsyncGenerator<SurveyResponse> {
  for await (const { items } of walkResponses(filter, days, { batch: BATCH })) yield* items;
}
