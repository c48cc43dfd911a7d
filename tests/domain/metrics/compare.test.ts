import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { clearOnes, compare, compareShares, judgeChanges } from "../../../src/domain/metrics/compareRules.js";

const nps = (high: number, low: number, answers: number) => ({ low, mid: answers - high - low, high });

describe("a change between two periods", () => {
  it("is not significant for 15 points of NPS on a hundred answers each", () => {
    const { difference, pValue } = compare("nps", nps(40, 25, 100), nps(50, 20, 100));
    expect(difference).toBeCloseTo(-15, 10);
    expect(pValue).toBeCloseTo(0.18, 2);
  });

  it("is significant for the same 15 points on a thousand answers each", () => {
    const { pValue } = compare("nps", nps(400, 250, 1000), nps(500, 200, 1000));
    expect(pValue).toBeLessThan(0.0001); // z 4.26
    expect(pValue).toBeGreaterThan(0.00001);
  });

  it("is measured in percentage points for CSAT, with a two-sample z", () => {
    const { difference, pValue } = compare(
      "csat",
      { low: 15, mid: 15, high: 70 },
      { low: 10, mid: 10, high: 80 },
    );
    expect(difference).toBeCloseTo(-10, 10);
    expect(pValue).toBeCloseTo(0.1059, 4); // 71/102 against 81/102: z -1.6168
  });

  it("is unknown, and not zero, when nobody answered in one of them", () => {
    const none = { low: 0, mid: 0, high: 0 };
    expect(compare("nps", none, nps(5, 1, 10))).toEqual({ difference: null, pValue: null });
    expect(compareShares({ part: 0, whole: 0 }, { part: 1, whole: 2 })).toEqual({
      difference: null,
      pValue: null,
    });
  });

  it("has a p-value even when all said the same in both", () => {
    const { pValue } = compare("csat", { low: 0, mid: 0, high: 50 }, { low: 0, mid: 0, high: 50 });
    expect(pValue).toBeCloseTo(1, 6);
  });
});

describe("many changes on one page", () => {
  it("does not call one of twenty clear that is barely significant by itself", () => {
    const pValues = [0.04, ...Array.from({ length: 19 }, (_, index) => 0.1 + index / 25)];
    expect(clearOnes(pValues)).toEqual(Array(20).fill(false));
    expect(clearOnes([0.04])).toEqual([true]);
  });

  it("follows Benjamini and Hochberg: all up to the last that is below its own bound are clear", () => {
    // Bounds 0.0125, 0.025, 0.0375, 0.05: the third is below its own, so the second is clear with it.
    expect(clearOnes([0.037, 0.2, 0.005, 0.03])).toEqual([true, false, true, true]);
  });

  it("leaves out what cannot be tested, and does not count it", () => {
    expect(clearOnes([null, 0.04, null])).toEqual([false, true, false]);
    expect(clearOnes([])).toEqual([]);
  });

  it("calls few answers few, whatever the difference", () => {
    const [one] = judgeChanges([{ metric: "nps", current: nps(0, 29, 29), previous: nps(500, 0, 500) }]);
    expect(one).toMatchObject({ verdict: "few_answers", difference: -200 });
  });

  it("tells a rise from a fall", () => {
    const high = nps(500, 200, 1000);
    const low = nps(400, 250, 1000);
    const verdicts = judgeChanges([
      { metric: "nps", current: high, previous: low },
      { metric: "nps", current: low, previous: high },
      { metric: "nps", current: low, previous: low },
    ]).map(({ verdict }) => verdict);
    expect(verdicts).toEqual(["clear_rise", "clear_fall", "no_clear_change"]);
  });

  it("never calls more clear than are significant by themselves", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 40 }), (pValues) => {
        clearOnes(pValues).forEach((isClear, index) => {
          if (isClear) expect(pValues[index]).toBeLessThanOrEqual(0.05);
        });
      }),
    );
  });
});
