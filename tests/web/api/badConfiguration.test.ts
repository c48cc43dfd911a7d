import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { configure } from "../../build.js";
import { countStored } from "./countStored.js";
import { createWorld, type World } from "../../world.js";

describe("bad configuration and queries", () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  beforeEach(() => world.reset());
  afterAll(() => world.close());

  it.each<[string, string, string, unknown]>([
    ["a key with capitals", "key", "/v1/touchpoints/Support", { name: "Support", stage: "support" }],
    ["the reserved key", "key", "/v1/touchpoints/scores", { name: "Scores", stage: "support" }],
    ["an unknown stage", "stage", "/v1/touchpoints/a", { name: "A", stage: "later" }],
    ["a touchpoint without name", "name", "/v1/touchpoints/a", { stage: "support" }],
    ["an unknown metric", "metric", "/v1/surveys/a", { name: "A", metric: "stars", question: { en: "?" } }],
    ["a survey without question", "question", "/v1/surveys/a", { name: "A", metric: "nps", question: {} }],
    [
      "a question in an unknown language",
      "question.klingon",
      "/v1/surveys/a",
      { name: "A", metric: "nps", question: { klingon: "?" } },
    ],
    [
      "a category of another metric",
      "followUp.promoter",
      "/v1/surveys/a",
      { name: "A", metric: "csat", question: { en: "?" }, followUp: { promoter: { en: "!" } } },
    ],
    [
      "an unknown touchpoint",
      "touchpoint",
      "/v1/triggers/a",
      { event: { type: "x" }, touchpoint: "none", survey: "support-nps" },
    ],
    [
      "an unknown survey",
      "survey",
      "/v1/triggers/a",
      { event: { type: "x" }, touchpoint: "support-call", survey: "none" },
    ],
    [
      "a delay in words",
      "delay",
      "/v1/triggers/a",
      { event: { type: "x" }, touchpoint: "support-call", survey: "support-nps", delay: "2 hours" },
    ],
    [
      "a delay backwards",
      "delay",
      "/v1/triggers/a",
      { event: { type: "x" }, touchpoint: "support-call", survey: "support-nps", delay: "-PT2H" },
    ],
    [
      "an endless delay",
      "delay",
      "/v1/triggers/a",
      { event: { type: "x" }, touchpoint: "support-call", survey: "support-nps", delay: "P999999Y" },
    ],
    [
      "an unknown channel",
      "channels.0",
      "/v1/triggers/a",
      { event: { type: "x" }, touchpoint: "support-call", survey: "support-nps", channels: ["fax"] },
    ],
    [
      "no channel",
      "channels",
      "/v1/triggers/a",
      { event: { type: "x" }, touchpoint: "support-call", survey: "support-nps", channels: [] },
    ],
    [
      "a sample above 1",
      "sample",
      "/v1/triggers/a",
      { event: { type: "x" }, touchpoint: "support-call", survey: "support-nps", sample: 5 },
    ],
    [
      "an unknown operator",
      "event.where.0.op",
      "/v1/triggers/a",
      {
        event: { type: "x", where: [{ field: "team", op: "$gt", value: 1 }] },
        touchpoint: "support-call",
        survey: "support-nps",
      },
    ],
    [
      "a condition on anything else",
      "event.where.0.field",
      "/v1/triggers/a",
      {
        event: { type: "x", where: [{ field: "__proto__.x", op: "eq", value: 1 }] },
        touchpoint: "support-call",
        survey: "support-nps",
      },
    ],
    [
      "a list where one value is meant",
      "event.where.0.value",
      "/v1/triggers/a",
      {
        event: { type: "x", where: [{ field: "team", op: "eq", value: [1] }] },
        touchpoint: "support-call",
        survey: "support-nps",
      },
    ],
    [
      "an object as value",
      "event.where.0.value",
      "/v1/triggers/a",
      {
        event: { type: "x", where: [{ field: "team", op: "eq", value: { $gt: "" } }] },
        touchpoint: "support-call",
        survey: "support-nps",
      },
    ],
  ])("%s is refused naming %s", async (_, path, url, body) => {
    await configure(world);
    const before = await countStored();
    const answered = await world.api("put", url, body);
    expect(answered.status).toBe(400);
    expect(answered.body.error.fields.map((field: { path: string }) => field.path)).toContain(path);
    expect(await countStored()).toBe(before);
  });

  it.each([
    ["/v1/invitations?state=lost", "state"],
    ["/v1/invitations?state[$ne]=sent", "state[$ne]"],
    ["/v1/invitations?limit=0", "limit"],
    ["/v1/invitations?cursor=nonsense", "cursor"],
    ["/v1/responses?from=yesterday", "from"],
    ["/v1/responses?from=2037-09-02&to=2037-09-01", "to"],
    ["/v1/responses?category=fan", "category"],
    ["/v1/touchpoints/scores?from=2037-02-30", "from"],
    ["/v1/touchpoints/scores?form=2037-02-01", "form"],
  ])("the address %s is refused naming %s", async (url, path) => {
    const { status, body } = await world.api("get", url);
    expect(status).toBe(400);
    expect(body.error.fields.map((field: { path: string }) => field.path)).toContain(path);
  });
});
