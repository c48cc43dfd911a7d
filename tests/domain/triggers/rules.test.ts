import { describe, expect, it } from "@jest/globals";
import { usableChannels } from "../../../src/domain/customers/rules.js";
import { decide, isMatch, isSampled } from "../../../src/domain/triggers/rules.js";
import type { Customer } from "../../../src/records/customer.js";
import type { CustomerEvent } from "../../../src/records/event.js";
import type { Condition, Trigger } from "../../../src/records/trigger.js";

const AT = new Date("2037-09-01T10:00:00Z");

const customer: Customer = {
  id: "ana",
  email: "ana@example.com",
  phone: "+14155550123",
  attributes: { plan: "gold", visits: 3 },
  optOuts: {},
  createdAt: AT,
};

const event: CustomerEvent = {
  id: "e1",
  type: "call.ended",
  occurredAt: AT,
  customer: "ana",
  agent: { id: "sam" },
  team: "north",
  properties: { reason: "outage", minutes: 12, tags: ["vip", "late"], nested: { deep: true }, nothing: null },
  contentHash: "",
  receivedAt: AT,
};

const trigger: Trigger = {
  key: "after-call",
  event: { type: "call.ended", where: [] },
  touchpoint: "support",
  survey: "nps",
  delay: "PT0S",
  channels: ["email", "sms"],
  sample: 1,
  quietPeriod: "P30D",
  unless: [],
  expiresAfter: "P14D",
  active: true,
  createdAt: AT,
  updatedAt: AT,
};

const matches = (...where: Condition[]) =>
  isMatch({ ...trigger, event: { type: "call.ended", where } }, event, customer);

describe("a trigger's conditions", () => {
  it.each<[Condition, boolean]>([
    [{ field: "properties.reason", op: "eq", value: "outage" }, true],
    [{ field: "properties.reason", op: "eq", value: "billing" }, false],
    [{ field: "properties.reason", op: "ne", value: "billing" }, true],
    [{ field: "properties.missing", op: "ne", value: "billing" }, true],
    [{ field: "properties.missing", op: "eq", value: null }, false],
    [{ field: "properties.nothing", op: "eq", value: null }, true],
    [{ field: "properties.tags", op: "eq", value: "vip" }, true],
    [{ field: "properties.tags", op: "in", value: ["slow", "late"] }, true],
    [{ field: "properties.reason", op: "in", value: ["billing"] }, false],
    [{ field: "properties.minutes", op: "gt", value: 12 }, false],
    [{ field: "properties.minutes", op: "gte", value: 12 }, true],
    [{ field: "properties.minutes", op: "lt", value: "13" }, false],
    [{ field: "properties.minutes", op: "lte", value: 12 }, true],
    [{ field: "properties.nested.deep", op: "eq", value: true }, true],
    [{ field: "properties.missing", op: "exists", value: false }, true],
    [{ field: "properties.reason", op: "exists" }, true],
    [{ field: "customer.attributes.plan", op: "eq", value: "gold" }, true],
    [{ field: "agent.id", op: "eq", value: "sam" }, true],
    [{ field: "team", op: "eq", value: "south" }, false],
    [{ field: "properties.constructor", op: "exists" }, false],
  ])("%j is %s", (condition, expected) => {
    expect(matches(condition)).toBe(expected);
  });

  it("all have to be met", () => {
    const met: Condition = { field: "team", op: "eq", value: "north" };
    expect(matches(met, { field: "properties.minutes", op: "gt", value: 100 })).toBe(false);
    expect(matches(met, { field: "properties.minutes", op: "gt", value: 10 })).toBe(true);
  });

  it("do not matter for another event type or while the trigger is off", () => {
    expect(isMatch({ ...trigger, active: false }, event, customer)).toBe(false);
    expect(isMatch(trigger, { ...event, type: "call.started" }, customer)).toBe(false);
  });
});

describe("sampling", () => {
  const shareOf = (sample: number) =>
    Array.from({ length: 4000 }, (_, index) => isSampled({ ...trigger, sample }, `event-${index}`)).filter(
      Boolean,
    ).length / 4000;

  it("asks everybody at 1, nobody at 0 and about the share in between", () => {
    expect(shareOf(1)).toBe(1);
    expect(shareOf(0)).toBe(0);
    expect(Math.abs(shareOf(0.25) - 0.25)).toBeLessThan(0.03);
  });

  it("decides the same for a repeat and independently for another trigger", () => {
    const half = { ...trigger, sample: 0.5 };
    const ids = Array.from({ length: 200 }, (_, index) => `event-${index}`);
    const first = ids.map((id) => isSampled(half, id));
    expect(ids.map((id) => isSampled(half, id))).toEqual(first);
    expect(ids.map((id) => isSampled({ ...half, key: "other" }, id))).not.toEqual(first);
  });
});

describe("the reason not to ask", () => {
  const facts = {
    now: AT,
    expiresAt: new Date("2037-09-15T10:00:00Z"),
    surveyState: "live" as const,
    customer,
    suppressed: {},
    isSampled: true,
  };
  const optOut = { at: AT, source: "link" as const };

  it("is none for somebody who can be reached", () => {
    expect(decide(trigger, facts)).toEqual({ reason: null, channels: ["email", "sms"] });
  });

  it("is the first that applies in the documented order", () => {
    const worst = {
      ...facts,
      expiresAt: AT,
      surveyState: "paused" as const,
      customer: { ...customer, email: undefined as never, phone: undefined as never },
      isSampled: false,
    };
    expect(decide(trigger, worst)).toEqual({ reason: "expired" });
    expect(decide(trigger, { ...worst, expiresAt: facts.expiresAt })).toEqual({ reason: "survey_paused" });
    const live = { ...worst, expiresAt: facts.expiresAt, surveyState: "live" as const };
    expect(decide(trigger, live)).toEqual({ reason: "no_address" });
    const optedOut = { ...live, customer: { ...customer, optOuts: { email: optOut, sms: optOut } } };
    expect(decide(trigger, optedOut)).toEqual({ reason: "opted_out" });
    expect(decide(trigger, { ...live, customer, suppressed: { email: "bounced", sms: "bounced" } })).toEqual({
      reason: "suppressed",
    });
    expect(decide(trigger, { ...live, customer })).toEqual({ reason: "not_sampled" });
  });

  it("is opted out when only the channel that is left was refused by the person", () => {
    const onlyPhone = { ...customer, optOuts: { sms: optOut } };
    expect(usableChannels(["sms"], onlyPhone, {})).toEqual({ channels: [], reason: "opted_out" });
    expect(usableChannels(["email", "sms"], onlyPhone, {})).toEqual({ channels: ["email"], reason: null });
    expect(usableChannels(["email"], customer, { email: "opted_out" })).toEqual({
      channels: [],
      reason: "opted_out",
    });
  });
});
