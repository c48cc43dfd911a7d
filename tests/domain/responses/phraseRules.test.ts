import { describe, expect, it } from "@jest/globals";
import { logLikelihood, tellingPhrases, type Said } from "../../../src/domain/responses/phraseRules.js";

const said = (texts: string[], level: Said["level"], rest: Partial<Said> = {}): Said[] =>
  texts.map((text) => ({ text, language: "en", level, ...rest }));
const times = (count: number, text: string) => Array.from({ length: count }, () => text);
const phrases = (all: Said[]) =>
  tellingPhrases(all, 6).map((level) => level.map(({ phrase, count }) => `${phrase} ${count}`));

describe("the most telling phrases", () => {
  it("measures by the log-likelihood ratio of a phrase here and elsewhere", () => {
    // worked out by hand: 20 of 100 here, 5 of 100 elsewhere
    const byHand =
      2 *
      (20 * Math.log(20 / 12.5) +
        5 * Math.log(5 / 12.5) +
        80 * Math.log(80 / 87.5) +
        95 * Math.log(95 / 87.5));
    expect(logLikelihood(20, 100, 5, 100)).toBeCloseTo(byHand, 10);
    expect(byHand).toBeCloseTo(10.92, 2);
    expect(logLikelihood(5, 100, 20, 100)).toBe(0);
    expect([logLikelihood(3, 3, 0, 0), logLikelihood(0, 0, 3, 3)]).toEqual([0, 0]);
  });

  it("tells what one category says and the others do not, without words that say nothing by themselves", () => {
    const all = [
      ...said(times(8, "Nobody called me back. The visit was as agreed"), 0),
      ...said(times(8, "Very friendly! The visit was as agreed"), 2),
    ];
    const [low, middle, high] = phrases(all);
    expect(low!.join()).toContain("called");
    expect(low!.join()).not.toContain("visit");
    expect(middle).toEqual([]);
    expect(high).toEqual(["friendly 8"]);
  });

  it("leaves out what fewer than three said, numbers, and the customer's own name", () => {
    const all = [
      ...said(times(2, "dirty boots"), 0),
      ...said(times(9, "Ring Ana Lopez at 555 0100"), 0, { name: "Ana Lopez" }),
      ...said(times(20, "fine"), 2),
    ];
    const [low] = phrases(all);
    expect(low).toEqual(["ring 9"]);
  });

  it("compares within a language, and counts without a list of words where there is none", () => {
    const all = [
      ...said(times(6, "muy tarde"), 0, { language: "es-MX" }),
      ...said(times(6, "todo bien"), 2, { language: "es" }),
      ...said(times(6, "för sent"), 0, { language: "sv" }),
      ...said(times(6, "bra"), 2, { language: "sv" }),
      ...said(times(6, "太晚了"), 0, { language: "zh" }),
      ...said(times(6, "很好"), 2, { language: "zh" }),
    ];
    const [low, , high] = phrases(all);
    expect(low).toEqual(expect.arrayContaining(["tarde 6", "för sent 6"]));
    expect(low!.some((one) => one.startsWith("太"))).toBe(true);
    expect(high).toEqual(expect.arrayContaining(["bien 6", "bra 6"]));
  });

  it("has nothing to tell of one category alone, and of nothing", () => {
    expect(phrases(said(times(9, "late"), 0))).toEqual([[], [], []]);
    expect(phrases([])).toEqual([[], [], []]);
  });
});
