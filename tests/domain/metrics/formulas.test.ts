import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import {
  categoryCounts,
  intervalOf,
  meanOf,
  scoreOf,
  wilsonInterval,
} from "../../../src/domain/metrics/formulas.js";
import { categoryOf, isScore, scoresOf } from "../../../src/domain/metrics/rules.js";

const counts = fc.record({ low: fc.nat(5000), mid: fc.nat(5000), high: fc.nat(5000) });

describe("categories", () => {
  it("calls 0-6 detractors, 7-8 passives, 9-10 promoters", () => {
    expect(scoresOf("nps").map((score) => categoryOf("nps", score))).toEqual([
      ...Array(7).fill("detractor"),
      ...Array(2).fill("passive"),
      ...Array(2).fill("promoter"),
    ]);
  });

  it("calls 1-2 dissatisfied, 3 neutral, 4-5 satisfied", () => {
    expect(scoresOf("csat").map((score) => categoryOf("csat", score))).toEqual([
      "dissatisfied",
      "dissatisfied",
      "neutral",
      "satisfied",
      "satisfied",
    ]);
  });

  it("calls 1-3 hard, 4 neutral, 5-7 easy", () => {
    expect(scoresOf("ces").map((score) => categoryOf("ces", score))).toEqual([
      "hard",
      "hard",
      "hard",
      "neutral",
      "easy",
      "easy",
      "easy",
    ]);
  });

  it("knows no scores outside the scale or between its numbers", () => {
    expect([-1, 11, 7.5, NaN].filter((score) => isScore("nps", score))).toEqual([]);
    expect([0, 6].filter((score) => isScore("csat", score))).toEqual([]);
  });
});

describe("scores", () => {
  it("is 51 for 32 promoters, 13 passives and 6 detractors", () => {
    expect(scoreOf("nps", { low: 6, mid: 13, high: 32 })).toBeCloseTo(50.98, 2);
  });

  it("is null without answers, never 0", () => {
    const nothing = { low: 0, mid: 0, high: 0 };
    expect([scoreOf("nps", nothing), scoreOf("csat", nothing), intervalOf("nps", nothing)]).toEqual([
      null,
      null,
      null,
    ]);
    expect(meanOf("ces", [0, 0, 0, 0, 0, 0, 0])).toBeNull();
  });

  it("is the share of 4-5 for CSAT and of 5-7 for CES, not the mean", () => {
    expect(scoreOf("csat", categoryCounts("csat", [1, 0, 1, 1, 1]))).toBe(50);
    expect(scoreOf("ces", categoryCounts("ces", [1, 0, 0, 1, 0, 0, 2]))).toBe(50);
    expect(meanOf("ces", [1, 0, 0, 1, 0, 0, 2])).toBe((1 + 4 + 7 + 7) / 4);
  });
});

describe("intervals", () => {
  it("runs from about 29 to 67 for 32/13/6 of 51", () => {
    const interval = intervalOf("nps", { low: 6, mid: 13, high: 32 })!;
    expect(Math.round(interval.low)).toBe(29);
    expect(Math.round(interval.high)).toBe(67);
  });

  it("runs from about 17 to 100 for five promoters of five", () => {
    const interval = intervalOf("nps", { low: 0, mid: 0, high: 5 })!;
    expect(Math.round(interval.low)).toBe(17);
    expect(interval.high).toBe(100);
  });

  it("is null below two answers", () => {
    expect(intervalOf("nps", { low: 0, mid: 0, high: 1 })).toBeNull();
    expect(intervalOf("csat", { low: 0, mid: 0, high: 1 })).toBeNull();
  });

  it("follows Wilson for shares: 8 of 10 is 49 to 94 percent", () => {
    const { low, high } = wilsonInterval(8, 10)!;
    expect(low).toBeCloseTo(0.4902, 4);
    expect(high).toBeCloseTo(0.9433, 4);
    expect(intervalOf("csat", { low: 1, mid: 1, high: 8 })).toEqual({ low: 100 * low, high: 100 * high });
  });

  it("stays on the scale and holds a CSAT score whatever the counts", () => {
    fc.assert(
      fc.property(counts, (one) => {
        fc.pre(one.low + one.mid + one.high >= 2);
        const nps = intervalOf("nps", one)!;
        const csat = intervalOf("csat", one)!;
        expect(nps.low).toBeGreaterThanOrEqual(-100);
        expect(nps.high).toBeLessThanOrEqual(100);
        expect(nps.low).toBeLessThan(nps.high);
        expect(csat.low - 1e-9).toBeLessThanOrEqual(scoreOf("csat", one)!);
        expect(csat.high + 1e-9).toBeGreaterThanOrEqual(scoreOf("csat", one)!);
      }),
    );
  });
});
