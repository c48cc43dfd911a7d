import type { Alert, AlertMeasure, AlertRaise } from "../../records/alert.js";
import * as alertRaises from "../../store/alertRaises.js";
import * as alerts from "../../store/alerts.js";
import type { Context } from "../context.js";
import { clearFalls, dueDay } from "./measureRules.js";
import { readMeasure } from "./readMeasure.js";
import { stepOf } from "./states.js";
import { tellRaise } from "./tellRaise.js";

/**
 * Judges, once a day in the organisation's zone, every alert about a moving number; returns how many were judged. All
 * are measured though some were judged already: what is clear depends on how many are looked at. An alert whose
 * answers are still being counted is judged by a later run.
 */
export async function judgeAlerts(context: Context, now: Date): Promise<number> {
  const today = dueDay(now, context.reportingZone);
  if (!today) return 0;
  const moving = (await alerts.list()).filter(({ kind, isPaused }) => kind !== "response" && !isPaused);
  if (!moving.some((alert) => isDue(alert, today))) return 0;

  const measures: AlertMeasure[] = [];
  for (const alert of moving) measures.push(await readMeasure(context, alert, today, now));
  const falls = clearFalls(measures);
  let count = 0;
  for (const [place, alert] of moving.entries()) {
    const measure = measures[place]!;
    if (!isDue(alert, today) || measure.fault === "counting") continue;
    const judgement = { measure, isClearFall: falls[place]!, today };
    if (await judge(context, alert, judgement, now)) count += 1;
  }
  return count;
}

function isDue({ judgedDay }: Alert, today: string): boolean {
  return judgedDay === undefined || judgedDay < today;
}

/** The raise is stored first: whoever dies behind it leaves it untold, and `raiseMissed` tells it. */
async function judge(
  context: Context,
  alert: Alert,
  { measure, isClearFall, today }: { measure: AlertMeasure; isClearFall: boolean; today: string },
  now: Date,
): Promise<boolean> {
  const { state, isTold } = stepOf(alert.state, { isClearFall, today, days: alert.days! });
  const raise: AlertRaise | null = isTold
    ? { id: `${alert.key}|${state.since}`, alert: alert.key, at: now, measure, isUntold: true }
    : null;
  if (raise) await alertRaises.insert(raise);
  const isMoved = await alerts.moveJudged(alert, { state, judgedDay: today, measure });
  if (isMoved && raise) await tellRaise(context, alert, raise, now);
  return isMoved;
}
