import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { DateTime } from "luxon";
import { windowOf, zonesOf } from "../../../src/domain/contactPolicy/windowOf.js";
import { DEFAULT_POLICY } from "../../../src/domain/contactPolicy/rules.js";
import { firstOpen, type Window } from "../../../src/domain/delivery/sendingHours.js";
import { zonesOfPhone } from "../../../src/lib/phoneZones.js";

const window = (zones: string[], from: string, until: string, holidays: string[] = []): Window => ({
  zones,
  hours: { from, until },
  holidays: new Set(holidays),
});

const open = (at: string, about: Window) => firstOpen(new Date(at), about)?.toISOString() ?? null;

describe("the first instant at which a message may go out", () => {
  const madrid = window(["Europe/Madrid"], "08:00", "21:00");
  it.each<[string, string, string | null, Window]>([
    ["is now within the hours", "2026-07-01T10:00:00.000Z", "2026-07-01T10:00:00.000Z", madrid],
    ["is now at the first minute", "2026-07-01T06:00:00.000Z", "2026-07-01T06:00:00.000Z", madrid],
    ["is later before the first minute", "2026-07-01T05:59:59.999Z", "2026-07-01T06:00:00.000Z", madrid],
    ["is still now in the last second", "2026-07-01T18:59:59.999Z", "2026-07-01T18:59:59.999Z", madrid],
    ["is tomorrow from the end on", "2026-07-01T19:00:00.000Z", "2026-07-02T06:00:00.000Z", madrid],
    [
      "knows zones with half an hour",
      "2026-07-01T01:00:00.000Z",
      "2026-07-01T02:30:00.000Z",
      window(["Asia/Kolkata"], "08:00", "21:00"),
    ],
    [
      "knows zones with three quarters of an hour",
      "2026-07-01T01:00:00.000Z",
      "2026-07-01T02:15:00.000Z",
      window(["Asia/Kathmandu"], "08:00", "21:00"),
    ],
    [
      "goes over midnight, late in the evening",
      "2026-07-01T23:00:00.000Z",
      "2026-07-01T23:00:00.000Z",
      window(["UTC"], "22:00", "02:00"),
    ],
    [
      "goes over midnight, early in the morning",
      "2026-07-02T01:59:00.000Z",
      "2026-07-02T01:59:00.000Z",
      window(["UTC"], "22:00", "02:00"),
    ],
    [
      "waits through the day for hours over midnight",
      "2026-07-02T02:00:00.000Z",
      "2026-07-02T22:00:00.000Z",
      window(["UTC"], "22:00", "02:00"),
    ],
    [
      "is the end of the gap when the clock skips the first minute",
      "2026-03-29T00:10:00.000Z",
      "2026-03-29T01:00:00.000Z", // 02:00 becomes 03:00: there is no 02:30
      window(["Europe/Madrid"], "02:30", "21:00"),
    ],
    [
      "is the first of two when the clock shows the first minute twice",
      "2026-10-24T22:00:00.000Z",
      "2026-10-25T00:30:00.000Z", // 02:30 summer time; the clock goes back at 03:00
      window(["Europe/Madrid"], "02:30", "21:00"),
    ],
    [
      "is the second of two in the hour that comes again",
      "2026-10-25T01:00:00.000Z", // 02:00 for the second time
      "2026-10-25T01:30:00.000Z",
      window(["Europe/Madrid"], "02:30", "21:00"),
    ],
    [
      "knows a clock that changes by half an hour",
      "2026-04-04T10:00:00.000Z",
      "2026-04-04T21:30:00.000Z", // Lord Howe is back at UTC+10:30 since 02:00
      window(["Australia/Lord_Howe"], "08:00", "20:00"),
    ],
    [
      "leaves out holidays where the customer is",
      "2026-12-24T20:00:00.000Z",
      "2026-12-26T07:00:00.000Z",
      window(["Europe/Madrid"], "08:00", "21:00", ["2026-12-25"]),
    ],
    [
      "begins at midnight after a holiday when there are no hours",
      "2026-12-25T12:00:00.000Z",
      "2026-12-25T23:00:00.000Z",
      { zones: ["Europe/Madrid"], hours: null, holidays: new Set(["2026-12-25"]) },
    ],
    [
      "suits all zones at once",
      "2026-07-01T12:00:00.000Z", // 08:00 in New York, 02:00 in Honolulu
      "2026-07-01T18:00:00.000Z",
      window(["America/New_York", "Pacific/Honolulu"], "08:00", "21:00"),
    ],
    [
      "is never where the zones have no hour in common",
      "2026-07-01T12:00:00.000Z",
      null,
      window(["America/New_York", "Asia/Tokyo"], "09:00", "17:00"),
    ],
    [
      "is now without zones, as where there are no rules",
      "2026-07-01T03:00:00.000Z",
      "2026-07-01T03:00:00.000Z",
      { zones: [], hours: null, holidays: new Set() },
    ],
  ])("%s", (_what, at, expected, about) => {
    expect(open(at, about)).toBe(expected);
  });

  it("survives a day that a country skipped", () => {
    const apia = window(["Pacific/Apia"], "08:00", "21:00");
    expect(open("2011-12-30T08:00:00Z", apia)).toBe("2011-12-30T18:00:00.000Z"); // the 31st: there was no 30th
  });

  it("agrees with looking at every minute, in any zone, at any hours", () => {
    const zone = fc.constantFrom(
      "Europe/Madrid",
      "America/New_York",
      "America/St_Johns",
      "Australia/Lord_Howe",
      "Asia/Kathmandu",
      "Pacific/Chatham",
      "Africa/Casablanca",
      "Pacific/Honolulu",
      "UTC",
    );
    const time = fc
      .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom(0, 15, 30, 59))
      .map(([hour, minute]) => `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`);
    // Around the changes of clocks, where it is hard.
    const start = fc
      .tuple(
        fc.constantFrom(
          "2026-03-08",
          "2026-03-29",
          "2026-04-05",
          "2026-10-04",
          "2026-10-25",
          "2026-11-01",
          "2026-02-15",
        ),
        fc.integer({ min: -1500, max: 1500 }),
      )
      .map(([day, minutes]) => new Date(Date.parse(`${day}T00:00:00Z`) + minutes * 60_000));
    const cases = fc.record({
      zones: fc.uniqueArray(zone, { minLength: 1, maxLength: 2 }),
      from: time,
      until: time,
      start,
      holidays: fc.subarray(["2026-03-29", "2026-10-25", "2026-11-01"]),
    });
    fc.assert(
      fc.property(cases, ({ zones, from, until, start, holidays }) => {
        fc.pre(from !== until);
        const about = window(zones, from, until, holidays);
        const found = firstOpen(start, about);
        const isInSight = found !== null && found.getTime() < start.getTime() + 6 * 86_400_000;
        expect(isInSight ? found.toISOString() : undefined).toBe(byLooking(start, about)?.toISOString());
      }),
      { numRuns: 150 },
    );
  });
});

/** The slow way, which cannot be wrong; undefined when nothing opens within six days. */
function byLooking(start: Date, { zones, hours, holidays }: Window): Date | undefined {
  for (let minute = 0; minute < 6 * 1440; minute += 1) {
    const at = new Date(start.getTime() + minute * 60_000);
    const isOpen = zones.every((zone) => {
      const [day, time] = wallClock(at, zone);
      const { from, until } = hours!;
      const isInHours = from < until ? time >= from && time < until : time >= from || time < until;
      return isInHours && !holidays.has(day);
    });
    if (isOpen) return at;
  }
  return undefined;
}

const seen = new Map<string, [day: string, time: string]>();

/** Kept, because the cases look at the same few days again and again. */
function wallClock(at: Date, zone: string): [day: string, time: string] {
  const key = `${at.getTime()} ${zone}`;
  const known = seen.get(key);
  if (known) return known;
  const [day, time] = DateTime.fromJSDate(at, { zone }).toISO()!.split("T");
  const clock: [string, string] = [day!, time!.slice(0, 5)];
  seen.set(key, clock);
  return clock;
}

describe("where a customer is", () => {
  it.each<[string, { timeZone?: string; phone?: string }, string[]]>([
    ["as the customer says", { timeZone: "Asia/Tokyo", phone: "+14155550123" }, ["Asia/Tokyo"]],
    ["by the area of the number", { phone: "+14155550123" }, ["America/Los_Angeles"]],
    ["by the country of the number", { phone: "+442079460000" }, ["Europe/London"]],
    ["where the organisation is, else", {}, ["Europe/Madrid"]],
    ["where the organisation is, when the number is none", { phone: "nonsense" }, ["Europe/Madrid"]],
    ["where the organisation is, when nobody knows the zone", { timeZone: "Mars/Base" }, ["Europe/Madrid"]],
  ])("%s", (_what, customer, expected) => {
    expect(zonesOf(customer, "Europe/Madrid")).toEqual(expected);
  });

  it("is everywhere in the country when the area does not say it", () => {
    const zones = zonesOfPhone("+18505550123"); // Florida has two zones in this area
    expect(zones).toEqual(expect.arrayContaining(["America/New_York", "Pacific/Honolulu"]));
    expect(zonesOfPhone("+61298765432")).toEqual(
      expect.arrayContaining(["Australia/Perth", "Australia/Sydney"]),
    );
  });

  it("keeps a number of the United States between Hawaii's morning and New York's evening", () => {
    const about = windowOf(DEFAULT_POLICY, {
      customer: { phone: "+18505550123" },
      channel: "sms",
      organisationZone: "UTC",
    });
    expect(open("2026-07-01T12:00:00Z", about)).toBe("2026-07-01T18:00:00.000Z");
    expect(open("2026-07-02T01:00:00Z", about)).toBe("2026-07-02T18:00:00.000Z");
  });
});
