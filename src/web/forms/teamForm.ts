import { z } from "zod";
import { defaultCalendar } from "../../domain/cases/calendarRules.js";
import type { TeamInput } from "../../domain/cases/saveTeam.js";
import type { OpeningHours, Week } from "../../records/team.js";
import { day, id, line, timeZone } from "./fields.js";

const MOST_HOLIDAYS = 400;
const MOST_PEOPLE = 500;

const time = (last: RegExp) =>
  z.string("must be a time such as 09:00").regex(last, "must be a time such as 09:00");

const hours = z
  .strictObject(
    {
      from: time(/^([01]\d|2[0-3]):[0-5]\d$/),
      until: time(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/),
    },
    "must have from and until, or be null for a day off",
  )
  .refine(({ from, until }) => from < until, { path: ["until"], error: "must be later than the beginning" });

const holiday = z.union(
  [day.transform((text) => ({ day: text })), z.strictObject({ day, name: line(100).optional() })],
  "must be a day such as 2026-12-25, or an object with day and name",
);

const calendar = z.strictObject(
  {
    zone: timeZone,
    week: z
      .array(hours.nullable(), "must be a list of seven days, Monday first")
      .length(7, "must have seven days, Monday first")
      .default(() => [...defaultCalendar("UTC").week]),
    holidays: z
      .array(holiday, "must be a list of days")
      .max(MOST_HOLIDAYS, `must have ${MOST_HOLIDAYS} days at most`)
      .default([]),
  },
  "must be an object with zone, week and holidays",
);

/** Everything of a team but its key. People are named by address or by id. */
export const teamForm = z
  .strictObject({
    name: line(100),
    calendar,
    members: z.array(line(254), "must be a list of addresses").max(MOST_PEOPLE).default([]),
    agents: z
      .array(z.strictObject({ agent: id, user: line(254) }), "must be a list")
      .max(2_000)
      .default([]),
  })
  .transform(({ calendar: { zone, week, holidays }, ...team }): Omit<TeamInput, "key"> => {
    const named = holidays.flatMap((one) =>
      "name" in one && one.name ? [[one.day, one.name] as const] : [],
    );
    return {
      ...team,
      calendar: {
        zone,
        week: week as (OpeningHours | undefined)[] as Week,
        holidays: [...new Set(holidays.map((one) => one.day))].sort(),
      },
      holidayNames: Object.fromEntries(named),
    };
  });
