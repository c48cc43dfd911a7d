import { describe, expect, it } from "@jest/globals";
import { reasonToLook, sortByAttention, type Watched } from "../../../src/domain/metrics/attentionRules.js";
import type { Verdict } from "../../../src/domain/metrics/compareRules.js";

describe("what deserves attention first", () => {
  it("is what fell, the deepest first, then who is asked less, then what rose", () => {
    const rows = [
      { name: "rose", ...row("clear_rise", 30) },
      { name: "same", ...row("no_clear_change", -9) },
      { name: "fell a little", ...row("clear_fall", -8) },
      { name: "not asked", ...row("no_clear_change", 0, 20, 80) },
      { name: "fell", ...row("clear_fall", -20) },
    ];
    expect(sortByAttention(rows).map(({ name }) => name)).toEqual([
      "fell",
      "fell a little",
      "not asked",
      "rose",
    ]);
  });

  it("is no coverage that is as low as ever, only one that dropped", () => {
    expect(reasonToLook(row("no_clear_change", 0, 40, 45))).toBeNull();
    expect(reasonToLook(row("no_clear_change", 0, 40, 70))).toBe("low_coverage");
    expect(reasonToLook({ ...row("no_clear_change", 0, 40), before: null })).toBe("low_coverage");
  });

  it("is no coverage of fewer than thirty events", () => {
    const few = { eligible: 29, asked: 3, coverage: 3 / 29 };
    expect(reasonToLook({ ...row("few_answers", 0), ...few })).toBeNull();
  });
});

/** Of a hundred events each, so many were asked about now and before. */
function row(verdict: Verdict, difference: number, asked = 90, askedBefore = 90): Watched {
  return {
    change: { verdict, difference, pValue: 0.01 },
    eligible: 100,
    asked,
    coverage: asked / 100,
    before: { eligible: 100, asked: askedBefore },
  };
}
