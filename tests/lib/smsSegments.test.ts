import { describe, expect, it } from "@jest/globals";
import { toSmsText } from "../../src/lib/smsText.js";
import { charactersOutsideGsm7, countSegments } from "../../src/lib/smsSegments.js";

describe("the segments of an SMS", () => {
  it.each([
    ["nothing", "", ["GSM-7", 0, 0, 160]],
    ["160 letters", "a".repeat(160), ["GSM-7", 160, 1, 160]],
    ["161 letters", "a".repeat(161), ["GSM-7", 161, 2, 153]],
    ["306 letters", "a".repeat(306), ["GSM-7", 306, 2, 153]],
    ["307 letters", "a".repeat(307), ["GSM-7", 307, 3, 153]],
    ["80 signs of two septets", "€".repeat(80), ["GSM-7", 160, 1, 160]],
    ["the alphabet's own accents", "ñéÑ¿¡äöüßÄÖÜàèìòù", ["GSM-7", 17, 1, 160]],
    ["70 characters with one outside of it", "’" + "a".repeat(69), ["UCS-2", 70, 1, 70]],
    ["71 of them", "’" + "a".repeat(70), ["UCS-2", 71, 2, 67]],
    ["135 of them", "’" + "a".repeat(134), ["UCS-2", 135, 3, 67]],
    ["35 emoji", "😀".repeat(35), ["UCS-2", 70, 1, 70]],
  ] as const)("of %s are counted", (_name, text, [encoding, characters, segments, perSegment]) => {
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
