import type { Random } from "./random.js";

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;

/** From Sunday. */
const WEEK = [0.3, 1.1, 1, 1, 1, 1, 0.5];

/** How many events fall on each day: more in winter and on Mondays, few on Sundays, and more every year. */
export function eventsPerDay(begin: number, days: number, events: number): number[] {
  const weights = Array.from({ length: days + 1 }, (_, index) => {
    const date = new Date(begin + index * DAY_MS);
    const year = Math.cos((date.getUTCMonth() / 12) * 2 * Math.PI);
    return WEEK[date.getUTCDay()]! * (1 + 0.25 * year) * (0.8 + (0.4 * index) / days);
  });
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => Math.round((events * weight) / total));
}

/** Between eight in the morning and eight in the evening, most around noon. */
export function timeOfDay(random: Random): number {
  return Math.floor((8 + 6 * (random.next() + random.next())) * HOUR_MS);
}
