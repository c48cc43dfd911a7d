import { DateTime } from "luxon";
import { addDays } from "../../lib/timeZone.js";

/** Reporting days, both included. */
export interface Period {
  from: string;
  to: string;
}

export interface SplitPeriod {
  /** Whole months inside the period, both included; null where reading them saves nothing. */
  months: Period | null;
  /** The days that no whole month covers: one stretch or two. */
  days: Period[];
}

/** Below two whole months, days alone are as quick. */
const LEAST_MONTHS = 2;

/** A period as whole months and the days around them, so that a long one is read from few roll-ups. */
export function splitPeriod({ from, to }: Period): SplitPeriod {
  const first = from.endsWith("-01") ? monthOf(from) : addMonths(monthOf(from), 1);
  const last = lastDayOf(monthOf(to)) === to ? monthOf(to) : addMonths(monthOf(to), -1);
  if (addMonths(first, LEAST_MONTHS - 1) > last) return { months: null, days: [{ from, to }] };
  const edges = [
    { from, to: addDays(`${first}-01`, -1) },
    { from: addDays(lastDayOf(last), 1), to },
  ];
  return { months: { from: first, to: last }, days: edges.filter((edge) => edge.from <= edge.to) };
}

/** The last day of a month ("2028-02" -> "2028-02-29"). */
export function lastDayOf(month: string): string {
  return DateTime.fromISO(`${month}-01`, { zone: "utc" }).endOf("month").toISODate()!;
}

/** As many days, directly before. */
export function periodBefore({ from, to }: Period): Period {
  return { from: addDays(from, -daysIn({ from, to })), to: addDays(from, -1) };
}

/** How many days a period has. */
export function daysIn({ from, to }: Period): number {
  const at = (day: string) => DateTime.fromISO(day, { zone: "utc" });
  return at(to).diff(at(from), "days").days + 1;
}

/** The same days a year before; of 29 February the 28th. */
export function yearBefore({ from, to }: Period): Period {
  const back = (day: string) => DateTime.fromISO(day, { zone: "utc" }).minus({ years: 1 }).toISODate()!;
  return { from: back(from), to: back(to) };
}

function monthOf(day: string): string {
  return day.slice(0, 7);
}

function addMonths(month: string, months: number): string {
  return DateTime.fromISO(`${month}-01`, { zone: "utc" }).plus({ months }).toFormat("yyyy-MM");
}
