const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** After each try that did not get through, the time to the next one: a day in all. */
const DELAYS_MS = [
  10 * SECOND_MS,
  MINUTE_MS,
  5 * MINUTE_MS,
  15 * MINUTE_MS,
  ...[0.5, 1, 2, 4, 6, 10].map((hours) => hours * HOUR_MS),
];

export const MOST_TRIES = DELAYS_MS.length + 1;

/** After a long standstill nobody is helped by hundreds of old mails: the cases themselves, and the morning's mail, say what waits. */
const STALE_MS = 72 * HOUR_MS;

/** Whether something is too old to be told. */
export function isStale(at: Date, now: Date): boolean {
  return now.getTime() - at.getTime() > STALE_MS;
}

/** When it is tried again after so many tries; null: no more. */
export function nextTry(tries: number, now: Date): Date | null {
  const delay = DELAYS_MS[tries - 1];
  return delay === undefined ? null : new Date(now.getTime() + delay);
}

/** Whether it is in vain to try again: who says that the address is wrong, gone or elsewhere will say so again. */
export function isLasting(status: number): boolean {
  return status >= 300 && status < 500 && status !== 408 && status !== 425 && status !== 429;
}
