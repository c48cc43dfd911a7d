import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { defaultCalendar } from "../../../src/domain/cases/calendarRules.js";
import { resolveCase } from "../../../src/domain/cases/resolveCase.js";
import * as teams from "../../../src/store/teams.js";
import { consoleRoutes } from "../../../src/web/consoleRoutes.js";
import { may } from "../../../src/web/permissions.js";
import type { Route } from "../../../src/web/route.js";
import { configure } from "../../build.js";
import { aCase, aCause, press } from "../../buildCase.js";
import { createWorld, type Browser, type World } from "../../world.js";

const BEN = { id: "ben", name: "Ben Hale", email: "ben@example.com" };

describe("an agent", () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  beforeEach(async () => {
    await world.reset();
    await configure(world);
    for (const [key, members] of [
      ["north", [world.bob.id]],
      ["south", []],
    ] as const) {
      const calendar = defaultCalendar("UTC");
      await teams.set({ key, name: key, calendar, members: [...members], agents: [] }, world.clock.now());
    }
  });
  afterAll(() => world.close());

  const ofCase = consoleRoutes.filter(({ path }) => path.startsWith("/cases/:id"));
  // What no agent may do is refused before anybody looks for the customer.
  const mayAgents = ({ access }: Route) =>
    typeof access === "object" && "permission" in access && may("agent", access.permission);
  const ofCustomer = consoleRoutes
    .filter(({ path }) => /^\/customers\/:id|^\/events\/:id/.test(path))
    .filter(mayAgents);

  it.each([...ofCase, ...ofCustomer].map((route) => [`${route.method} ${route.path}`, route] as const))(
    "does not find a case of another team, nor its customer: %s",
    async (_name, route) => {
      const one = await aCase(world, { team: "south", id: "call-1", customer: BEN });
      const ids = { case: one.id, customer: "ben", event: "call-1" };
      const bob = await world.signIn(world.bob);
      expect((await visit(bob, route, ids)).status).toBe(404);
      const mara = await world.signIn(world.mara);
      expect((await visit(mara, route, ids)).status).not.toBe(404);
    },
  );

  it("finds the cases of the own team, those without a team and the own ones, and no others", async () => {
    const [north, south, own] = [
      await aCase(world, { team: "north", customer: person("c1", "Cleo North") }),
      await aCase(world, { team: "south", customer: person("c2", "Dora South") }),
      await aCase(world, { team: "south", customer: person("c3", "Emil South") }),
    ];
    const lonely = await aCase(world, { customer: person("c4", "Finn Nowhere") });
    const [bob, alice] = [await world.signIn(world.bob), await world.signIn(world.alice)];
    await press(alice, own, "assignment", { from: "", to: world.bob.id });
    const statuses = await Promise.all(
      [north, south, own, lonely].map(async ({ id }) => (await bob.get(`/cases/${id}`)).status),
    );
    expect(statuses).toEqual([200, 404, 200, 200]);
    const all = (await bob.get("/cases?queue=team")).text;
    expect([/Cleo/, /Dora/, /Finn/].map((name) => name.test(all))).toEqual([true, false, true]);
    expect((await bob.get("/cases?queue=mine")).text).toContain("Emil South");
    expect((await bob.get("/cases?queue=team&team=south")).text).toContain("Nobody is waiting");
  });

  it("does not read of a customer's earlier case in another team", async () => {
    const before = await aCase(world, { team: "south", customer: BEN });
    const mara = await world.signIn(world.mara);
    await press(mara, before, "owner");
    const how = { by: world.mara.id, cause: "no-callback", outcome: "resolved" as const, text: "" };
    await aCause(world);
    await resolveCase(world.context, before, how, world.clock.now());
    world.clock.advance(40 * 24 * 3_600_000);
    const one = await aCase(world, { team: "north", customer: BEN });
    const bob = await world.signIn(world.bob);
    expect((await bob.get(`/cases/${one.id}`)).text).not.toContain(`/cases/${before.id}`);
    expect((await mara.get(`/cases/${one.id}`)).text).toContain(`/cases/${before.id}`);
  });

  it("cannot give away a case of another team in bulk", async () => {
    const one = await aCase(world, { team: "south", customer: BEN });
    const bob = await world.signIn(world.bob);
    await bob.post("/cases/assignments", { cases: `${one.id}|`, to: world.bob.id }, "/account");
    const mara = await world.signIn(world.mara);
    expect((await mara.get("/cases?queue=unassigned")).text).toContain("Ben Hale");
  });
});

function person(id: string, name: string) {
  return { id, name, email: `${id}@example.com` };
}

function visit(
  browser: Browser,
  { method, path }: Route,
  ids: { case: string; customer: string; event: string },
) {
  const id = path.startsWith("/cases") ? ids.case : path.startsWith("/events") ? ids.event : ids.customer;
  const address = path.replace(":id", id).replace(":channel", "email");
  return method === "get" ? browser.get(address) : browser.post(address, {}, "/account");
}
