import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { rebuildDays } from "../../../src/domain/metrics/rebuildDays.js";
import { rebuildRecentDays } from "../../../src/domain/metrics/rebuildRecentDays.js";
import * as invitations from "../../../src/store/invitations.js";
import * as responses from "../../../src/store/responses.js";
import type { RollupKey } from "../../../src/records/rollup.js";
import * as rollups from "../../../src/store/rollups.js";
import { answer, ask, configure } from "../../build.js";
import { DAY, HOUR, MINUTE } from "../../testClock.js";
import { createWorld, type World } from "../../world.js";

const DAY_OF_ANSWERS = {
  kind: "answers",
  touchpoint: "support-call",
  metric: "nps",
  day: "2037-09-01",
} as const;
const ANSWERS: RollupKey = {
  kind: "answers",
  touchpoint: "support-call",
  metric: "nps",
  unit: "day",
  span: "2037-09-01",
};

describe("roll-ups", () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  beforeEach(() => world.reset());
  afterAll(() => world.close());

  const scores = async (range = "from=2037-09-01&to=2037-09-30") =>
    (await world.api("get", `/v1/touchpoints/scores?${range}`)).body.touchpoints[0];

  it("equal a recount of every response after answers and changed answers on several days", async () => {
    await configure(world, { triggerFields: { quietPeriod: "P0D", expiresAfter: "P60D" } });
    const given: number[] = [];
    for (let index = 0; index < 12; index += 1) {
      const link = await ask(world);
      await answer(world, link, { score: String(index % 11) });
      const final = (index * 7) % 11;
      if (index % 3 === 0) await answer(world, link, { score: String(final) });
      given.push(index % 3 === 0 ? final : index % 11);
      world.clock.advance(9 * HOUR);
    }
    const row = await scores();
    const expected = Array.from({ length: 11 }, (_, score) => given.filter((one) => one === score).length);
    expect(row.counts).toEqual(expected);
    expect(row.responses).toBe(12);
    expect(row.detractors).toBe(given.filter((one) => one <= 6).length);
    expect(row.promoters).toBe(given.filter((one) => one >= 9).length);
  });

  it("count an answer on the day of the first answer, also when it is changed later", async () => {
    await configure(world);
    const link = await ask(world);
    await answer(world, link, { score: "2" });
    world.clock.advance(2 * DAY);
    await answer(world, link, { score: "10" });
    expect(await scores("from=2037-09-01&to=2037-09-01")).toMatchObject({
      responses: 1,
      promoters: 1,
      detractors: 0,
    });
    expect(await scores("from=2037-09-02&to=2037-09-30")).toMatchObject({ responses: 0, score: null });
  });

  it("count asks on the day of the event, so that a rate never passes 1", async () => {
    await configure(world, { triggerFields: { delay: "P1D" } });
    const event = {
      id: "late",
      type: "call.ended",
      occurredAt: world.clock.now(),
      customer: { id: "c", email: "c@example.com" },
    };
    await world.api("post", "/v1/events", event);
    world.clock.advance(DAY);
    await world.dispatchAll();
    await world.settle();
    expect(await scores("from=2037-09-01&to=2037-09-01")).toMatchObject({
      eligible: 1,
      asked: 1,
      coverage: 1,
    });
    expect(await scores("from=2037-09-02&to=2037-09-02")).toMatchObject({ eligible: 0, coverage: null });
  });

  it("are not overwritten by a rebuild that was overtaken by a later one", async () => {
    await configure(world);
    const [early] = await rollups.startRebuilds([ANSWERS]);
    await answer(world, await ask(world), { score: "9" });
    expect(await rollups.endRebuilds([{ ...early!, result: { counts: Array(11).fill(0) } }])).toBe(0);
    expect(await scores()).toMatchObject({ responses: 1 });
  });

  it("are repaired when the process died between the answer and what follows", async () => {
    await configure(world);
    const link = await ask(world);
    const token = link.split("/").at(-1)!;
    const invitation = (await invitations.findByToken(token))!;
    await responses.insert({
      id: "left-alone",
      invitation: invitation.id,
      customer: invitation.customer,
      touchpoint: "support-call",
      survey: "support-nps",
      surveyVersion: 1,
      metric: "nps",
      score: 1,
      category: "detractor",
      comment: "",
      language: "en",
      channel: "email",
      properties: {},
      segment: {},
      day: "2037-09-01",
      respondedAt: world.clock.now(),
      changedAt: world.clock.now(),
    });
    expect(await scores()).toMatchObject({ responses: 0 });
    world.clock.advance(MINUTE);
    await rebuildRecentDays(world.clock.now());
    expect(await scores()).toMatchObject({ responses: 1, detractors: 1, responseRate: 1 });
    expect((await invitations.get(invitation.id)).state).toBe("answered");
    await rebuildRecentDays(world.clock.now());
    expect(await scores()).toMatchObject({ responses: 1, detractors: 1, responseRate: 1 });
  });

  it("are repaired when the process died in the middle of a rebuild, even long ago", async () => {
    await configure(world);
    await answer(world, await ask(world), { score: "9" });
    await rollups.startRebuilds([ANSWERS, { ...ANSWERS, span: "2037-08-01" }]);
    expect(await rollups.listDirty("day", 10)).toHaveLength(2);
    world.clock.advance(100 * DAY);
    await rebuildRecentDays(world.clock.now());
    expect(await rollups.listDirty("day", 10)).toHaveLength(0);
    expect(await scores()).toMatchObject({ responses: 1 });
  });

  it("are the same after twenty rebuilds at once", async () => {
    await configure(world);
    await answer(world, await ask(world), { score: "9" });
    await Promise.all(Array.from({ length: 20 }, () => rebuildDays([DAY_OF_ANSWERS])));
    expect(await scores()).toMatchObject({ responses: 1, promoters: 1 });
    expect(await rollups.listDirty("day", 10)).toHaveLength(0);
  });
});
