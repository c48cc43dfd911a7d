import { DateTime } from "luxon";
import type { Calendar } from "../../records/team.js";

const MINUTE_MS = 60_000;
/** Whoever has no opening hour for so long has none: the search ends. */
const MOST_DAYS = 400;

/** Monday to Friday, nine to five: for a team that has not said when it works. */
export function defaultCalendar(zone: string): Calendar {
  const day = { from: "09:00", until: "17:00" };
  return { zone, week: [day, day, day, day, day, null, null], holidays: [] };
}

/** A stretch of time in which a team works. */
interface Opening {
  from: DateTime;
  until: DateTime;
}

/**
 * The instant at which so many minutes of opening hours have gone by; null when the calendar has no opening hours in
 * the next 400 days. Minutes are those of a clock that runs: a day on which clocks change is shorter or longer.
 */
export function addBusinessMinutes(start: Date, minutes: number, calendar: Calendar): Date | null {
  let left = minutes * MINUTE_MS;
  for (const { from, until } of openingsFrom(start, calendar)) {
    const begin = Math.max(from.toMillis(), start.getTime());
    const length = until.toMillis() - begin;
    if (left <= length) return new Date(begin + left);
    left -= length;
  }
  return null;
}

/** The minutes of opening hours between two instants, not rounded; 0 when they stand backwards. */
export function businessMinutesBetween(start: Date, end: Date, calendar: Calendar): number {
  let passed = 0;
  for (const { from, until } of openingsFrom(start, calendar, end)) {
    const begin = Math.max(from.toMillis(), start.getTime());
    passed += Math.max(0, Math.min(until.toMillis(), end.getTime()) - begin);
  }
  return passed / MINUTE_MS;
}

/** The openings that end after `start`, in order, until `end` or as far as anybody plans. */
function* openingsFrom(start: Date, { zone, week, holidays }: Calendar, end?: Date): Generator<Opening> {
  const free = new Set(holidays);
  let day = DateTime.fromJSDate(start, { zone }).startOf("day");
  const last = end ? DateTime.fromJSDate(end, { zone }) : day.plus({ days: MOST_DAYS });
  for (; day <= last; day = day.plus({ days: 1 }).startOf("day")) {
    const hours = week[day.weekday - 1];
    if (!hours || free.has(day.toISODate()!)) continue;
    const opening = { from: at(day, hours.from), until: at(day, hours.until) };
    if (opening.until > opening.from && opening.until.toMillis() > start.getTime()) yield opening;
  }
}

/** A wall-clock time that a change of clocks leaves out is the one an hour later, as luxon has it; "24:00" is midnight. */
function at(day: DateTime, time: string): DateTime {
  const [hour, minute] = time.split(":").map(Number) as [number, number];
  return hour === 24 ? day.plus({ days: 1 }).startOf("day") : day.set({ hour, minute });
}

/** Whether a team ever works; holidays aside. */
export function hasOpeningHours({ week }: Calendar): boolean {
  return week.some((day) => day !== null);
}
