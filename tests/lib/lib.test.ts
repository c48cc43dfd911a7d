import { describe, expect, it } from "@jest/globals";
import { contentHash } from "../../src/lib/canonicalJson.js";
import { addDuration, isDuration } from "../../src/lib/duration.js";
import { canonicalLocale, isRightToLeft, matchLocale } from "../../src/lib/locale.js";
import { normalisePhone } from "../../src/lib/phoneNumber.js";
import { readToken, signToken } from "../../src/lib/signedToken.js";
import { dayOf, daysBetween } from "../../src/lib/timeZone.js";

describe("days", () => {
  it("are those of the zone, across its daylight-saving change", () => {
    expect(dayOf(new Date("2026-11-01T04:59:00Z"), "America/Chicago")).toBe("2026-10-31");
    expect(dayOf(new Date("2026-11-02T05:59:00Z"), "America/Chicago")).toBe("2026-11-01");
    expect(dayOf(new Date("2026-11-02T06:00:00Z"), "America/Chicago")).toBe("2026-11-02");
    expect(dayOf(new Date("2026-01-01T18:30:00Z"), "Asia/Kolkata")).toBe("2026-01-02");
  });

  it("are listed with both ends, and not at all backwards", () => {
    expect(daysBetween("2026-02-27", "2026-03-01")).toEqual(["2026-02-27", "2026-02-28", "2026-03-01"]);
    expect(daysBetween("2026-03-01", "2026-02-27")).toEqual([]);
  });
});

describe("durations", () => {
  it("are ISO 8601 and go forward", () => {
    expect(["PT2H", "P30D", "P1Y2M3DT4H5M6S", "PT0S"].every(isDuration)).toBe(true);
    expect(["", "P", "2h", "-P1D", "P-1D", "PT", "P1H"].some(isDuration)).toBe(false);
  });

  it("are counted in UTC, months by the calendar", () => {
    expect(addDuration(new Date("2026-01-31T10:00:00Z"), "P1M").toISOString()).toBe(
      "2026-02-28T10:00:00.000Z",
    );
    expect(addDuration(new Date("2026-03-28T10:00:00Z"), "P2D").toISOString()).toBe(
      "2026-03-30T10:00:00.000Z",
    );
  });
});

describe("languages", () => {
  it("are brought into canonical form; unknown ones are null", () => {
    expect(["en_us", "ES-mx", "zh-hans", "xx", "klingon", "e", "en-"].map(canonicalLocale)).toEqual([
      "en-US",
      "es-MX",
      "zh-Hans",
      null,
      null,
      null,
      null,
    ]);
  });

  it("match the same tag, then the language, then a sister", () => {
    expect(matchLocale(["es-MX"], ["en", "es"])).toBe("es");
    expect(matchLocale(["pt"], ["en", "pt-BR"])).toBe("pt-BR");
    expect(matchLocale(["sv", "de-AT"], ["en", "de"])).toBe("de");
    expect(matchLocale(["sv"], ["en"])).toBeNull();
  });

  it("know their direction", () => {
    expect([isRightToLeft("ar"), isRightToLeft("he-IL"), isRightToLeft("en")]).toEqual([true, true, false]);
  });
});

describe("phone numbers", () => {
  it("become E.164; text that is none becomes null", () => {
    expect(normalisePhone("+1 (415) 555-0123")).toBe("+14155550123");
    expect(["555-0123", "12345", "+1", "+999123456789", "hello"].map(normalisePhone)).toEqual(
      Array(5).fill(null),
    );
  });
});

describe("signed tokens", () => {
  const token = signToken("secret", "view", "payload.with.dots");

  it("give their payload back for the same secret and purpose only", () => {
    expect(readToken("secret", "view", token)).toBe("payload.with.dots");
    expect(readToken("secret", "other", token)).toBeNull();
    expect(readToken("another", "view", token)).toBeNull();
    expect(readToken("secret", "view", `x${token}`)).toBeNull();
    expect(readToken("secret", "view", "no dot")).toBeNull();
  });
});

describe("content hashes", () => {
  it("do not depend on the order of keys, but on that of lists", () => {
    expect(contentHash({ a: 1, b: { c: [1, 2], d: 3 } })).toBe(contentHash({ b: { d: 3, c: [1, 2] }, a: 1 }));
    expect(contentHash({ a: [1, 2] })).not.toBe(contentHash({ a: [2, 1] }));
  });
});
