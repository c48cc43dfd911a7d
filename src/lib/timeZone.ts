import { DateTime, IANAZone } from "luxon";

const DAY_MS = 24 * 60 * 60_000; // in UTC every day is as long

const formats = new Map<string, Intl.DateTimeFormat>();

/** Whether this runtime knows the IANA zone, for example "Europe/Madrid". */
export function isKnownZone(zone: string): boolean {
  return IANAZone.isValidZone(zone);
}

/** The calendar day ("2026-09-01") on which an instant falls in a zone. */
export function dayOf(instant: Date, zone: string): string {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-CA", {
      timeZone: zone,
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
    });
    formats.set(zone, format);
  }
  return format.format(instant);
}

/** The day `days` after (or before, when negative) a calendar day. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().split("T")[0]!;
}

/** Every calendar day from `from` to `to`, both included; empty when they stand backwards. */
export function daysBetween(from: string, to: string): string[] {
  const days: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
}

/** Whether the text names a real calendar day, such as "2026-02-28". */
export function isCalendarDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && DateTime.fromISO(text, { zone: "utc" }).isValid;
}
