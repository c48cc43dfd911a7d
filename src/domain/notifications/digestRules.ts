import { DateTime } from "luxon";
import type { NotificationPreferences } from "../../records/notification.js";
import type { Calendar } from "../../records/team.js";

/** After a longer standstill a good morning would come at noon. */
const LATEST_HOURS = 3;

/** The reader's day whose digest is due now; null outside of the hours after the chosen one. */
export function dueDay(digest: NotificationPreferences["digest"], now: Date): string | null {
  if (!digest) return null;
  const local = DateTime.fromJSDate(now, { zone: digest.zone });
  const isDue = local.hour >= digest.hour && local.hour < digest.hour + LATEST_HOURS;
  return isDue ? local.toISODate() : null;
}

/** Whether any of these calendars has opening hours on a day. */
export function isWorkday(day: string, calendars: readonly Calendar[]): boolean {
  const { weekday } = DateTime.fromISO(day, { zone: "utc" });
  return calendars.some(({ week, holidays }) => week[weekday - 1] && !holidays.includes(day));
}

/** The end of the day of an instant in a zone. */
export function endOfDay(now: Date, zone: string): Date {
  return DateTime.fromJSDate(now, { zone }).endOf("day").toJSDate();
}
