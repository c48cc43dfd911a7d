import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { expireInvitations } from "../../../src/domain/invitations/expireInvitations.js";
import { answer, anEvent, ask, configure } from "../../build.js";
import { DAY } from "../../testClock.js";
import { createWorld, type World } from "../../world.js";

describe("GET /v1/touchpoints/scores", () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  beforeEach(() => world.reset());
  afterAll(() => world.close());

  it.each([
    ["nps", "nps", [0, 6, 8, 9], { detractors: 2, passives: 1, promoters: 1, score: -25 }],
    ["csat", "csat_top2", [1, 3, 4, 5], { dissatisfied: 1, neutral: 1, satisfied: 2, score: 50 }],
    ["ces", "ces_agree", [1, 4, 5, 7], { hard: 1, neutral: 1, easy: 2, score: 50, mean: 4.25 }],
  ])("reports %s by its own method and category names", async (metric, method, scores, expected) => {
    await configure(world, { metric });
    for (const score of scores) await answer(world, await ask(world), { score: String(score) });
    const { body } = await world.api("get", "/v1/touchpoints/scores?from=2037-09-01&to=2037-09-01");
    expect(body).toMatchObject({ from: "2037-09-01", to: "2037-09-01" });
    expect(body.touchpoints).toHaveLength(1);
    expect(body.touchpoints[0]).toMatchObject({
      touchpoint: "support-call",
      metric,
      method,
      responses: 4,
      interval: { low: expect.any(Number), high: expect.any(Number) },
      eligible: 4,
      asked: 4,
      delivered: 4,
      responseRate: 1,
      coverage: 1,
      ...expected,
    });
  });

  it("shows a touchpoint that is asked about before its first answer, with null and not 0", async () => {
    await configure(world);
    await world.api("post", "/v1/events", anEvent(world));
    await world.settle();
    const { body } = await world.api("get", "/v1/touchpoints/scores");
    expect(body).toMatchObject({ from: "2037-08-05", to: "2037-09-01" });
    expect(body.touchpoints[0]).toMatchObject({
      responses: 0,
      score: null,
      interval: null,
      eligible: 1,
      asked: 0,
      responseRate: null,
      coverage: 0,
    });
  });

  it("keeps what was sent and not answered as asked after it expired", async () => {
    await configure(world);
    await ask(world);
    await world.settle();
    world.clock.advance(15 * DAY);
    expect(await expireInvitations(world.context, world.clock.now())).toBe(1);
    expect(await expireInvitations(world.context, world.clock.now())).toBe(0);
    expect((await world.api("get", "/v1/invitations?state=expired")).body.items).toHaveLength(1);
    const { body } = await world.api("get", "/v1/touchpoints/scores?from=2037-09-01&to=2037-09-01");
    expect(body.touchpoints[0]).toMatchObject({ asked: 1, responseRate: 0, coverage: 1 });
  });
});
