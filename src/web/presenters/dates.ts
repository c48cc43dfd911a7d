import { DateTime } from "luxon";

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

/** A reporting day: "1 Sep 2026". */
export function presentDay(day: string): string {
  return DateTime.fromISO(day, { zone: "utc" }).setLocale("en").toFormat("d LLL yyyy");
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
