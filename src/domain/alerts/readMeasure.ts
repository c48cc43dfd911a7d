import type { Alert, AlertMeasure, AlertSide } from "../../records/alert.js";
import type { ResponseFilter } from "../../records/responseFilter.js";
import * as touchpoints from "../../store/touchpoints.js";
import * as views from "../../store/views.js";
import type { Context } from "../context.js";
import { readScores } from "../metrics/readScores.js";
import type { Period } from "../metrics/spanRules.js";
import { readViewScores } from "../views/readViewScores.js";
import { measureOf, periodsOf, unmeasured } from "./measureRules.js";

/** What an alert watches, when it is about a moving number. */
export type Watched = Pick<Alert, "kind" | "view" | "touchpoint" | "metric" | "days">;

/**
 * What an alert about a moving number sees on a day; with a fault when it cannot be judged: what it watches is gone,
 * there are few answers, or they are still being counted.
 */
export async function readMeasure(
  context: Context,
  alert: Watched,
  today: string,
  now: Date,
): Promise<AlertMeasure> {
  const periods = periodsOf(alert, today);
  const view = alert.view === undefined ? null : await views.find(alert.view);
  if (alert.view !== undefined && !view) return unmeasured(periods, "view_gone");
  if (view) return measureView(context, alert, { filter: view.filter, ...periods }, now);
  if (!(await touchpoints.find(alert.touchpoint!))) return unmeasured(periods, "touchpoint_gone");
  const [current, previous] = await Promise.all([
    readSide(alert, periods.current),
    readSide(alert, periods.previous),
  ]);
  return measureOf(current, previous, alert.metric);
}

async function measureView(
  context: Context,
  { metric }: Watched,
  { filter, current, previous }: { filter: ResponseFilter; current: Period; previous: Period },
  now: Date,
): Promise<AlertMeasure> {
  const scores = await readViewScores(context, filter, current, now);
  if (scores.counting) return unmeasured({ current, previous }, "counting");
  const row = scores.rows.find((one) => one.metric === metric);
  const none = { low: 0, mid: 0, high: 0 };
  return measureOf(
    { ...current, counts: row?.current.categories ?? none },
    { ...previous, counts: row?.previous.categories ?? none },
    metric,
  );
}

async function readSide({ kind, touchpoint, metric }: Watched, period: Period): Promise<AlertSide> {
  const rows = await readScores({ ...period, touchpoint: touchpoint! });
  if (kind === "score") {
    const row = rows.find((one) => one.metric === metric);
    return { ...period, counts: row?.inCategories ?? { low: 0, mid: 0, high: 0 } };
  }
  const sum = (name: "eligible" | "asked" | "delivered" | "answered") =>
    rows.reduce((total, row) => total + row[name], 0);
  return kind === "coverage"
    ? { ...period, share: { part: sum("asked"), whole: sum("eligible") } }
    : { ...period, share: { part: sum("answered"), whole: sum("delivered") } };
}
