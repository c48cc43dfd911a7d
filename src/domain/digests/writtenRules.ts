import { isRightToLeft } from "../../lib/locale.js";
import { localNumber } from "../../lib/localNumber.js";
import type { Period } from "../metrics/spanRules.js";

const FIXED_SPACE = "\u00a0";
const MINUS = "\u2212";

/** A score as the pages round it, in the digits of a language; a dash when there is none. */
export function writtenScore(language: string, score: number | null): string {
  return score === null ? "–" : writtenCount(language, Math.round(score) || 0);
}

/** A share of 0..1 in whole percent: "44 %", "%44" in Turkish; a dash when there is nothing to divide by. */
export function writtenShare(language: string, share: number | null): string {
  if (share === null) return "–";
  return writtenPercent(language, Math.round(share * 100));
}

/** A score that is a share, or the number of an NPS. */
export function writtenPercent(language: string, percent: number): string {
  const isHouse = language === "en";
  if (isHouse) return `${percent}${FIXED_SPACE}%`;
  return new Intl.NumberFormat(language, { style: "percent" }).format(percent / 100);
}

export function writtenCount(language: string, count: number): string {
  const written = localNumber(language, count).replace("-", MINUS);
  // Between words from right to left the sign would stand behind its number.
  return count < 0 && isRightToLeft(language) ? `\u200e${written}` : written;
}

/** "16 – 22 Nov 2026", "Sun, 22 Nov 2026", "October 2026", each as the language writes it. */
export function writtenPeriod(language: string, { from, to }: Period): string {
  const [first, last] = [noon(from), noon(to)];
  const isMonth = from.endsWith("-01") && from.slice(0, 7) === to.slice(0, 7) && isLastDay(last);
  if (isMonth) return format(language, { month: "long", year: "numeric" }).format(first);
  const day = { day: "numeric", month: "short", year: "numeric" } as const;
  if (from === to) return format(language, { ...day, weekday: "short" }).format(first);
  return format(language, day).formatRange(first, last);
}

/** "Central Time", "Mitteleuropäische Zeit". */
export function writtenZone(language: string, zone: string): string {
  if (!zone.includes("/")) return zone; // "UTC" has no name that is better
  const parts = new Intl.DateTimeFormat(language, {
    timeZone: zone,
    timeZoneName: "longGeneric",
  }).formatToParts(noon("2026-01-01"));
  return parts.find(({ type }) => type === "timeZoneName")?.value ?? zone;
}

/** A name of any script, so that it does not turn the words around it. */
export function apart(language: string, text: string): string {
  return isRightToLeft(language) ? `\u2068${text}\u2069` : text;
}

function format(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const isEnglish = language === "en";
  return new Intl.DateTimeFormat(isEnglish ? "en-GB" : language, { ...options, timeZone: "UTC" });
}

function noon(day: string): Date {
  return new Date(`${day}T12:00:00Z`);
}

function isLastDay(day: Date): boolean {
  return new Date(day.getTime() + 24 * 60 * 60_000).getUTCDate() === 1;
}
