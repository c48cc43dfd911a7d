import { Duration } from "luxon";

/** "2 hours" for PT2H, "1 month, 2 days" for P1M2D; empty for no time at all. */
export function durationWords(iso: string): string {
  const duration = Duration.fromISO(iso, { locale: "en" });
  return duration.toMillis() === 0 ? "" : duration.toHuman({ showZeros: false });
}
