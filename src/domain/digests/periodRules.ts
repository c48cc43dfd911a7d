import { DateTime } from "luxon";
import { addDays, dayOf } from "../../lib/timeZone.js";
import { CADENCES, type Cadence, type DigestChoice } from "../../records/digest.js";
import { periodBefore, type Period } from "../metrics/spanRules.js";

const WEEK_DAYS = 7;
const MONDAY = 1;

/** How long after its hour a mail still goes out, in hours: after a standstill yesterday is soon stale, a month is not. */
const LATEST_HOURS: Record<Cadence, number> = { daily: 12, weekly: 48, monthly: 66 };

/** The period that was over when a day of the organisation began. */
export function periodOf(cadence: Cadence, day: string): Period {
  const to = addDays(day, -1);
  if (cadence === "daily") return { from: to, to };
  if (cadence === "weekly") return { from: addDays(day, -WEEK_DAYS), to };
  return { from: `${to.slice(0, 7)}-01`, to };
}

/** What a period is compared with: as many days before, or the month before. */
export function comparedPeriodOf(cadence: Cadence, period: Period): Period {
  return cadence === "monthly" ? periodOf("monthly", period.from) : periodBefore(period);
}

/** The day of the organisation after the last period that is over. */
export function lastDayOver(cadence: Cadence, today: string): string {
  if (cadence === "daily") return today;
  if (cadence === "monthly") return `${today.slice(0, 7)}-01`;
  const { weekday } = DateTime.fromISO(today, { zone: "utc" });
  return addDays(today, MONDAY - weekday);
}

export interface DueDigest {
  cadence: Cadence;
  day: string;
}

/**
 * What is due now to somebody: of each cadence the last period that is over, from the first time that the clock of
 * the reader shows the hour after the organisation's period has ended.
 */
export function dueDigests(
  choice: Pick<DigestChoice, "cadences" | "hour" | "zone" | "since">,
  now: Date,
  reportingZone: string,
): DueDigest[] {
  const today = dayOf(now, reportingZone);
  return CADENCES.filter((cadence) => choice.cadences.includes(cadence)).flatMap((cadence) => {
    const newest = lastDayOver(cadence, today);
    // Far west of the organisation the hour of one period comes when its next day has begun.
    const days = cadence === "daily" ? [newest, addDays(newest, -1)] : [newest];
    const day = days.find((one) => isDue(firstHour(one, choice, reportingZone), cadence, choice.since, now));
    return day ? [{ cadence, day }] : [];
  });
}

function isDue(at: Date, cadence: Cadence, since: Date, now: Date): boolean {
  const age = now.getTime() - at.getTime();
  return at >= since && age >= 0 && age < LATEST_HOURS[cadence] * 60 * 60_000;
}

/** An hour that clocks leave out is the next that they show; of one that comes twice it is the first. */
function firstHour(
  day: string,
  { hour, zone }: Pick<DigestChoice, "hour" | "zone">,
  reportingZone: string,
): Date {
  const begin = DateTime.fromISO(day, { zone: reportingZone }).startOf("day");
  const local = begin.setZone(zone).startOf("day");
  const sameDay = local.set({ hour });
  const at = sameDay >= begin ? sameDay : local.plus({ days: 1 }).set({ hour });
  return at.toJSDate();
}
