import { describe, expect, it } from "@jest/globals";
import {
  comparedPeriodOf,
  dueDigests,
  lastDayOver,
  periodOf,
} from "../../../src/domain/digests/periodRules.js";
import type { Cadence } from "../../../src/records/digest.js";

const LONG_AGO = new Date("2037-01-01T00:00:00Z");

function due(
  at: string,
  { zone = "UTC", reporting = "UTC", hour = 8, cadences = ["daily"] as Cadence[], since = LONG_AGO } = {},
) {
  return dueDigests({ cadences, hour, zone, since }, new Date(at), reporting).map(
    ({ cadence, day }) => `${cadence} ${day}`,
  );
}

describe("the periods that mails tell of", () => {
  it("are yesterday, the last seven days and the last month, each against the one before", () => {
    expect(periodOf("daily", "2037-09-07")).toEqual({ from: "2037-09-06", to: "2037-09-06" });
    expect(periodOf("weekly", "2037-09-07")).toEqual({ from: "2037-08-31", to: "2037-09-06" });
    expect(periodOf("monthly", "2037-03-01")).toEqual({ from: "2037-02-01", to: "2037-02-28" });
    const compared = (cadence: Cadence, day: string) => comparedPeriodOf(cadence, periodOf(cadence, day));
    expect(compared("daily", "2037-09-07")).toEqual({ from: "2037-09-05", to: "2037-09-05" });
    expect(compared("weekly", "2037-09-07")).toEqual({ from: "2037-08-24", to: "2037-08-30" });
    expect(compared("monthly", "2037-04-01")).toEqual({ from: "2037-02-01", to: "2037-02-28" });
  });

  it("are over on each day, on Mondays and on the 1st", () => {
    expect(lastDayOver("daily", "2037-09-09")).toBe("2037-09-09");
    expect(lastDayOver("weekly", "2037-09-06")).toBe("2037-08-31"); // Sunday
    expect(lastDayOver("weekly", "2037-09-07")).toBe("2037-09-07");
    expect(lastDayOver("monthly", "2037-09-30")).toBe("2037-09-01");
  });

  it("are told from the chosen hour on, for half a day, two days or nearly three", () => {
    expect(due("2037-09-09T07:59:59Z")).toEqual([]);
    expect(due("2037-09-09T08:00:00Z")).toEqual(["daily 2037-09-09"]);
    expect(due("2037-09-09T19:59:00Z")).toEqual(["daily 2037-09-09"]);
    expect(due("2037-09-09T20:00:00Z")).toEqual([]);
    const weekly = { cadences: ["weekly" as const] };
    expect(due("2037-09-07T08:00:00Z", weekly)).toEqual(["weekly 2037-09-07"]);
    expect(due("2037-09-09T07:59:00Z", weekly)).toEqual(["weekly 2037-09-07"]);
    expect(due("2037-09-09T08:00:00Z", weekly)).toEqual([]);
    const monthly = { cadences: ["monthly" as const] };
    expect(due("2037-10-01T08:00:00Z", monthly)).toEqual(["monthly 2037-10-01"]);
    expect(due("2037-10-04T08:00:00Z", monthly)).toEqual([]);
  });

  it("are not told when they were chosen after the hour", () => {
    expect(due("2037-09-09T09:00:00Z", { since: new Date("2037-09-09T08:30:00Z") })).toEqual([]);
    expect(due("2037-09-10T08:00:00Z", { since: new Date("2037-09-09T08:30:00Z") })).toEqual([
      "daily 2037-09-10",
    ]);
  });

  it("wait for the organisation's day to end, wherever the reader is", () => {
    const tokyo = { zone: "Asia/Tokyo", reporting: "America/Chicago" };
    // Wednesday 8:00 in Tokyo: in Chicago Tuesday is not over, so it is Monday that is told.
    expect(due("2037-09-08T23:00:00Z", tokyo)).toEqual(["daily 2037-09-08"]);
    const weekly = { ...tokyo, cadences: ["weekly" as const] };
    expect(due("2037-09-06T23:00:00Z", weekly)).toEqual([]); // Monday 8:00 in Tokyo, Sunday in Chicago
    expect(due("2037-09-07T23:00:00Z", weekly)).toEqual(["weekly 2037-09-07"]);
    // Far west the hour of a day comes when the organisation's next one has begun.
    const honolulu = { zone: "Pacific/Honolulu", reporting: "Asia/Tokyo", hour: 4 };
    expect(due("2037-09-09T13:59:00Z", honolulu)).toEqual([]);
    expect(due("2037-09-09T14:00:00Z", honolulu)).toEqual(["daily 2037-09-09"]);
    expect(due("2037-09-09T15:30:00Z", honolulu)).toEqual(["daily 2037-09-09"]);
  });

  it("come once a day when clocks change: for an hour that is left out, and for one that comes twice", () => {
    const madrid = { zone: "Europe/Madrid", hour: 2 };
    expect(due("2038-03-28T00:59:00Z", madrid)).toEqual([]); // 1:59, then 3:00
    expect(due("2038-03-28T01:00:00Z", madrid)).toEqual(["daily 2038-03-28"]);
    expect(due("2037-10-24T23:59:00Z", madrid)).toEqual([]); // 1:59
    expect(due("2037-10-25T00:00:00Z", madrid)).toEqual(["daily 2037-10-25"]); // 2:00
    expect(due("2037-10-25T01:00:00Z", madrid)).toEqual(["daily 2037-10-25"]); // 2:00 again: the same mail
    const eight = { zone: "America/Chicago" };
    expect(due("2037-10-31T13:00:00Z", eight)).toEqual(["daily 2037-10-31"]); // 8:00 in summer
    expect(due("2037-11-02T13:59:00Z", eight)).toEqual([]); // 7:59 in winter
    expect(due("2037-11-02T14:00:00Z", eight)).toEqual(["daily 2037-11-02"]);
  });
});
