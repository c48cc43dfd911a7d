import { describe, expect, it } from "@jest/globals";
import { DEFAULT_RULE, moreUrgent, ruleFor } from "../../../src/domain/cases/rules.js";
import type { CaseRule, CaseWhen } from "../../../src/records/caseRule.js";
import type { SurveyResponse } from "../../../src/records/response.js";
import { aResponse } from "../../web/console/pages.js";

const rule = (key: string, when: Partial<CaseWhen>, rest: Partial<CaseRule> = {}): CaseRule => ({
  ...DEFAULT_RULE,
  key,
  when: { where: [], ...when },
  ...rest,
});

const said = (fields: Partial<SurveyResponse> & { score?: number } = {}) =>
  aResponse({ id: "one", day: "2037-09-01", score: 3, ...fields });

const matches = (when: Partial<CaseWhen>, fields: Parameters<typeof said>[0] = {}) =>
  ruleFor([rule("only", when)], said(fields)) !== null;

const writes = (comment: string, ...words: string[]) => matches({ words }, { comment });

describe("which answers open a case", () => {
  it("are those in the lowest category while nobody has made a rule", () => {
    const opens = (score: number) => ruleFor([DEFAULT_RULE], said({ score })) !== null;
    expect([0, 6, 7, 8, 9, 10].map(opens)).toEqual([true, true, false, false, false, false]);
  });

  it("may be anybody's: a promoter's to say thanks, a passive's, everybody's", () => {
    expect(matches({ categories: ["promoter"] }, { score: 10 })).toBe(true);
    expect(matches({ categories: ["promoter"] }, { score: 8 })).toBe(false);
    expect(matches({ categories: ["passive", "promoter"] }, { score: 8 })).toBe(true);
    expect(matches({}, { score: 10 })).toBe(true);
  });

  it("are told apart by metric, score and touchpoint, all of which must be right", () => {
    expect(matches({ scores: { from: 0, to: 3 } })).toBe(true);
    expect(matches({ scores: { from: 0, to: 2 } })).toBe(false);
    expect(matches({ scores: { from: 3, to: 3 }, touchpoints: ["support-call"] })).toBe(true);
    expect(matches({ scores: { from: 3, to: 3 }, touchpoints: ["visit"] })).toBe(false);
    expect(matches({ metrics: ["csat"] })).toBe(false);
  });

  it("are told apart by what is known of event and customer", () => {
    const known = {
      properties: { minutes: 40 },
      segment: { plan: "gold" },
      agent: { id: "sam" },
      team: "north",
    };
    const where = (field: string, op: "eq" | "gt" | "exists", value?: string | number) =>
      matches({ where: [{ field, op, ...(value !== undefined && { value }) }] }, known);
    expect(where("properties.minutes", "gt", 30)).toBe(true);
    expect(where("segment.plan", "eq", "gold")).toBe(true);
    expect(where("agent.id", "eq", "sam")).toBe(true);
    expect(where("team", "eq", "south")).toBe(false);
    expect(where("agent.name", "exists")).toBe(false);
  });

  it("are told apart by an option that was chosen", () => {
    const answer = { question: "call_back", options: ["yes", "soon"] };
    expect(matches({ answer }, { answers: { call_back: "yes" } })).toBe(true);
    expect(matches({ answer }, { answers: { call_back: ["no", "soon"] } })).toBe(true);
    expect(matches({ answer }, { answers: { call_back: "no", other: "yes" } })).toBe(false);
    expect(matches({ answer }, { answers: { call_back: null } })).toBe(false);
    expect(matches({ answer })).toBe(false);
  });
});

describe("words in a comment", () => {
  it("are found whole and in any case, not within others", () => {
    expect(writes("I will CANCEL!", "cancel")).toBe(true);
    expect(writes("The chocolate was late.", "late")).toBe(true);
    expect(writes("The chocolate melted.", "late")).toBe(false);
    expect(writes("", "late")).toBe(false);
    expect(writes("late", "cancel", "late")).toBe(true);
  });

  it("may be phrases, whatever stands between their words", () => {
    expect(writes("Please call me back, today", "call me back")).toBe(true);
    expect(writes("Please call me\nback", "Call me  back")).toBe(true);
    expect(writes("Please call him back", "call me back")).toBe(false);
  });

  it("may be given by how they begin", () => {
    expect(writes("I am cancelling", "cancel*")).toBe(true);
    expect(writes("I am cancelling", "cancel")).toBe(false);
    expect(writes("not precancelled", "cancel*")).toBe(false);
  });

  it("are the same with either apostrophe, in quotes, and in any form of a letter", () => {
    expect(writes("It didn’t work", "didn't work")).toBe(true);
    expect(writes("They said 'cancel' twice", "cancel")).toBe(true);
    expect(writes("Cafe\u0301 closed", "café")).toBe(true);
    expect(writes("ＣＡＮＣＥＬ", "cancel")).toBe(true);
    expect(writes("STRASSE gesperrt", "straße")).toBe(true);
    expect(writes("ABONELİK İPTAL", "iptal")).toBe(true);
  });

  it("are found in every script, also where no space stands between words", () => {
    expect(writes("Я хочу отменить договор", "отменить")).toBe(true);
    expect(writes("أريد إلغاء العقد", "إلغاء")).toBe(true);
    expect(writes("我要取消合同", "取消")).toBe(true);
    expect(writes("解約したいです", "解約")).toBe(true);
    expect(writes("ฉันต้องการยกเลิกบริการ", "ยกเลิก")).toBe(true);
    expect(writes("我要取消合同", "律师")).toBe(false);
  });

  it("are none when nothing but signs was given", () => {
    expect(writes("?!", "!", "*")).toBe(false);
  });
});

describe("of several rules", () => {
  it("the first in their order that is on and matches counts", () => {
    const all = rule("all", {}, { order: 5 });
    const urgent = rule("urgent", { words: ["lawyer"] }, { order: -1 });
    const off = rule("off", {}, { order: -9, active: false });
    const keyOf = (comment: string) => ruleFor([all, off, urgent], said({ comment }))?.key;
    expect([keyOf("my lawyer"), keyOf("hm")]).toEqual(["urgent", "all"]);
    expect(ruleFor([rule("b", {}), rule("a", {})], said())?.key).toBe("a");
    expect(ruleFor([off], said())).toBeNull();
  });

  it("the more urgent priority is known", () => {
    expect([
      moreUrgent("normal", "urgent"),
      moreUrgent("high", "normal"),
      moreUrgent("urgent", "high"),
    ]).toEqual(["urgent", "high", "urgent"]);
  });
});
