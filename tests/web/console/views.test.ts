import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import mongoose from "mongoose";
import { rebuildDays } from "../../../src/domain/metrics/rebuildDays.js";
import type { SurveyResponse } from "../../../src/records/response.js";
import * as responses from "../../../src/store/responses.js";
import * as viewDays from "../../../src/store/viewDays.js";
import * as views from "../../../src/store/views.js";
import { configure } from "../../build.js";
import { aPerson } from "../../domain/notifications/arrange.js";
import { createWorld, type Browser, type World } from "../../world.js";
import { errorBeside, formFields } from "./formFields.js";
import { aResponse, textOf } from "./pages.js";

const NORTH = "touchpoint=support-call&team=north&property=customer.plan%3Dgold";

describe("saved views", () => {
  let world: World;
  let mara: Browser;
  beforeAll(async () => {
    world = await createWorld();
  });
  beforeEach(async () => {
    await world.reset();
    await configure(world);
    mara = await world.signIn(world.mara);
  });
  afterAll(() => world.close());

  /** Opens the form from a filtered list, types, and saves. */
  const save = async (fields: Record<string, string>, query = NORTH, who = mara) => {
    const shown = await who.get(`/views/new?${query}`);
    const carried = [...shown.text.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)].filter(
      ([, name]) => name !== "_csrf",
    );
    const hidden: Record<string, string[]> = {};
    for (const [, name, value] of carried) (hidden[name!] ??= []).push(textOf(value!));
    return who.post("/views", { ...hidden, ...fields }, `/views/new?${query}`);
  };
  const store = async (id: string, score: number, fields: Partial<SurveyResponse> = {}) => {
    await responses.insert(aResponse({ id, day: "2037-08-30", score, ...fields }));
    await rebuildDays([{ kind: "answers", touchpoint: "support-call", metric: "nps", day: "2037-08-30" }]);
  };
  /** On a slow machine a page does not wait for everything. */
  const counted = async (path: string) => {
    for (;;) {
      const { text } = await mara.get(path);
      if (!text.includes("http-equiv")) return text;
      await world.settle();
    }
  };
  const another = async (): Promise<Browser> => {
    const user = await aPerson(world, "max", "manager");
    const { passwordHash } = (await mongoose.connection
      .db!.collection("users")
      .findOne({ _id: "mara" as never }))!;
    await mongoose.connection
      .db!.collection("users")
      .updateOne({ _id: user.id as never }, { $set: { passwordHash } });
    return world.signIn(user);
  };

  it("are made from the filters of the list, under a name", async () => {
    const saved = await save({ name: "Installations in the north", isShared: "on" });
    expect(saved.headers["location"]).toBe("/views/installations-in-the-north");
    expect(await views.get("installations-in-the-north")).toMatchObject({
      name: "Installations in the north",
      owner: "mara",
      isShared: true,
      filter: {
        touchpoints: ["support-call"],
        teams: ["north"],
        properties: [{ of: "customer", name: "plan", values: ["gold"] }],
      },
    });
  });

  it("say in words what they mean, and how their answers came out", async () => {
    await save({ name: "North" });
    const gold = { team: "north", segment: { plan: "gold" } };
    await store("a", 10, gold);
    await store("b", 2, gold);
    await store("c", 2, { ...gold, segment: { plan: "silver" } });
    const text = await counted("/views/north");
    const page = textOf(text);
    expect(page).toContain("Answers for Support call, of team north, where the customer’s plan is gold.");
    expect(page).toContain("Score 0");
    expect(page).toMatch(/−\d+ to \d+ with 95 % certainty, from 2 answers/);
    expect(page).toContain("few answers");
    expect(page).toContain("nothing to compare");
    expect(text).toContain("/responses?view&#x3D;north&amp;period&#x3D;28d");
  });

  it("narrow the list, the API and the file of responses, and can be saved from the list", async () => {
    await save({ name: "Mine" }, "team=north");
    await save({ name: "Ours", isShared: "on" }, "team=north");
    await store("a", 2, { team: "north", comment: "Northern" });
    await store("b", 10, { team: "north", comment: "Glad" });
    await store("c", 2, { team: "south", comment: "Southern" });
    const { text } = await mara.get("/responses?view=mine&category=detractor");
    expect(textOf(text)).toContain("Northern");
    expect(textOf(text)).not.toMatch(/Southern|Glad/);
    expect(textOf(text)).toContain("view Mine");
    expect(textOf(text)).toContain("Save as view");
    const gone = await mara.get("/responses?view=gone");
    expect([gone.status, textOf(gone.text).includes("Northern")]).toEqual([400, false]);
    expect(textOf(gone.text)).toContain("view does not exist any more");
    expect((await mara.get("/responses.csv?view=mine")).text).not.toContain("Southern");
    const listed = await world.api("get", "/v1/responses?view=ours");
    expect(listed.body.items.map(({ id }: { id: string }) => id)).toEqual(["b", "a"]);
    expect((await world.api("get", "/v1/responses?view=mine")).status).toBe(400);
  });

  it("keep what was typed, with the fault beside the field", async () => {
    const refused = await save({ name: " " });
    expect(refused.status).toBe(400);
    expect(errorBeside(refused.text, "name")).toContain("must not be empty");
    expect(formFields(refused.text, "/views")).toMatchObject({ team: "north" });
  });

  it("have keys of their own also where two have one name, and for names without letters", async () => {
    const places = [];
    for (const name of ["North", "North", "new", "日本"])
      places.push((await save({ name })).headers["location"]);
    expect(places).toEqual(["/views/north", "/views/north-2", "/views/new-view", "/views/view"]);
  });

  it("want a filter, that can find something, and is not about one customer", async () => {
    expect(textOf((await mara.get("/views/new")).text)).toContain("There is nothing to save yet");
    const fault = async (query: string) => {
      const { text, status } = await save({ name: "X" }, query);
      return [status, textOf(text).match(/This filter ([^.]*)\./)?.[1]];
    };
    expect(await fault("customer=ana")).toEqual([400, "must not be about one customer"]);
    await save({ name: "North", isShared: "on" });
    const both = await fault("view=north&team=south");
    expect(both).toEqual([400, "cannot find anything: its filters exclude each other"]);
    const nonsense = await mara.get("/views/new?category=nonsense&touchpoint=A+b");
    expect(nonsense.status).toBe(400);
    expect(textOf(nonsense.text)).toContain("category must be one of promoter");
  });

  it("narrow another view, and can take its place", async () => {
    await save({ name: "North" });
    const placed = await save(
      { name: "North, detractors", instead: "north" },
      "view=north&category=detractor",
    );
    expect(placed.headers["location"]).toBe("/views/north");
    expect(await views.get("north")).toMatchObject({
      name: "North, detractors",
      filter: { teams: ["north"], categories: ["detractor"] },
    });
    const page = textOf(await counted("/views/north"));
    expect(page).not.toContain("Score ");
  });

  it("are seen by others only when they are shared, and changed by the owner or an admin", async () => {
    await save({ name: "Mine" });
    await save({ name: "Ours", isShared: "on" });
    const [max, alice] = [await another(), await world.signIn(world.alice)];
    const statusOf = async (who: Browser, path: string) => (await who.get(path)).status;
    expect(await statusOf(max, "/views/mine")).toBe(404);
    expect(await statusOf(alice, "/views/mine")).toBe(404);
    expect(await statusOf(max, "/views/ours")).toBe(200);
    expect(textOf((await max.get("/views")).text)).not.toContain("Mine ");
    expect(await statusOf(max, "/views/ours/settings")).toBe(404);
    expect(await statusOf(max, "/views/ours/removal")).toBe(404);
    const refused = await save({ name: "X", instead: "ours" }, "team=south", max);
    expect(refused.status).toBe(403);
    const changed = await alice.post("/views/ours/settings", { name: "All of ours", isShared: "on" });
    expect(changed.status).toBe(303);
    expect((await views.get("ours")).name).toBe("All of ours");
  });

  it("are removed after one question", async () => {
    await save({ name: "North" });
    expect(textOf((await mara.get("/views/north/removal")).text)).toContain("Remove “North”?");
    expect((await mara.post("/views/north/removal", {})).headers["location"]).toBe("/views");
    expect((await mara.get("/views/north")).status).toBe(404);
  });

  it("stay readable when what they name is gone", async () => {
    await save({ name: "North" });
    await mongoose.connection.db!.collection("touchpoints").deleteMany({});
    const text = await counted("/views/north");
    expect(textOf(text)).toContain("Touchpoint support-call does not exist any more.");
    expect(textOf(text)).toContain("Team north does not exist any more.");
    expect(textOf((await mara.get("/views")).text)).toContain(
      "Touchpoint support-call does not exist any more.",
    );
  });

  it("show an empty state, and no zero, where no answer matches", async () => {
    await save({ name: "North" });
    const page = textOf(await counted("/views/north?period=7d"));
    expect(page).toContain("No answer in this period");
    expect(page).not.toMatch(/NaN|Infinity|Score/);
  });

  it.each(["from=2037-09-01&to=2037-08-01", "from=1990-01-01&to=2037-01-01", "period=nonsense", "x=1"])(
    "keep a wrong period in its field: %s",
    async (query) => {
      await save({ name: "North" });
      const { status, text } = await mara.get(`/views/north?${query}`);
      expect(status).toBe(400);
      expect(text).not.toContain("NaN");
    },
  );

  it("say how far the counting is, and look again by themselves", async () => {
    await save({ name: "North" });
    for (let ago = 10; ago < 30; ago += 1)
      await responses.insert(aResponse({ id: `x${ago}`, day: `2037-08-${ago}`, score: 9, team: "north" }));
    const hurry = performance.now;
    let now = 0;
    performance.now = () => (now += 1_000);
    const { text } = await mara.get("/views/north");
    performance.now = hurry;
    expect(textOf(text)).toMatch(/Counting: \d+ of 56 days/);
    expect(text).toContain('<meta http-equiv="refresh" content="3">');
    await world.settle();
    const ended = await mara.get("/views/north");
    expect(ended.text).not.toContain("http-equiv");
    expect(await viewDays.listBetween("none", { from: "2037-01-01", to: "2037-12-31" })).toEqual([]);
  });
});
