import { DateTime, Duration } from "luxon";

/** Whether the text is an ISO 8601 duration that does not go back in time, such as "PT2H" or "P30D". */
export function isDuration(text: string): boolean {
  if (!/^P.*\d[YMWDHS]$/.test(text)) return false;
  const duration = Duration.fromISO(text);
  return duration.isValid && Object.values(duration.toObject()).every((amount) => amount >= 0);
}

/** The instant that lies an ISO 8601 duration after `from`, counted in UTC (a day has 24 hours, a month its own days). */
export function addDuration(from: Date, duration: string): Date {
  return DateTime.fromJSDate(from, { zone: "utc" }).plus(Duration.fromISO(duration)).toJSDate();
}

/** The instant that lies an ISO 8601 duration before `from`. */
export function subtractDuration(from: Date, duration: string): Date {
  return DateTime.fromJSDate(from, { zone: "utc" }).minus(Duration.fromISO(duration)).toJSDate();
}
