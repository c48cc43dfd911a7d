import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import mongoose from "mongoose";
import { rebuildDays } from "../../../src/domain/metrics/rebuildDays.js";
import * as alerts from "../../../src/store/alerts.js";
import * as responses from "../../../src/store/responses.js";
import { configure } from "../../build.js";
import { createWorld, type Browser, type World } from "../../world.js";
import { errorBeside, formFields } from "./formFields.js";
import { aResponse, textOf } from "./pages.js";

describe("the pages of alerts", () => {
  let world: World;
  let mara: Browser;
  beforeAll(async () => {
    world = await createWorld();
  });
  beforeEach(async () => {
    await world.reset();
    await configure(world);
    await world.api("put", "/v1/views/north", { name: "North", filter: { teams: ["north"] } });
    mara = await world.signIn(world.mara);
  });
  afterAll(() => world.close());

  /** Opens a form, types, and sends it. */
  const send = async (address: string, fields: Record<string, string | string[]>, action = "/alerts") => {
    const shown = await mara.get(address);
    return mara.post(action, { ...formFields(shown.text, action), ...fields }, address);
  };
  const SCORE = "/alerts/new?kind=score";
  const ofScore = { name: "Calls fall", of: "touchpoint:support-call|nps", users: ["mara"], days: "28" };

  it("offer what can be told of", async () => {
    const page = await mara.get("/alerts/new");
    for (const kind of ["response", "score", "response_rate", "coverage"])
      expect(page.text).toContain(`/alerts/new?kind&#x3D;${kind}`);
    expect((await mara.get("/alerts/new?kind=nonsense")).status).toBe(400);
  });

  it("make an alert on a score, and show it", async () => {
    const made = await send(SCORE, ofScore);
    expect(made.headers["location"]).toBe("/alerts/calls-fall");
    expect(await alerts.get("calls-fall")).toMatchObject({
      kind: "score",
      touchpoint: "support-call",
      metric: "nps",
      days: 28,
      users: ["mara"],
      createdBy: "mara",
    });
    const page = textOf((await mara.get("/alerts/calls-fall")).text);
    expect(page).toContain("Calls fall not judged yet");
    expect(page).toContain("NPS of Support call.");
    expect(textOf((await mara.get("/alerts")).text)).toContain("tells Mara");
  });

  it("make one on responses that a list is filtered by, or on a view as it is", async () => {
    const byFilter = "/alerts/new?kind=response&category=detractor&comment=yes";
    await send(byFilter, { name: "Unhappy", users: ["mara"] });
    expect(await alerts.get("unhappy")).toMatchObject({
      filter: { categories: ["detractor"], hasComment: true },
    });
    await send("/alerts/new?kind=response&view=north", { name: "North says" });
    expect(await alerts.get("north-says")).toMatchObject({ view: "north", users: ["mara"] });
    expect(await alerts.get("north-says")).not.toHaveProperty("filter");
  });

  it("try it before it is made: how often it would have told", async () => {
    for (const [id, day] of [
      ["a", "2037-08-30"],
      ["b", "2037-07-01"],
      ["c", "2037-05-01"],
    ] as const)
      await responses.insert(aResponse({ id, day, score: 2, team: "north" }));
    const tried = await send("/alerts/new?kind=response&view=north", { name: "North says", try: "yes" });
    expect(tried.status).toBe(200);
    expect(textOf(tried.text)).toContain("It would have told 2 times");
    expect(textOf(tried.text)).toContain("As it stands here, which is not saved.");
    expect(await alerts.list()).toEqual([]);
  });

  it("try a score: whether there is a clear fall now", async () => {
    const fill = async (day: string, score: number) => {
      for (let one = 0; one < 40; one += 1)
        await responses.insert(aResponse({ id: `${day}-${one}`, day, score }));
      await rebuildDays([{ kind: "answers", touchpoint: "support-call", metric: "nps", day }]);
    };
    await fill("2037-08-20", 10);
    await fill("2037-08-28", 1);
    const tried = textOf((await send(SCORE, { ...ofScore, days: "7", try: "yes" })).text);
    expect(tried).toContain("clear fall −200 points");
    expect(tried).toContain("−100 (−100 to −84) from 40 answers");
  });

  it.each([
    [{ name: " " }, "name", "must not be empty"],
    [{ of: "" }, "of", "choose what it watches"],
    [{ of: "touchpoint:gone|nps" }, "of", "does not exist any more"],
    [{ of: "view:$gt|nps" }, "of", "choose what it watches"],
    [{ of: "touchpoint:support-call|joy" }, "of", "choose what it watches"],
    [{ days: "9" }, "days", "must be 7 or 28"],
    [{ users: ["bob"] }, "users", "may only name admins and managers who can sign in"],
    [{ chatUrl: "ftp://x" }, "chatUrl", "must be an address such as https://hooks.slack.com/..."],
    [{ chatUrl: "https://127.0.0.1/x" }, "chatUrl", "must not lie in a private network"],
  ])("keep what was typed, with the fault beside the field: %j", async (fields, name, message) => {
    const refused = await send(SCORE, { ...ofScore, ...fields });
    expect([refused.status, errorBeside(refused.text, name)]).toEqual([400, message]);
    const kept = formFields(refused.text, "/alerts");
    if (name !== "name") expect(kept["name"]).toBe("Calls fall");
    expect(await alerts.list()).toEqual([]);
  });

  it("pause it, go on, and remove it after one question", async () => {
    await send(SCORE, ofScore);
    await mara.post("/alerts/calls-fall/state", { state: "paused" }, "/alerts/calls-fall");
    expect(textOf((await mara.get("/alerts")).text)).toContain("paused");
    await mara.post("/alerts/calls-fall/state", { state: "on" }, "/alerts/calls-fall");
    expect((await alerts.get("calls-fall")).isPaused).toBe(false);
    expect(textOf((await mara.get("/alerts/calls-fall/removal")).text)).toContain("Remove “Calls fall”?");
    const removed = await mara.post("/alerts/calls-fall/removal", {});
    expect(removed.headers["location"]).toBe("/alerts");
    expect((await mara.get("/alerts/calls-fall")).status).toBe(404);
  });

  it("change it, and say when what it watches is gone", async () => {
    await send("/alerts/new?kind=score&view=north", { name: "North falls" });
    expect(await alerts.get("north-falls")).toMatchObject({ view: "north", metric: "nps", days: 7 });
    const path = "/alerts/north-falls/settings";
    await send(path, { name: "The north falls", days: "28" }, path);
    expect(await alerts.get("north-falls")).toMatchObject({
      name: "The north falls",
      days: 28,
      view: "north",
    });
    expect(textOf((await mara.get("/views/north")).text)).toContain("The north falls");
    await mongoose.connection.db!.collection("views").deleteMany({});
    expect((await mara.get("/alerts/north-falls")).status).toBe(200);
    expect(textOf((await mara.get(path)).text)).toContain("view:north|nps (gone)");
    const refused = await send(path, {}, path);
    expect(errorBeside(refused.text, "of")).toBe("does not exist any more");
  });
});
