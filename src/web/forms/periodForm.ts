import { z } from "zod";
import { addDays } from "../../lib/timeZone.js";
import { day } from "./fields.js";
import { optional } from "./queryForms.js";

/** The periods that one tap chooses, in days. */
export const PERIODS = { "7d": 7, "28d": 28, "90d": 90, "12m": 365 } as const;

export type PeriodName = keyof typeof PERIODS;

export const DEFAULT_PERIOD: PeriodName = "28d";

/** A longer line says nothing more, and would have to read and draw everything there is. */
const MOST_DAYS = 5 * 366;

export interface Period {
  from: string;
  to: string;
  /** Null for an own range. */
  name: PeriodName | null;
}

/** A named period up to today, or an own range; a range wins. An open end is today, an open beginning four weeks before. */
export function periodForm(today: string): z.ZodType<Period> {
  return z
    .strictObject({
      period: optional(z.enum(Object.keys(PERIODS) as PeriodName[], "must be one of the periods above")),
      from: optional(day),
      to: optional(day),
    })
    .transform(({ period, from, to }, { addIssue }) => {
      if (!from && !to) return namedPeriod(period ?? DEFAULT_PERIOD, today);
      const last = to ?? (from! > today ? from! : today);
      const first = from ?? addDays(last, 1 - PERIODS[DEFAULT_PERIOD]);
      if (first > last)
        addIssue({ code: "custom", path: ["to"], message: "must not lie before the first day" });
      if (addDays(first, MOST_DAYS) <= last) {
        addIssue({ code: "custom", path: ["from"], message: "must lie within five years of the last day" });
      }
      return { from: first, to: last, name: null };
    });
}

/** The days of a named period, today included. */
export function namedPeriod(name: PeriodName, today: string): Period {
  return { from: addDays(today, 1 - PERIODS[name]), to: today, name };
}
