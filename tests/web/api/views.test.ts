import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import * as views from "../../../src/store/views.js";
import { createWorld, type World } from "../../world.js";

describe("saved views for programs", () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  beforeEach(() => world.reset());
  afterAll(() => world.close());

  const filter = { teams: ["north"], properties: [{ of: "customer", name: "plan", values: ["gold"] }] };
  const put = (key: string, body: object) => world.api("put", `/v1/views/${key}`, body);

  it("are put, read, listed and removed", async () => {
    expect((await put("north", { name: "North", filter })).status).toBe(201);
    const again = await put("north", { name: "The north", filter });
    expect([again.status, again.body]).toMatchObject([200, { key: "north", name: "The north", filter }]);
    expect((await world.api("get", "/v1/views")).body.items).toMatchObject([{ key: "north", filter }]);
    expect((await world.api("delete", "/v1/views/north")).status).toBe(204);
    expect((await world.api("get", "/v1/views/north")).status).toBe(404);
    expect((await world.api("delete", "/v1/views/north")).status).toBe(404);
  });

  it("do not show what somebody keeps to themselves", async () => {
    const now = world.clock.now();
    const mine = { key: "mine", name: "Mine", owner: "mara", isShared: false };
    await views.insert({ ...mine, filter: { teams: ["north"] }, createdAt: now, updatedAt: now });
    expect((await world.api("get", "/v1/views")).body.items).toEqual([]);
    expect((await world.api("get", "/v1/views/mine")).status).toBe(404);
    expect((await world.api("delete", "/v1/views/mine")).status).toBe(404);
    expect((await put("mine", { name: "X", filter })).status).toBe(409);
  });

  it.each([
    [{ name: "", filter: { teams: ["north"] } }, "name"],
    [{ name: "X" }, "filter"],
    [{ name: "X", filter: {} }, "filter"],
    [{ name: "X", filter: { teams: [] } }, "filter.teams"],
    [{ name: "X", filter: { customer: "ana" } }, "filter"],
    [{ name: "X", filter: { text: { $gt: "" } } }, "filter.text"],
    [{ name: "X", filter: { nonsense: 1 } }, "filter.nonsense"],
    [
      { name: "X", filter: { properties: [{ of: "us", name: "a", values: ["1"] }] } },
      "filter.properties.0.of",
    ],
  ])("refuse what is wrong with its field: %j", async (body, path) => {
    const refused = await put("x", body);
    expect([refused.status, refused.body.error.fields.map((one: { path: string }) => one.path)]).toEqual([
      400,
      [path],
    ]);
  });
});
