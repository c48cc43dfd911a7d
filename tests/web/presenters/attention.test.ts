import { describe, expect, it } from "@jest/globals";
import { scoreRollups } from "../../../src/domain/metrics/readScores.js";
import type { TouchpointTrend } from "../../../src/domain/metrics/readTrends.js";
import type { Verdict } from "../../../src/domain/metrics/compareRules.js";
import type { AskCounts } from "../../../src/records/rollup.js";
import { presentAttention } from "../../../src/web/presenters/attention.js";

const COMMON = { metric: "nps" as const, unit: "day" as const, span: "2037-09-01" };

describe("what deserves attention", () => {
  it("names the touchpoint with surely the most detractors, not the one with few answers", () => {
    const rows = [row("visit", { 10: 60, 3: 40 }), row("call", { 10: 90, 3: 10 }), row("renewal", { 3: 5 })];
    const [first] = attention(rows);
    expect(first!.lead).toBe("visit disappoints most:");
    expect(first!.text.replaceAll("\u00a0", " ")).toBe(
      "NPS 20 (1 to 38), 40 of 100 answers from detractors.",
    );
    expect(first!.link!.href).toBe(
      "/responses?touchpoint=visit&category=detractor&from=2037-08-05&to=2037-09-01",
    );
  });

  it("does not judge before a touchpoint has 30 answers", () => {
    const [first] = attention([row("visit", { 3: 29 })]);
    expect(first!.text).toContain("no touchpoint has 30 answers");
  });

  it("says how many cases wait, and when none does", () => {
    expect(attention([], 1).map(({ lead }) => lead.replaceAll("\u00a0", " "))).toEqual([
      "1 case waits for a call:",
    ]);
    expect(attention([], 0)[0]!.lead).toContain("No case waits");
  });

  it("tells a manager, not only in numbers, that half of the customers were not asked", () => {
    const asks = { eligible: 40, asked: 10, delivered: 10, answered: 0 };
    const last = attention([row("visit", {}, asks)]).at(-2)!;
    expect(last.text.replaceAll("\u00a0", " ")).toBe("only 10 of 40 customers were asked (25 %).");
    expect(last.link!.href).toBe("/invitations?touchpoint=visit&state=skipped");
  });
});

describe("what changed", () => {
  it("is said first: falls before rises, with both scores and what the answers can be read by", () => {
    const fallen = changed(row("visit", { 10: 60, 3: 40 }), row("visit", { 10: 90, 3: 10 }), "clear_fall");
    const risen = changed(row("call", { 10: 90, 3: 10 }), row("call", { 10: 60, 3: 40 }), "clear_rise");
    const [first, second] = attention([risen, fallen]);
    expect(first!.lead).toBe("visit fell clearly:");
    expect(first!.text.replaceAll("\u00a0", " ")).toBe("NPS 20, was 80, from 100 answers.");
    expect(first!.link!.label).toBe("Read the 40 detractors");
    expect(second!.lead).toBe("call rose clearly:");
  });

  it("is not said of a change that may be chance", () => {
    const same = changed(row("visit", { 10: 60, 3: 40 }), row("visit", { 10: 66, 3: 34 }), "no_clear_change");
    expect(attention([same])[0]!.lead).toBe("visit:");
  });
});

function changed(now: TouchpointTrend, before: TouchpointTrend, verdict: Verdict): TouchpointTrend {
  return { ...now, before, change: { difference: now.score! - before.score!, pValue: 0.001, verdict } };
}

function attention(rows: ReturnType<typeof row>[], waitingCases = 0) {
  const period = { from: "2037-08-05", to: "2037-09-01" };
  return presentAttention({
    rows,
    nameOf: (key) => key,
    ...period,
    waitingCases,
    mayReadInvitations: true,
    mayReadResponses: true,
  });
}

function row(touchpoint: string, answers: Record<number, number>, asks?: AskCounts): TouchpointTrend {
  const counts = Array.from({ length: 11 }, (_, score) => answers[score] ?? 0);
  const score = scoreRollups(touchpoint, "nps", [
    { ...COMMON, touchpoint, kind: "answers", counts },
    ...(asks ? [{ ...COMMON, touchpoint, kind: "asks" as const, asks }] : []),
  ]);
  return { ...score, trend: { step: "day", points: [] }, before: null, change: null };
}
