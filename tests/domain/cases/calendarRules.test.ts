import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import {
  addBusinessMinutes,
  businessMinutesBetween,
  defaultCalendar,
} from "../../../src/domain/cases/calendarRules.js";
import type { Calendar } from "../../../src/records/team.js";

const MADRID = defaultCalendar("Europe/Madrid");
const due = (start: string, minutes: number, calendar: Calendar = MADRID) =>
  addBusinessMinutes(new Date(start), minutes, calendar)?.toISOString();

describe("business hours", () => {
  it("count from the next opening and go over night and weekend", () => {
    expect(due("2026-09-01T10:00:00+02:00", 60)).toBe("2026-09-01T09:00:00.000Z"); // Tuesday, at work
    expect(due("2026-09-01T16:30:00+02:00", 60)).toBe("2026-09-02T07:30:00.000Z"); // half an hour today
    expect(due("2026-09-04T20:00:00+02:00", 60)).toBe("2026-09-07T08:00:00.000Z"); // Friday night: Monday
    expect(due("2026-09-05T12:00:00+02:00", 8 * 60)).toBe("2026-09-07T15:00:00.000Z"); // to the minute of closing
  });

  it("leave out holidays", () => {
    const calendar = { ...MADRID, holidays: ["2026-09-07"] };
    expect(due("2026-09-04T20:00:00+02:00", 60, calendar)).toBe("2026-09-08T08:00:00.000Z");
  });

  it("stay at the wall clock when the clocks change between", () => {
    // The night to 2026-10-25 gives an hour back; Friday's last hour plus Monday's first.
    expect(due("2026-10-23T16:00:00+02:00", 120)).toBe("2026-10-26T09:00:00.000Z");
    const nights = { ...MADRID, week: Array(7).fill({ from: "00:00", until: "24:00" }) as Calendar["week"] };
    expect(due("2026-10-25T00:00:00+02:00", 24 * 60, nights)).toBe("2026-10-25T22:00:00.000Z"); // 25 hours long
    expect(due("2026-03-29T00:00:00+01:00", 24 * 60, nights)).toBe("2026-03-29T23:00:00.000Z"); // 23 hours long
  });

  it("know no due time for a team that never works", () => {
    const never = { ...MADRID, week: Array(7).fill(null) as Calendar["week"] };
    expect(due("2026-09-01T10:00:00+02:00", 60, never)).toBeUndefined();
    expect(businessMinutesBetween(new Date(0), new Date("1970-03-01"), never)).toBe(0);
  });

  it("measure what they add, whatever the zone, the start and the length", () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date("2026-01-01"), max: new Date("2027-12-31"), noInvalidDate: true }),
        fc.integer({ min: 0, max: 10_000 }),
        fc.constantFrom("Europe/Madrid", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe"),
        (start, minutes, zone) => {
          const calendar = defaultCalendar(zone);
          const end = addBusinessMinutes(start, minutes, calendar)!;
          expect(businessMinutesBetween(start, end, calendar)).toBeCloseTo(minutes, 6);
        },
      ),
      { numRuns: 200 },
    );
  });

  it("are none between instants that stand backwards", () => {
    expect(businessMinutesBetween(new Date("2026-09-02"), new Date("2026-09-01"), MADRID)).toBe(0);
  });
});
