import { DateTime } from "luxon";

const MONTHS = Array.from({ length: 12 }, (_, month) =>
  DateTime.utc(2026, month + 1)
    .setLocale("en")
    .toFormat("LLL"),
);

/** An instant for a <time> element: what a machine reads, and what a person of the company reads. */
export interface PresentedInstant {
  iso: string;
  text: string;
}

/** "1 Sep 2026, 10:00" in the zone. The page says once which zone that is. */
export function presentInstant(at: Date, zone: string): PresentedInstant {
  const local = DateTime.fromJSDate(at, { zone }).setLocale("en");
  return { iso: at.toISOString(), text: local.toFormat("d LLL yyyy, HH:mm") };
}

/** "Tue 1 Sep, 10:00": the time where somebody is. */
export function presentLocalTime(now: Date, zone: string): string {
  return DateTime.fromJSDate(now, { zone }).setLocale("en").toFormat("ccc d LLL, HH:mm");
}

/** A reporting day: "1 Sep 2026". A line over two years says thousands of them, so nothing is parsed. */
export function presentDay(day: string): string {
  const [year, month, date] = day.split("-");
  return `${Number(date)} ${MONTHS[Number(month) - 1]} ${year}`;
}

/** "4 Aug to 1 Sep 2026": the first year only where it differs. */
export function presentPeriod(from: string, to: string): string {
  if (from === to) return presentDay(from);
  const first = presentDay(from);
  return `${from.slice(0, 4) === to.slice(0, 4) ? first.slice(0, -5) : first} to ${presentDay(to)}`;
}

/** "Chicago time" for America/Chicago, "UTC" for UTC. */
export function zoneName(zone: string): string {
  return zone.includes("/") ? `${zone.split("/").at(-1)!.replaceAll("_", " ")} time` : zone;
}
