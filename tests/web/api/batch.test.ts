import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { anEvent, configure } from "../../build.js";
import { createWorld, type World } from "../../world.js";

describe("POST /v1/events/batch", () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  beforeEach(() => world.reset());
  afterAll(() => world.close());

  it("answers for each event; a bad one does not spoil the others", async () => {
    await configure(world);
    const known = anEvent(world, { id: "known" });
    await world.api("post", "/v1/events", known);
    const { status, body } = await world.api("post", "/v1/events/batch", {
      events: [
        anEvent(world, { id: "new" }),
        known,
        { ...known, team: "other" },
        anEvent(world, { id: "bad", type: 7 }),
        "nonsense",
      ],
    });
    expect(status).toBe(200);
    expect(body.results.map((one: { id: string; status: string }) => [one.id, one.status])).toEqual([
      ["new", "recorded"],
      ["known", "repeated"],
      ["known", "conflict"],
      ["bad", "rejected"],
      [null, "rejected"],
    ]);
    expect(body.results[3].error).toMatchObject({ code: "invalid_input", fields: [{ path: "type" }] });
    expect(body.results[0].decisions).toMatchObject([{ decision: "ask" }]);
  });

  it("decides about one customer's events in their order", async () => {
    await configure(world);
    const customer = { id: "ana", email: "ana@example.com" };
    const { body } = await world.api("post", "/v1/events/batch", {
      events: [1, 2, 3].map(() => anEvent(world, { customer })),
    });
    expect(
      body.results.map((one: { decisions: { decision: string }[] }) => one.decisions[0]!.decision),
    ).toEqual(["ask", "skip", "skip"]);
  });

  it("takes 1,000 events and refuses 1,001", async () => {
    const many = (count: number) => Array.from({ length: count }, () => anEvent(world));
    expect((await world.api("post", "/v1/events/batch", { events: many(1000) })).body.results).toHaveLength(
      1000,
    );
    expect((await world.api("post", "/v1/events/batch", { events: many(1001) })).status).toBe(400);
  }, 60_000);
});
