import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { openCase } from "../../../src/domain/cases/openCase.js";
import { openMissingCases } from "../../../src/domain/cases/openMissingCases.js";
import { resolve } from "../../../src/domain/cases/states.js";
import { changeCase } from "../../../src/domain/cases/changeCase.js";
import { defaultCalendar } from "../../../src/domain/cases/calendarRules.js";
import type { Case } from "../../../src/records/case.js";
import * as caseQueues from "../../../src/store/caseQueues.js";
import * as cases from "../../../src/store/cases.js";
import * as responses from "../../../src/store/responses.js";
import * as users from "../../../src/store/users.js";
import { answer, ask, configure } from "../../build.js";
import { createWorld, type World } from "../../world.js";
import { aResponse } from "../../web/console/pages.js";

const ANA = { id: "ana", name: "Ana Lopez", email: "ana@example.com" };
const NO_DAY = [null, null, null, null, null, null, null];

describe("a case for an answer", () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  beforeEach(async () => {
    await world.reset();
    await configure(world, { triggerFields: { quietPeriod: "P0D" } });
  });
  afterAll(() => world.close());

  const rule = async (key: string, body: object) => {
    const saved = await world.api("put", `/v1/case-rules/${key}`, { name: key, when: {}, ...body });
    if (saved.status >= 400) throw new Error(saved.text);
  };
  const team = async (body: object = {}, key = "north") => {
    const calendar = { zone: "UTC" };
    const members = ["bob@example.com", "mara@example.com"];
    const saved = await world.api("put", `/v1/teams/${key}`, { name: key, calendar, members, ...body });
    if (saved.status >= 400) throw new Error(saved.text);
  };
  const all = async (): Promise<Case[]> => {
    const { items } = await caseQueues.list({ list: "active" }, { limit: 500 });
    return Promise.all(items.map(({ id }) => cases.get(id)));
  };
  const only = async (): Promise<Case> => {
    const found = await all();
    expect(found).toHaveLength(1);
    return found[0]!;
  };
  const answers = async (score: number, event: Record<string, unknown> = {}): Promise<string> => {
    const link = await ask(world, { customer: ANA, ...event });
    await answer(world, link, { score: String(score) });
    return link;
  };
  const resolved = (one: Case) =>
    changeCase(world.context, one.id, { at: world.clock.now() }, (read, act) =>
      resolve(
        { ...read, owner: "bob" },
        { user: "bob", cause: "late", outcome: "resolved" },
        defaultCalendar("UTC"),
        act,
      ),
    );
  /** Answers of as many customers, whose cases are opened at once. */
  const openTogether = async (count: number, fields: object = {}): Promise<Case[]> => {
    const given = Array.from({ length: count }, (_, place) =>
      aResponse({ id: `r${place}`, customer: `c${place}`, day: "2037-09-01", score: 2, ...fields }),
    );
    await Promise.all(given.map((one) => responses.insert(one)));
    const now = world.clock.now();
    const opened = await Promise.all(given.map((one) => openCase(world.context, one, now)));
    return opened.map((one) => one!);
  };
  const ownersOf = (opened: Case[]) => opened.map(({ owner }) => owner ?? null).sort();

  it("is opened when a detractor presses a score, and waits in the queue", async () => {
    await answers(3, { agent: { id: "sam" } });
    expect(await only()).toMatchObject({
      customer: "ana",
      state: "open",
      rule: "detractors",
      priority: "normal",
      team: null,
      score: 3,
      agent: { id: "sam" },
      contactDueAt: new Date("2037-09-02T10:00:00Z"), // seven hours today, one tomorrow
    });
    expect((await world.responses())[0]).toMatchObject({ score: 3 });
  });

  it("is not opened for somebody who is content", async () => {
    await answers(9);
    expect(await all()).toEqual([]);
  });

  it("is joined by what the same customer says later", async () => {
    await answers(3);
    await answers(2);
    const one = await only();
    expect([one.score, one.joined.length]).toEqual([3, 1]);
    expect(one.changes.map(({ kind }) => kind)).toEqual(["opened", "joined"]);
  });

  it("is one although two answers of a customer come in the same instant", async () => {
    const links = [await ask(world, { customer: ANA }), await ask(world, { customer: ANA })];
    await Promise.all(links.map((link) => answer(world, link, { score: "1" })));
    await world.settle();
    expect((await only()).joined).toHaveLength(1);
  });

  it("is one although ten answers of a customer are judged at once", async () => {
    const given = Array.from({ length: 10 }, (_, place) =>
      aResponse({ id: `r${place}`, day: "2037-09-01", score: 2 }),
    );
    await Promise.all(given.map((one) => responses.insert(one)));
    await Promise.all(given.map((one) => openCase(world.context, one, world.clock.now())));
    expect(new Set((await only()).joined).size).toBe(9);
  });

  it("becomes more urgent and due sooner when the answer is changed for the worse", async () => {
    await rule("furious", { when: { scores: { from: 0, to: 1 } }, priority: "urgent", contactMinutes: 60 });
    const link = await answers(5);
    expect(await only()).toMatchObject({ priority: "normal", score: 5 });
    await answer(world, link, { score: "0" });
    expect(await only()).toMatchObject({
      priority: "urgent",
      score: 0,
      dueAt: new Date("2037-09-01T11:00:00Z"),
      joined: [],
    });
    await answer(world, link, { score: "5" });
    expect(await only()).toMatchObject({ priority: "urgent" });
  });

  it("is opened for an answer that is changed for the worse, and stays when it gets better", async () => {
    const link = await answers(9);
    expect(await all()).toEqual([]);
    await answer(world, link, { score: "2" });
    expect(await only()).toMatchObject({ score: 2 });
    await answer(world, link, { score: "10" });
    expect(await only()).toMatchObject({ state: "open" });
  });

  it("is not opened a second time by an answer that had joined one before it was resolved", async () => {
    await answers(3);
    const link = await answers(2);
    await resolved(await only());
    await answer(world, link, { comment: "And nobody called" });
    expect(await all()).toEqual([]);
    await answers(1); // a new answer is a new reason
    expect(await only()).toMatchObject({ score: 1 });
  });

  it("stands in the queue of the event's team, or of no team when nobody has set it up", async () => {
    await team();
    await answers(3, { team: "north" });
    expect(await only()).toMatchObject({ team: "north", state: "open" });
    await answers(3, { team: "atlantis", customer: { id: "ben", email: "ben@example.com" } });
    expect((await all()).map((one) => one.team).sort()).toEqual(["north", null].sort());
  });

  describe("is given", () => {
    const assigned = async (assignment: string, body: object = {}) => {
      await team(body);
      await rule("all", { assignment, team: "north" });
    };

    it("to the agent of the event, if they are in the team and may sign in", async () => {
      await assigned("agent", { agents: [{ agent: "sam", user: "bob@example.com" }] });
      const [own] = await openTogether(1, { agent: { id: "sam" } });
      expect(own).toMatchObject({ owner: "bob", state: "assigned", ownedAt: world.clock.now() });
      const other = aResponse({ id: "x", customer: "x", day: "2037-09-01", score: 2, agent: { id: "kim" } });
      expect((await openCase(world.context, other, world.clock.now()))?.owner).toBeUndefined();
      await users.moveAccess(world.bob, false, world.clock.now());
      const third = aResponse({ id: "y", customer: "y", day: "2037-09-01", score: 2, agent: { id: "sam" } });
      expect(await openCase(world.context, third, world.clock.now())).toMatchObject({ state: "open" });
    });

    it("to everybody in turn, also when many are opened at once", async () => {
      await assigned("round_robin", {
        members: ["alice@example.com", "bob@example.com", "mara@example.com"],
      });
      const opened = await openTogether(9);
      expect(ownersOf(opened)).toEqual(["alice", "bob", "mara"].flatMap((one) => [one, one, one]));
    });

    it("not to a member who has left, nor to one who has never signed in", async () => {
      await users.insert({ ...world.bob, id: "carol", email: "carol@example.com", name: "Carol" });
      await assigned("round_robin", {
        members: ["bob@example.com", "mara@example.com", "carol@example.com"],
      });
      await users.moveAccess(world.mara, false, world.clock.now());
      expect(ownersOf(await openTogether(4))).toEqual(["bob", "bob", "bob", "bob"]);
    });

    it("to whoever has the fewest open cases", async () => {
      await assigned("least_busy");
      await openTogether(1); // bob, of two who have none
      const second = aResponse({ id: "x", customer: "x", day: "2037-09-01", score: 2 });
      expect((await openCase(world.context, second, world.clock.now()))?.owner).toBe("mara");
    });

    it("to nobody when the rule says so, or when nobody is there", async () => {
      await assigned("queue");
      expect(ownersOf(await openTogether(2))).toEqual([null, null]);
      await assigned("round_robin", { members: [] });
      const one = aResponse({ id: "x", customer: "x", day: "2037-09-01", score: 2 });
      expect((await openCase(world.context, one, world.clock.now()))?.state).toBe("open");
    });
  });

  it("is due at the wall clock of its team when the clocks change in between", async () => {
    world.clock.set("2037-10-23T14:00:00Z"); // Friday, four o'clock in Madrid; Sunday gives an hour back
    await team({ calendar: { zone: "Europe/Madrid" } });
    await rule("all", { team: "north", contactMinutes: 120, resolveMinutes: 120 });
    await answers(3);
    expect((await only()).contactDueAt).toEqual(new Date("2037-10-26T09:00:00Z"));
  });

  it("is never due when its team has no opening hours", async () => {
    await team({ calendar: { zone: "UTC", week: NO_DAY } });
    await rule("all", { team: "north" });
    await answers(3);
    expect(await only()).toMatchObject({ contactDueAt: null, resolveDueAt: null, dueAt: null });
    expect((await only()).escalateAt).toBeUndefined();
  });

  it("is opened later when the process was killed before it could, and once however often that is tried", async () => {
    const day = "2037-09-01";
    await responses.insert(aResponse({ id: "left", day, score: 2 }));
    await responses.insert(aResponse({ id: "content", customer: "ben", day, score: 9 }));
    expect(await openMissingCases(world.context, world.clock.now())).toBe(1);
    expect(await openMissingCases(world.context, world.clock.now())).toBe(0);
    expect(await only()).toMatchObject({ response: "left" });
    expect(await responses.get("left")).toMatchObject({ case: (await only()).id });
  });

  it("is found again when the process was killed before the answer knew of it", async () => {
    const response = aResponse({ id: "left", day: "2037-09-01", score: 2 });
    await responses.insert(response);
    await Promise.all([1, 2].map(() => openCase(world.context, response, world.clock.now())));
    await openMissingCases(world.context, world.clock.now());
    expect((await only()).changes.map(({ kind }) => kind)).toEqual(["opened"]);
  });
});
