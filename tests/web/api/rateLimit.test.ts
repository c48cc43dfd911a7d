import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { createWorld, type World } from "../../world.js";

describe("the limit of an API key", () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld({ apiRequestsPerMinute: 3 });
  });
  afterAll(() => world.close());

  it("answers 429 and says when to try again", async () => {
    for (let request = 0; request < 3; request += 1)
      expect((await world.api("get", "/v1/touchpoints")).status).toBe(200);
    const { status, body, headers } = await world.api("get", "/v1/touchpoints");
    expect(status).toBe(429);
    expect(body.error.code).toBe("too_many_requests");
    expect(Number(headers["retry-after"])).toBeGreaterThan(0);
    expect(Number(headers["retry-after"])).toBeLessThanOrEqual(60);
  });
});
