import { addDays, dayOf } from "../../lib/timeZone.js";
import type { AlertMeasure } from "../../records/alert.js";
import type { ResponseFilter } from "../../records/responseFilter.js";
import type { SurveyResponse } from "../../records/response.js";
import * as alerts from "../../store/alerts.js";
import * as views from "../../store/views.js";
import type { Context } from "../context.js";
import { walkResponses } from "../responses/walkResponses.js";
import { clearFalls } from "./measureRules.js";
import { readMeasure, type Watched } from "./readMeasure.js";

export const TRIAL_DAYS = 90;

/** So long a form waits for its trial. */
const MOST_MS = 1_000;
const BATCH = 1_000;
const NEWEST = 3;

/** `since`: the first day that was looked at; later than 90 days ago where there was too much to read. */
export type AlertTrial =
  | { of: "responses"; count: number; newest: SurveyResponse[]; since: string; isCut: boolean }
  | { of: "measure"; measure: AlertMeasure; isClearFall: boolean };

type Tried = Watched & { filter?: ResponseFilter };

/**
 * What an alert would have told in the last 90 days; of a moving number, whether it clearly falls now, among all that
 * are watched. Null when its view is gone.
 */
export async function tryAlert(context: Context, alert: Tried, now: Date): Promise<AlertTrial | null> {
  const today = dayOf(now, context.reportingZone);
  if (alert.kind === "response") return tryResponses(alert, today);
  const others = (await alerts.list()).filter(({ kind, isPaused }) => kind !== "response" && !isPaused);
  const measure = await readMeasure(context, alert, today, now);
  // those that were judged this morning saw the same days
  const seen = others.flatMap((one) => (one.measure && !one.measure.fault ? [one.measure] : []));
  return { of: "measure", measure, isClearFall: clearFalls([measure, ...seen])[0]! };
}

async function tryResponses({ view, filter: own }: Tried, today: string): Promise<AlertTrial | null> {
  const filter = view === undefined ? own : (await views.find(view))?.filter;
  if (!filter) return null;
  const from = addDays(today, 1 - TRIAL_DAYS);
  const began = performance.now();
  const trial = {
    of: "responses" as const,
    count: 0,
    newest: [] as SurveyResponse[],
    since: from,
    isCut: false,
  };
  for await (const { items, place } of walkResponses(filter, { from, to: today }, { batch: BATCH })) {
    trial.count += items.length;
    trial.newest.push(...items.slice(0, NEWEST - trial.newest.length));
    if (performance.now() - began > MOST_MS && place.day > from)
      return { ...trial, since: place.day, isCut: true };
  }
  return trial;
}
