import { describe, expect, it } from "@jest/globals";
import { spansOf, trendOf } from "../../../src/domain/metrics/trend.js";
import type { TouchpointDay } from "../../../src/records/touchpointDay.js";

describe("the trend of a touchpoint", () => {
  it("shows each day of a month by itself", () => {
    const { step, spans } = spansOf({ from: "2037-02-27", to: "2037-03-02" });
    expect(step).toBe("day");
    expect(spans.map(({ from }) => from)).toEqual(["2037-02-27", "2037-02-28", "2037-03-01", "2037-03-02"]);
  });

  it("shows weeks beyond two months, with whole newest weeks and a short oldest one", () => {
    const { step, spans } = spansOf({ from: "2037-01-01", to: "2037-03-31" });
    expect(step).toBe("week");
    expect(spans.at(-1)).toEqual({ from: "2037-03-25", to: "2037-03-31" });
    expect(spans[0]).toEqual({ from: "2037-01-01", to: "2037-01-06" });
  });

  it("leaves a gap where nobody answered, which is not a score of 0", () => {
    const { spans } = spansOf({ from: "2037-09-01", to: "2037-09-03" });
    const days = [day("2037-09-01", { 10: 3, 0: 1 }), day("2037-09-03", { 0: 2, 9: 2 })];
    expect(trendOf("nps", days, spans).map(({ score }) => score)).toEqual([50, null, 0]);
  });

  it("computes a week from its summed answers, not from the scores of its days", () => {
    const span = { from: "2037-09-01", to: "2037-09-07" };
    const days = [day("2037-09-01", { 10: 1 }), day("2037-09-05", { 0: 3 })];
    expect(trendOf("nps", days, [span])).toEqual([{ ...span, score: -50, responses: 4 }]);
  });
});

function day(name: string, answers: Record<number, number>): TouchpointDay {
  const counts = Array.from({ length: 11 }, (_, score) => answers[score] ?? 0);
  return { kind: "answers", touchpoint: "visit", metric: "nps", day: name, gen: 1, isDirty: false, counts };
}
