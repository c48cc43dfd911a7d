import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { readBreakdowns } from "../../../src/domain/metrics/readBreakdowns.js";
import { rebuildDays } from "../../../src/domain/metrics/rebuildDays.js";
import { rebuildRecentDays } from "../../../src/domain/metrics/rebuildRecentDays.js";
import * as reportSettings from "../../../src/store/reportSettings.js";
import * as responses from "../../../src/store/responses.js";
import { createWorld, type Browser, type World } from "../../world.js";
import { aResponse, textOf } from "./pages.js";

const DAY = "2037-09-01";
const PERIOD = { from: DAY, to: DAY };
const STRANGE = "region.of $life";

describe("what reports are broken down by", () => {
  let world: World;
  let mara: Browser;
  beforeAll(async () => {
    world = await createWorld();
  });
  beforeEach(async () => {
    await world.reset();
    for (let index = 0; index < 60; index += 1) {
      const properties = { order: `order ${index}`, [STRANGE]: `<b>${index % 3}</b>`, list: ["a"] };
      const segment = { plan: index % 2 === 0 ? "gold" : "basic" };
      await responses.insert(aResponse({ id: `response-${index}`, day: DAY, score: 9, properties, segment }));
    }
    await rebuildDays([{ kind: "answers", touchpoint: "support-call", metric: "nps", day: DAY }]);
    mara = await world.signIn(world.mara);
  });
  afterAll(() => world.close());

  const read = async () => readBreakdowns({ ...PERIOD, touchpoint: "support-call", metric: "nps" });

  it("is chosen from what answers carry, with a warning where there are too many values", async () => {
    const page = await mara.get("/report-settings");
    const text = textOf(page.text);
    expect(text).toContain("plan of the customer 2 values in 60 answers: basic, gold");
    expect(text).toContain("order of the event 60 values in 60 answers");
    expect(text).toContain("More than 50 different values");
    expect(page.text).toContain(`value="event.${STRANGE}"`);
    expect(page.text).not.toContain("event.list");
    expect(page.text).toContain("&lt;b&gt;0&lt;/b&gt;");
  });

  it("is counted again at once after saving, also of names with dots and dollars", async () => {
    const saved = await mara.post("/report-settings", { property: [`event.${STRANGE}`, "customer.plan"] });
    expect(saved.status).toBe(303);
    await world.settle();
    const [region, plan] = (await read()).slice(-2);
    expect(region).toMatchObject({ dimension: `event.${STRANGE}`, hidden: 0 });
    expect(plan!.groups.map(({ value, responses: count }) => [value, count])).toEqual([
      ["basic", 30],
      ["gold", 30],
    ]);
    const page = textOf((await mara.get("/report-settings")).text);
    expect(page).toContain("by Mara");
    expect(page).not.toContain("counted again.");
  });

  it("shows how far the counting is, and asks again by itself until it is done", async () => {
    await reportSettings.setProperties([{ of: "customer", name: "plan" }], {
      by: "Mara",
      at: world.clock.now(),
    });
    const before = (await mara.get("/report-settings")).text; // as a process leaves it that was killed at once
    expect(textOf(before)).toContain("0 of 1 day counted again.");
    expect(before).toContain('<meta http-equiv="refresh"');
    await rebuildRecentDays(world.clock.now());
    expect((await mara.get("/report-settings")).text).not.toContain('http-equiv="refresh"');
    expect((await read()).at(-1)!.groups).toHaveLength(2);
  });

  it("keeps what was ticked and typed beside the fault, and stores nothing", async () => {
    const property = ["event.order", "customer.plan", "event.a", "event.b", "event.c"];
    const page = await mara.post("/report-settings", { property, another: "sixth", another_of: "customer" });
    expect(page.status).toBe(400);
    expect(page.text).toContain('id="properties-error">must be 5 at most');
    expect(page.text).toContain('value="event.a" checked');
    expect(page.text).toContain('value="sixth"');
    expect(page.text).not.toContain('http-equiv="refresh"');
    expect(await reportSettings.find()).toBeNull();
    const nonsense = await mara.post("/report-settings", { property: "nonsense" });
    expect(nonsense.status).toBe(400);
    const long = await mara.post("/report-settings", { another: "x".repeat(101) });
    expect(long.text).toContain('id="another-error">must have 100 characters at most');
  });

  it("takes a property by its name that does not occur yet, and none at all", async () => {
    expect((await mara.post("/report-settings", { another: "a.b", another_of: "customer" })).status).toBe(
      303,
    );
    expect((await reportSettings.find())!.properties).toEqual([{ of: "customer", name: "a.b" }]);
    expect(textOf((await mara.get("/report-settings")).text)).toContain(
      "a.b of the customer Does not occur in the newest 1,000 answers.",
    );
    await mara.post("/report-settings", {});
    expect((await reportSettings.find())!.properties).toEqual([]);
    await world.settle();
  });

  it("may be read and replaced by a program, and the same again changes nothing", async () => {
    const properties = [{ of: "customer", name: "plan" }];
    const put = await world.api("put", "/v1/report-settings", { properties });
    expect(put.body).toMatchObject({ properties, updatedBy: expect.any(String) });
    await world.settle();
    await world.api("put", "/v1/report-settings", { properties });
    expect((await reportSettings.find())!.revision).toBe(1);
    expect((await world.api("get", "/v1/report-settings")).body).toMatchObject({ properties, recount: null });
    const twice = await world.api("put", "/v1/report-settings", {
      properties: [...properties, ...properties],
    });
    expect(twice.body.error.fields).toEqual([{ path: "properties", message: "must not name one twice" }]);
  });

  it("keeps no more than 500 values of a property in a day and a month, and says so", async () => {
    for (let index = 0; index < 520; index += 1) {
      const properties = { order: index < 10 ? "often" : `order ${index}` };
      await responses.insert(aResponse({ id: `more-${index}`, day: DAY, score: 3, properties }));
    }
    await world.api("put", "/v1/report-settings", { properties: [{ of: "event", name: "order" }] });
    await world.settle();
    const orders = (await read()).at(-1)!;
    expect(orders).toMatchObject({ isCut: true, hidden: 499 });
    expect(orders.groups.map(({ value }) => value)).toEqual(["often"]);
    const month = {
      from: "2037-08-01",
      to: "2037-09-30",
      touchpoint: "support-call",
      metric: "nps",
    } as const;
    expect((await readBreakdowns(month)).at(-1)).toMatchObject({ isCut: true, hidden: 499 });
  });
});
