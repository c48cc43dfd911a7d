import { DateTime } from "luxon";
import { addDays, dayOf } from "../../lib/timeZone.js";
import type { ContactPolicy } from "../../records/contactPolicy.js";
import * as sendingDays from "../../store/sendingDays.js";
import type { Context } from "../context.js";

/** After a quiet hour so much of it may be made up at once: workers look every half second, not all the time. */
const BURST_MS = 60_000;

/** Several workers may count at the same moment; who loses so often waits for a place instead. */
const TRIES = 5;

export type DailyPlace =
  /** May go now, as one of this day's messages; null counts nothing because there is no cap. */
  | { laterAt: null; day: string | null }
  /** Not now. Look again then, or never where that is too late. */
  | { laterAt: Date | "never" };

/**
 * One of the day's messages, or a place in the queue for one. What is left of the day's number is spread over what is
 * left of the sending hours, for all workers together. A process that dies with one in hand leaves the day one short,
 * never one over.
 */
export async function takeDailyPlace(
  context: Pick<Context, "reportingZone">,
  { dailyCap, hours }: Pick<ContactPolicy, "dailyCap" | "hours">,
  { now, before }: { now: Date; before: Date },
): Promise<DailyPlace> {
  if (dailyCap === null) return { laterAt: null, day: null };
  const zone = context.reportingZone;
  const today = dayOf(now, zone);
  for (let tries = 0; tries < TRIES; tries += 1) {
    const counters = await sendingDays.get(today);
    const nowMs = now.getTime();
    const stepMs = spread(endOfSending(hours, { day: today, zone, now }) - nowMs, dailyCap - counters.taken);
    if (stepMs === null || counters.nextMs > nowMs) break;
    const nextMs = Math.max(counters.nextMs, nowMs - BURST_MS) + stepMs;
    if (await sendingDays.take(today, { taken: counters.taken, nextMs }))
      return { laterAt: null, day: today };
  }
  return { laterAt: await queueUp(hours, { dailyCap, zone, now, before }) };
}

/** A time when one of the day's messages, of this day or the first one after it, should be free; "never" if too late. */
async function queueUp(
  hours: ContactPolicy["hours"],
  { dailyCap, zone, now, before }: { dailyCap: number; zone: string; now: Date; before: Date },
): Promise<Date | "never"> {
  const today = dayOf(now, zone);
  for (let day = today; beginOf(day, zone) < before.getTime(); day = addDays(day, 1)) {
    const counters = await sendingDays.get(day);
    const beginMs = day === today ? now.getTime() : beginOfSending(hours, { day, zone });
    const endMs = endOfSending(hours, { day, zone, now });
    const stepMs = spread(endMs - beginMs, dailyCap - counters.taken);
    if (stepMs === null) continue;
    const place = await sendingDays.queueUp(day, {
      fromMs: Math.max(beginMs, counters.nextMs) - stepMs,
      stepMs,
    });
    if (place < endMs) return place < before.getTime() ? new Date(Math.ceil(place)) : "never";
  }
  return "never";
}

/** The time between two messages; null when none is left. */
function spread(leftMs: number, leftMessages: number): number | null {
  return leftMessages > 0 ? leftMs / leftMessages : null;
}

/** The end of the day's sending hours, or of the day once they are over. */
function endOfSending(
  { sms, email }: ContactPolicy["hours"],
  { day, zone, now }: { day: string; zone: string; now: Date },
): number {
  const ends = [sms, email]
    .filter((one) => one !== null)
    .map(({ from, until }) => (from < until ? until : "24:00"));
  const latest = at(day, ends.sort().at(-1)!, zone);
  return latest > now.getTime() ? latest : beginOf(addDays(day, 1), zone);
}

function beginOfSending(
  { sms, email }: ContactPolicy["hours"],
  { day, zone }: { day: string; zone: string },
): number {
  const begins = [sms.from, ...(email ? [email.from] : [])].sort();
  return at(day, begins[0]!, zone);
}

function beginOf(day: string, zone: string): number {
  return at(day, "00:00", zone);
}

function at(day: string, time: string, zone: string): number {
  return DateTime.fromISO(`${day}T${time}`, { zone }).toMillis();
}
