import { describe, expect, it } from "@jest/globals";
import { countSegments } from "../../src/lib/smsSegments.js";
import { toSmsText } from "../../src/lib/smsText.js";

describe("the segments of a text message", () => {
  it.each<[string, ...(string | number)[]]>([
    ["", "GSM-7", 0, 0, 160],
    ["a".repeat(160), "GSM-7", 160, 1, 160],
    ["a".repeat(161), "GSM-7", 161, 2, 153],
    ["a".repeat(306), "GSM-7", 306, 2, 153],
    ["a".repeat(307), "GSM-7", 307, 3, 153],
    ["ñéäÆ¿ß\n", "GSM-7", 7, 1, 160],
    ["€".repeat(80), "GSM-7", 160, 1, 160],
    ["€".repeat(81), "GSM-7", 162, 2, 153],
    ["[]{}\\~^|€", "GSM-7", 18, 1, 160],
    ["a".repeat(69) + "’", "UCS-2", 70, 1, 70],
    ["a".repeat(70) + "’", "UCS-2", 71, 2, 67],
    ["ك".repeat(134), "UCS-2", 134, 2, 67],
    ["ك".repeat(135), "UCS-2", 135, 3, 67],
    ["😀".repeat(35), "UCS-2", 70, 1, 70],
    ["😀".repeat(36), "UCS-2", 72, 2, 67],
    ["ç", "UCS-2", 1, 1, 70],
  ])("%#. %.12j is %s", (text, ...expected) => {
    const [encoding, characters, segments, perSegment] = expected;
    expect(countSegments(text)).toEqual({ encoding, characters, segments, perSegment });
  });

  it("tears no character of two apart: a segment may end one short", () => {
    expect(countSegments("a".repeat(152) + "€" + "a".repeat(151)).segments).toBe(2);
    expect(countSegments("a".repeat(152) + "€" + "a".repeat(152)).segments).toBe(3);
    expect(countSegments("😀".repeat(67)).segments).toBe(3); // 33 of two fit into 67
  });

  it("needs no second alphabet for what an editor makes of plain quotes", () => {
    const text = toSmsText("“Don’t” – really…\u00a0no");
    expect([text, countSegments(text).encoding]).toEqual(['"Don\'t" - really... no', "GSM-7"]);
  });
});
