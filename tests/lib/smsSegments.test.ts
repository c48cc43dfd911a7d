import { describe, expect, it } from "@jest/globals";
import { toSmsText } from "../../src/lib/smsText.js";
import { charactersOutsideGsm7, countSegments } from "../../src/lib/smsSegments.js";

describe("the segments of an SMS", () => {
  it.each([
    ["", ["GSM-7", 0, 0, 160]],
    ["a".repeat(160), ["GSM-7", 160, 1, 160]],
    ["a".repeat(161), ["GSM-7", 161, 2, 153]],
    ["a".repeat(306), ["GSM-7", 306, 2, 153]],
    ["a".repeat(307), ["GSM-7", 307, 3, 153]],
    ["€".repeat(80), ["GSM-7", 160, 1, 160]],
    ["ñéÑ¿¡äöüßÄÖÜàèìòù", ["GSM-7", 17, 1, 160]],
    ["’" + "a".repeat(69), ["UCS-2", 70, 1, 70]],
    ["’" + "a".repeat(70), ["UCS-2", 71, 2, 67]],
    ["’" + "a".repeat(134), ["UCS-2", 135, 3, 67]],
    ["😀".repeat(35), ["UCS-2", 70, 1, 70]],
  ] as const)("of %j are counted", (text, [encoding, characters, segments, perSegment]) => {
    expect(countSegments(text)).toEqual({ encoding, characters, segments, perSegment });
  });

  it("never cut a character of two units", () => {
    expect(countSegments("a".repeat(152) + "€" + "a".repeat(151)).segments).toBe(2);
    expect(countSegments("a".repeat(152) + "€" + "a".repeat(152)).segments).toBe(3);
    expect(countSegments("a".repeat(66) + "😀" + "a".repeat(66)).segments).toBe(3);
  });

  it("name what makes a text UCS-2", () => {
    expect(charactersOutsideGsm7("It’s “fine”, São it’s")).toEqual(["’", "“", "”", "ã"]);
    expect(charactersOutsideGsm7("Fine [1]")).toEqual([]);
  });

  it("need no second alphabet for what an editor makes of plain quotes", () => {
    const text = toSmsText("“Don’t” – really…\u00a0no");
    expect([text, countSegments(text).encoding]).toEqual(['"Don\'t" - really... no', "GSM-7"]);
  });
});
