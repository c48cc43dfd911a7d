import { describe, expect, it } from "@jest/globals";
import { findOdd, type Compared } from "../../../src/domain/integrity/oddityRules.js";
import { isReaddressed, markAddresses } from "../../../src/domain/invitations/addressRules.js";
import { cutBreakdowns, MOST_VALUES } from "../../../src/domain/metrics/cutRules.js";
import type { Customer } from "../../../src/records/customer.js";
import type { Invitation } from "../../../src/records/invitation.js";

function agent(id: string, asked: number, eligible: number, team = "north"): Compared {
  const at = new Map([[id === "crew" ? "visit" : "call", { coverage: { part: asked, whole: eligible } }]]);
  return { of: "agent", id, team, at };
}

describe("what looks odd", () => {
  it("is an agent whose customers are asked clearly less often than the rest of the team, without that agent", () => {
    const found = findOdd([agent("sam", 41, 100), agent("priya", 83, 100), agent("amara", 10, 100, "west")]);
    expect(found.find(({ id }) => id === "sam")).toMatchObject({
      kind: "coverage",
      seen: { part: 41, whole: 100 },
      rest: { part: 83, whole: 100 },
      against: "team",
    });
  });

  it("is not who is asked more often than the others", () => {
    expect(findOdd([agent("sam", 41, 100), agent("priya", 83, 100)]).map(({ id }) => id)).toEqual(["sam"]);
  });

  it("compares with everybody else where the team is too small", () => {
    const found = findOdd([agent("sam", 41, 100), agent("priya", 10, 20), agent("lucia", 83, 100, "south")]);
    expect(found.find(({ id }) => id === "sam")).toMatchObject({
      against: "everybody",
      rest: { part: 93, whole: 120 },
    });
  });

  it("says nothing about an agent with fewer than 30 events, whatever the share", () => {
    expect(findOdd([agent("sam", 0, 29), agent("priya", 1000, 1000)])).toEqual([]);
  });

  it("says nothing about a difference that is certain and does not matter", () => {
    expect(findOdd([agent("sam", 8_000, 10_000), agent("priya", 8_500, 10_000)])).toEqual([]);
  });

  it("does not blame one of twenty for what chance alone brings about in one of twenty", () => {
    // By itself 33 of 50 against 80 % of the others has p 0.03.
    const others = Array.from({ length: 19 }, (_, index) => agent(`agent-${index}`, 40, 50));
    expect(findOdd([agent("sam", 33, 50), ...others])).toEqual([]);
    expect(findOdd([agent("sam", 33, 50), agent("all", 760, 950)]).map(({ id }) => id)).toContain("sam");
  });

  it("wants five cases at least before it speaks of flags, and never of too few", () => {
    const flagged = (id: string, part: number, whole: number): Compared => ({
      of: "touchpoint",
      id,
      at: new Map([["", { scanner: { part, whole } }]]),
    });
    expect(findOdd([flagged("visit", 4, 12), flagged("call", 0, 500)])).toEqual([]);
    expect(findOdd([flagged("visit", 5, 12), flagged("call", 0, 500)])).toMatchObject([
      { kind: "scanner", of: "touchpoint", id: "visit", against: "everybody" },
    ]);
  });

  it("compares only at touchpoints that both have: who takes calls is not measured by who makes visits", () => {
    const crew = agent("crew", 90, 100);
    expect(findOdd([agent("amara", 40, 100), crew])).toEqual([]);
    const elsewhere = agent("lucia", 83, 100, "south");
    expect(findOdd([agent("amara", 40, 100), crew, elsewhere])).toMatchObject([
      { id: "amara", against: "everybody", rest: { part: 83, whole: 100 } },
    ]);
  });

  it("is nothing where there is nothing", () => {
    expect(findOdd([])).toEqual([]);
    expect(findOdd([agent("sam", 0, 0), agent("priya", 0, 0)])).toEqual([]);
  });
});

describe("an address that changed between event and ask", () => {
  const customer = {
    id: "ana",
    email: "ana@example.com",
    attributes: {},
    optOuts: {},
  } as unknown as Customer;
  const asked = (addressMarks?: Invitation["addressMarks"]) =>
    ({ token: "the link", addressMarks }) as Invitation;
  const to = (address: string, channel: "email" | "sms" = "email", reminder?: number) => ({
    ...{ channel, to: address, startedAt: new Date(0) },
    ...(reminder && { reminder }),
  });

  it("is seen without keeping the address, and only beside its own link", () => {
    const marks = markAddresses(customer, ["email", "sms"], "the link");
    expect(Object.keys(marks)).toEqual(["email"]);
    expect(JSON.stringify(marks)).not.toContain("ana");
    expect(markAddresses(customer, ["email"], "another link")).not.toEqual({ email: marks.email });
    expect(isReaddressed(asked(marks), to("ana@example.com"))).toBe(false);
    expect(isReaddressed(asked(marks), to("office@example.com"))).toBe(true);
  });

  it("is none where there was no address before, in a reminder, or in an ask from before this was kept", () => {
    const marks = markAddresses(customer, ["email", "sms"], "the link");
    expect(isReaddressed(asked(marks), to("+14155550123", "sms"))).toBe(false);
    expect(isReaddressed(asked(marks), to("office@example.com", "email", 1))).toBe(false);
    expect(isReaddressed(asked(), to("office@example.com"))).toBe(false);
  });
});

describe("a property with too many values", () => {
  const many = MOST_VALUES + 20;
  const breakdown = (dimension: string) => ({
    dimension,
    values: Array.from({ length: many }, (_, index) => `value ${index}`),
    // The last ones have the most answers; the total of scores, which is large for the first, does not count.
    counts: Array.from({ length: many }, (_, index) => [index, 0, 1, 10 * (many - index)]).flat(),
  });

  it("keeps those with the most answers, with their own numbers, and says that it is cut", () => {
    const [cut] = cutBreakdowns([breakdown("event.order")], 4);
    expect(cut).toMatchObject({ isCut: true });
    expect(cut!.values).toHaveLength(MOST_VALUES);
    expect(cut!.values[0]).toBe("value 20");
    expect(cut!.counts.slice(0, 4)).toEqual([20, 0, 1, 10 * (many - 20)]);
    expect(cut!.counts).toHaveLength(4 * MOST_VALUES);
  });

  it("is no agent or team: of those all are kept", () => {
    expect(cutBreakdowns([breakdown("agent"), breakdown("team")], 4)).toEqual([
      breakdown("agent"),
      breakdown("team"),
    ]);
  });
});
