import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { configure } from "../../build.js";
import { createWorld, type Browser, type World } from "../../world.js";
import { errorBeside, formFields } from "./formFields.js";

const EVERYTHING = {
  event: {
    type: "call.ended",
    where: [
      { field: "properties.reason", op: "in", value: ["billing", "a, b", "12", 12, true] },
      { field: "customer.attributes.plan", op: "ne", value: "true" },
      { field: "properties.minutes", op: "gte", value: 1.5 },
      { field: "properties.note", op: "exists", value: false },
      { field: "agent.id", op: "exists" },
      { field: "team", op: "eq", value: null },
    ],
  },
  touchpoint: "support-call",
  survey: "support-nps",
  delay: "P1M",
  channels: ["sms", "email"],
  sample: 0.07,
  quietPeriod: "PT36H",
  unless: ["subscription.cancelled", "call.ended"],
  expiresAfter: "P2W",
  active: false,
};

describe("the pages of triggers", () => {
  let world: World;
  let mara: Browser;
  beforeAll(async () => {
    world = await createWorld();
  });
  beforeEach(async () => {
    await world.reset();
    mara = await world.signIn(world.mara);
  });
  afterAll(() => world.close());

  const stored = async (key: string) => (await world.api("get", `/v1/triggers/${key}`)).body;
  const fieldsOf = async (path: string, action: string) => formFields((await mara.get(path)).text, action);

  it("say what to make first", async () => {
    expect((await mara.get("/triggers")).text).toContain("First, a touchpoint");
    expect((await mara.get("/triggers/new")).headers["location"]).toBe("/triggers");
    await world.api("put", "/v1/touchpoints/call", { name: "Call", stage: "support" });
    const { text } = await mara.get("/triggers");
    expect(text).toContain("First, a survey");
    expect(text).toContain('href="/surveys/new"');
  });

  it("read like a sentence", async () => {
    await configure(world, {
      triggerFields: { delay: "PT2H", channels: ["email", "sms"], unless: ["subscription.cancelled"] },
    });
    const { text } = await mara.get("/triggers");
    const sentence = text
      .match(/<p>(When .*?)<\/p>/s)?.[1]
      ?.replace(/<[^>]+>/g, "")
      .trim();
    expect(sentence).toBe(
      "When call.ended happens, ask After a call for Support call 2 hours later by email, then SMS, unless subscription.cancelled comes first.",
    );
  });

  it("make a trigger with the defaults of the API", async () => {
    await configure(world);
    const form = await fieldsOf("/triggers/new", "/triggers");
    const typed = {
      ...form,
      event_type: "visit.completed",
      touchpoint: "support-call",
      survey: "support-nps",
    };
    const answer = await mara.post("/triggers", typed, "/triggers/new");
    expect(answer.headers["location"]).toBe("/triggers/support-call-after-visit-completed");
    const {
      key: _key,
      createdAt: _c,
      updatedAt: _u,
      ...page
    } = await stored("support-call-after-visit-completed");
    const body = { event: { type: "visit.completed" }, touchpoint: "support-call", survey: "support-nps" };
    await world.api("put", "/v1/triggers/by-code", body);
    expect(await stored("by-code")).toMatchObject(page);
  });

  it("change nothing when a page is saved as it is", async () => {
    await configure(world);
    expect((await world.api("put", "/v1/triggers/full", EVERYTHING)).status).toBe(201);
    const before = await stored("full");
    world.clock.advance(1000);
    const answer = await mara.post("/triggers/full", await fieldsOf("/triggers/full", "/triggers/full"));
    expect(answer.status).toBe(303);
    expect(await stored("full")).toEqual({ ...before, updatedAt: "2037-09-01T10:00:01.000Z" });
  });

  it("show the request that sets the same", async () => {
    await configure(world);
    await world.api("put", "/v1/triggers/full", EVERYTHING);
    const { text } = await mara.get("/triggers/full");
    const code = text.match(/<pre[^>]*><code>PUT \/v1\/triggers\/full\s+(.*?)<\/code>/s)![1]!;
    expect(JSON.parse(code.replaceAll("&quot;", '"'))).toEqual(EVERYTHING);
  });

  it("understand what is typed", async () => {
    await configure(world);
    const typed = {
      ...(await fieldsOf("/triggers/after-call", "/triggers/after-call")),
      event_where_1_field: "properties.vip",
      event_where_1_op: "eq",
      event_where_1_value: " true ",
      delay_amount: "1,5",
      delay_unit: "hours",
      quietPeriod_amount: "p6m",
      sample: "12.5 %",
      unless: " a.b , c.d ,",
      channels: "sms,email",
    };
    expect((await mara.post("/triggers/after-call", typed)).status).toBe(303);
    expect(await stored("after-call")).toMatchObject({
      event: { where: [{ field: "properties.vip", op: "eq", value: true }] },
      delay: "PT1.5H",
      quietPeriod: "P6M",
      sample: 0.125,
      unless: ["a.b", "c.d"],
      channels: ["sms", "email"],
    });
  });

  it("keep three empty lines more than there are conditions", async () => {
    await configure(world);
    await world.api("put", "/v1/triggers/full", EVERYTHING);
    const lines = (text: string) => text.match(/name="event_where_\d+_field"/g)?.length;
    expect(lines((await mara.get("/triggers/new")).text)).toBe(3);
    expect(lines((await mara.get("/triggers/full")).text)).toBe(9);
  });

  it("keep what was typed and put each message beside its field", async () => {
    await configure(world);
    const typed = {
      ...(await fieldsOf("/triggers/new", "/triggers")),
      event_type: "call ended!",
      event_where_1_field: "<script>",
      event_where_1_value: "x",
      event_where_2_field: "properties.reason",
      event_where_2_op: "gt",
      event_where_2_value: "",
      touchpoint: "gone",
      survey: "",
      delay_amount: "soon",
      quietPeriod_amount: "999999999",
      sample: "150",
      unless: "fine, not fine",
      key: "Big Key",
    };
    const { status, text } = await mara.post("/triggers", typed, "/triggers/new");
    expect(status).toBe(400);
    const wrong = [
      "event_type",
      "event_where_0_field",
      "event_where_1_value",
      "survey",
      "delay",
      "quietPeriod",
      "sample",
      "unless",
      "key",
    ];
    expect(wrong.filter((name) => errorBeside(text, name) === null)).toEqual([]);
    expect(errorBeside(text, "delay")).toBe("must be a number, 0 or more");
    expect(errorBeside(text, "expiresAfter")).toBeNull();
    expect(text).not.toContain("<script>");
    expect(formFields(text, "/triggers")).toMatchObject({
      event_type: "call ended!",
      event_where_0_field: "<script>",
      event_where_1_op: "gt",
      delay_amount: "soon",
      sample: "150",
      unless: "fine, not fine",
      key: "Big Key",
      active: "on",
    });
    expect((await world.api("get", "/v1/triggers")).body.items).toHaveLength(1);
  });

  it("do not take the place of another trigger", async () => {
    await configure(world);
    const before = await stored("after-call");
    const typed = {
      ...(await fieldsOf("/triggers/new", "/triggers")),
      event_type: "x",
      touchpoint: "support-call",
      survey: "support-nps",
      key: "after-call",
    };
    const { status, text } = await mara.post("/triggers", typed, "/triggers/new");
    expect([status, errorBeside(text, "key")]).toEqual([400, '"after-call" is taken by another trigger']);
    expect(await stored("after-call")).toEqual(before);
  });

  it("name a survey that went missing beside its field", async () => {
    await configure(world);
    const typed = { ...(await fieldsOf("/triggers/after-call", "/triggers/after-call")), survey: "gone" };
    const { status, text } = await mara.post("/triggers/after-call", typed);
    expect([status, errorBeside(text, "survey")]).toEqual([400, 'there is no survey "gone"']);
  });
});
