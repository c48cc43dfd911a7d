import { describe, expect, it } from "@jest/globals";
import { spansOf, stepOf, trendOf } from "../../../src/domain/metrics/trend.js";
import type { CountedRollup } from "../../../src/store/rollups.js";

describe("the trend of a touchpoint", () => {
  it("shows each day of a month by itself", () => {
    const period = { from: "2037-02-27", to: "2037-03-02" };
    expect(stepOf(period)).toBe("day");
    const spans = spansOf(period, "day");
    expect(spans.map(({ from }) => from)).toEqual(["2037-02-27", "2037-02-28", "2037-03-01", "2037-03-02"]);
  });

  it("shows weeks beyond two months, with whole newest weeks and a short oldest one", () => {
    const period = { from: "2037-01-01", to: "2037-03-31" };
    expect(stepOf(period)).toBe("week");
    const spans = spansOf(period, "week");
    expect(spans.at(-1)).toEqual({ from: "2037-03-25", to: "2037-03-31" });
    expect(spans[0]).toEqual({ from: "2037-01-01", to: "2037-01-06" });
  });

  it("shows months beyond half a year, short ones at both ends", () => {
    const period = { from: "2036-12-30", to: "2037-07-15" };
    expect(stepOf(period)).toBe("month");
    const spans = spansOf(period, "month");
    expect(spans).toHaveLength(8);
    expect(spans[0]).toEqual({ from: "2036-12-30", to: "2036-12-31" });
    expect(spans[2]).toEqual({ from: "2037-02-01", to: "2037-02-28" });
    expect(spans.at(-1)).toEqual({ from: "2037-07-01", to: "2037-07-15" });
  });

  it("puts a month's roll-up and the days around it where they belong", () => {
    const spans = spansOf({ from: "2037-01-31", to: "2037-03-01" }, "month");
    const month: CountedRollup = { ...day("2037-02", { 10: 2 }), unit: "month" };
    const rollups = [day("2037-01-31", { 0: 1 }), month, day("2037-03-01", { 9: 1, 0: 1 })];
    expect(trendOf("nps", rollups, spans).map(({ score }) => score)).toEqual([-100, 100, 0]);
  });

  it("leaves a gap where nobody answered, which is not a score of 0", () => {
    const spans = spansOf({ from: "2037-09-01", to: "2037-09-03" }, "day");
    const days = [day("2037-09-01", { 10: 3, 0: 1 }), day("2037-09-03", { 0: 2, 9: 2 })];
    expect(trendOf("nps", days, spans).map(({ score }) => score)).toEqual([50, null, 0]);
  });

  it("computes a week from its summed answers, not from the scores of its days", () => {
    const span = { from: "2037-09-01", to: "2037-09-07" };
    const days = [day("2037-09-01", { 10: 1 }), day("2037-09-05", { 0: 3 })];
    expect(trendOf("nps", days, [span])).toMatchObject([{ ...span, score: -50, responses: 4 }]);
  });
});

function day(span: string, answers: Record<number, number>): CountedRollup {
  const counts = Array.from({ length: 11 }, (_, score) => answers[score] ?? 0);
  return { kind: "answers", touchpoint: "visit", metric: "nps", unit: "day", span, counts };
}
