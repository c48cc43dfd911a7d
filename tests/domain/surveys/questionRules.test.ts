import { describe, expect, it } from "@jest/globals";
import {
  countedAnswers,
  firstOpenStep,
  isAnswerTo,
  progressAt,
  shownQuestions,
  stepAfter,
  stepBefore,
  type Given,
} from "../../../src/domain/surveys/questionRules.js";
import type { Question } from "../../../src/records/survey.js";
import { QUESTIONS } from "../../questions.js";

const content = { questions: QUESTIONS as Question[] };
const shown = (given: Given) => shownQuestions(content, given).map(({ key }) => key);
const walk = (given: Given) => {
  const steps = ["score"];
  while (steps.at(-1) !== "end") steps.push(stepAfter(content, given, steps.at(-1)!));
  return steps;
};

describe("the questions after the score", () => {
  it("are shown by the category of the score", () => {
    expect(shown({ category: "promoter" })).toEqual(["liked", "more"]);
    expect(shown({ category: "detractor" })).toEqual(["reason", "liked", "more"]);
  });

  it("are shown by an earlier answer, and not by none or a skipped one", () => {
    expect(shown({ category: "passive", answers: { reason: "late" } })).toContain("wait");
    expect(shown({ category: "passive", answers: { reason: "price" } })).not.toContain("wait");
    expect(shown({ category: "passive", answers: { reason: null } })).not.toContain("wait");
  });

  it("are hidden with the question on which they hang, whatever was answered to it before", () => {
    const given: Given = { category: "promoter", answers: { reason: "late", wait: 4, more: "Ta" } };
    expect(shown(given)).toEqual(["liked", "more"]);
    expect(countedAnswers(content, given).map(({ question }) => question.key)).toEqual(["more"]);
    expect(countedAnswers(content, { ...given, category: "passive" })).toHaveLength(3);
  });

  it("are shown by a range of a scale, open at one end", () => {
    const [scale, text] = [QUESTIONS[1], QUESTIONS[3]] as Question[];
    const { isShownIf: _, ...open } = scale!;
    const survey = (condition: object) => ({
      questions: [open, { ...text, isShownIf: { answer: { question: "wait", ...condition } } }] as Question[],
    });
    const isMoreShown = (condition: object, wait: number) =>
      shownQuestions(survey(condition), { category: "passive", answers: { wait } }).length === 2;
    expect([3, 4, 5].map((wait) => isMoreShown({ from: 4 }, wait))).toEqual([false, true, true]);
    expect([1, 2, 3].map((wait) => isMoreShown({ to: 2 }, wait))).toEqual([true, true, false]);
    expect([1, 2, 3, 4].map((wait) => isMoreShown({ from: 2, to: 3 }, wait))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  it("are shown when one of several chosen options is among those asked for", () => {
    const [, , several, text] = QUESTIONS as Question[];
    const condition = { answer: { question: "liked", options: ["app", "crew"] } };
    const questions = [several!, { ...text!, isShownIf: condition }] as Question[];
    const count = (liked: string[]) =>
      shownQuestions({ questions }, { category: "passive", answers: { liked } }).length;
    expect([count(["result", "app"]), count(["result"])]).toEqual([2, 1]);
  });

  it("lead from the score to the end, and back the same way", () => {
    const given: Given = { category: "detractor", answers: { reason: "late" } };
    const there = walk(given);
    expect(there).toEqual(["score", "comment", "reason", "wait", "liked", "more", "end"]);
    const back = there.slice(1).map((at) => stepBefore(content, given, at));
    expect(back).toEqual(there.slice(0, -1));
  });

  it("lead on from a page whose question is hidden by now", () => {
    const given: Given = { category: "promoter", answers: { reason: "late" } };
    expect(stepAfter(content, given, "wait")).toBe("liked");
    expect(stepBefore(content, given, "liked")).toBe("comment");
    expect(stepBefore(content, given, "wait")).toBe("comment");
  });

  it("say how far one is, not counting what is not shown", () => {
    const given: Given = { category: "promoter" };
    expect(progressAt(content, given, "comment")).toEqual({ number: 1, total: 3 });
    expect(progressAt(content, given, "more")).toEqual({ number: 3, total: 3 });
    expect(progressAt(content, { category: "passive", answers: { reason: "late" } }, "wait")).toEqual({
      number: 3,
      total: 5,
    });
    expect(progressAt(content, given, "end")).toBeNull();
  });

  it("go on where somebody left off; what was skipped is not asked again", () => {
    const open = (answers: Given["answers"], comment = "") =>
      firstOpenStep(content, { category: "promoter", comment, ...(answers && { answers }) });
    expect(open(undefined)).toBe("comment");
    expect(open(undefined, "Fine")).toBe("liked");
    expect(open({ liked: null })).toBe("more");
    expect(open({ liked: ["app"], more: null })).toBe("end");
  });

  it.each<[string, number, unknown, boolean]>([
    ["an option", 0, "late", true],
    ["an unknown option", 0, "never", false],
    ["several options for one choice", 0, ["late"], false],
    ["a point of the scale", 1, 5, true],
    ["a point beyond the scale", 1, 6, false],
    ["half a point", 1, 2.5, false],
    ["text for a scale", 1, "3", false],
    ["several options", 2, ["crew", "app"], true],
    ["an option twice", 2, ["crew", "crew"], false],
    ["no options", 2, [], false],
    ["text", 3, "Well", true],
    ["too much text", 3, "x".repeat(2_001), false],
    ["a skip", 3, null, true],
  ])("judge %s", (_, index, value, isFine) => {
    expect(isAnswerTo(content.questions[index]!, value as never)).toBe(isFine);
  });
});
