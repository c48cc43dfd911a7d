import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { answer, ask, configure } from "../build.js";
import { createWorld, type World } from "../world.js";

describe("the road", () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  beforeEach(() => world.reset());
  afterAll(() => world.close());

  it("asks after an event and shows the answer in the touchpoint's score", async () => {
    await configure(world);
    const link = await ask(world);
    const page = await answer(world, link, { score: "3" });
    expect(page.text).toContain("Your answer: 3 of 10");
    const { body } = await world.api("get", "/v1/touchpoints/scores?from=2037-09-01&to=2037-09-01");
    expect(body.touchpoints).toMatchObject([
      {
        touchpoint: "support-call",
        responses: 1,
        detractors: 1,
        score: -100,
        interval: null,
        eligible: 1,
        asked: 1,
        responseRate: 1,
      },
    ]);
  });
});
