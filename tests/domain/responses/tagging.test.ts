import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { readSentiment } from "../../../src/domain/responses/sentimentRules.js";
import { createTagRule } from "../../../src/domain/responses/saveTagRule.js";
import { startTagRun } from "../../../src/domain/responses/startTagRun.js";
import { tagResponse } from "../../../src/domain/responses/tagResponse.js";
import { untagResponse } from "../../../src/domain/responses/untagResponse.js";
import * as responses from "../../../src/store/responses.js";
import * as tagRuns from "../../../src/store/tagRuns.js";
import type { TagRuleChange } from "../../../src/store/tagRules.js";
import { runDueJobs } from "../../../src/worker/schedule.js";
import { answer, ask, configure } from "../../build.js";
import { MINUTE } from "../../testClock.js";
import { aResponse } from "../../web/console/pages.js";
import { createWorld, type World } from "../../world.js";

describe("tags and sentiment of answers", () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  beforeEach(() => world.reset());
  afterAll(() => world.close());

  let serial = 0;
  const rule = (change: Partial<TagRuleChange> = {}) => {
    const input = { tag: "billing", words: ["invoice", "over charged"], active: true, ...change };
    serial += 1;
    return createTagRule(`rule-${serial}`, input, world.clock.now()).then(() => `rule-${serial}`);
  };
  const tagsOf = async (id: string) => (await responses.get(id)).tags ?? [];
  const work = async (rounds = 1) => {
    for (let round = 0; round < rounds; round += 1) {
      world.clock.advance(MINUTE);
      await runDueJobs(world.context, world.clock.now());
    }
  };

  it("puts the tags of rules on an answer as it comes, and when its comment is changed", async () => {
    await configure(world);
    await rule();
    await rule({ tag: "rude", words: ["rude*"], categories: ["detractor"] });
    await rule({ tag: "never", words: ["the"], active: false });
    const link = await ask(world);
    await answer(world, link, { score: "2", comment: "The INVOICE was wrong" });
    const [first] = await world.responses();
    expect(first.tags).toEqual(["billing"]);
    await answer(world, link, { score: "2", comment: "And rudeness" });
    expect((await world.responses())[0].tags).toEqual(["billing", "rude"]);
  });

  it("leaves alone words within other words, other categories and other touchpoints", async () => {
    await rule({ categories: ["promoter"], touchpoints: undefined });
    await responses.insert(aResponse({ id: "r1", day: "2037-09-01", score: 2, comment: "invoice" }));
    await responses.insert(aResponse({ id: "r2", day: "2037-09-01", score: 9, comment: "invoices" }));
    await responses.insert(aResponse({ id: "r3", day: "2037-09-01", score: 9, comment: "my invoice!" }));
    await work();
    expect([await tagsOf("r1"), await tagsOf("r2"), await tagsOf("r3")]).toEqual([[], [], ["billing"]]);
  });

  it("makes up for what a killed process has left, once", async () => {
    await rule();
    const at = world.clock.now();
    const left = { comment: "over  charged, again", respondedAt: at, changedAt: at };
    await responses.insert(aResponse({ id: "r1", day: "2037-09-01", score: 2, ...left }));
    await work(2);
    expect(await responses.get("r1")).toMatchObject({ tags: ["billing"], tagRevision: 1 });
  });

  it("does not put on again what a person has taken off, be it by rule or through earlier answers", async () => {
    const key = await rule();
    await responses.insert(aResponse({ id: "r1", day: "2037-09-01", score: 2, comment: "invoice" }));
    await work();
    await untagResponse("r1", "billing");
    await startTagRun(key, world.clock.now());
    await work(3);
    expect(await tagsOf("r1")).toEqual([]);
    await tagResponse("r1", "billing");
    await work();
    expect(await responses.get("r1")).toMatchObject({ tags: ["billing"], tagsTakenOff: [] });
  });

  it("loses no tag when several people put one on at once, and has twenty at most", async () => {
    await responses.insert(aResponse({ id: "r1", day: "2037-09-01", score: 2, comment: "invoice" }));
    await Promise.all(["a", "b", "c"].map((tag) => tagResponse("r1", tag)));
    expect((await tagsOf("r1")).sort()).toEqual(["a", "b", "c"]);
    for (let place = 3; place < 20; place += 1) await tagResponse("r1", `tag ${place}`);
    await expect(tagResponse("r1", "one more")).rejects.toThrow("too many tags");
    await rule();
    await work();
    expect(await tagsOf("r1")).toHaveLength(20);
  });

  it("goes through earlier answers in the background, and says how far it is", async () => {
    for (let index = 0; index < 30; index += 1)
      await responses.insert(
        aResponse({ id: `r${index}`, day: "2030-01-05", score: 9, comment: index % 3 ? "fine" : "invoice" }),
      );
    const key = await rule();
    await work();
    expect(await tagsOf("r0")).toEqual([]);
    expect(await startTagRun(key, world.clock.now())).toBe(true);
    expect(await startTagRun(key, world.clock.now())).toBe(false);
    await work();
    expect(await tagsOf("r0")).toEqual(["billing"]);
    const run = (await tagRuns.list()).find(({ id }) => id === key);
    expect(run).toMatchObject({ looked: 30, total: 30, changed: 10, isOpen: false });
    expect(await startTagRun(key, world.clock.now())).toBe(true);
    await work();
    expect((await tagRuns.list()).find(({ id }) => id === key)).toMatchObject({ changed: 0 });
  });

  it("reads how an English comment sounds, and nothing in other languages or without words", () => {
    expect(readSentiment("Great service, very kind. I love it!", "en-GB")).toBe("positive");
    expect(readSentiment("This was a horrible, rude waste of time", "en")).toBe("negative");
    expect(readSentiment("The visit was on Monday", "en")).toBe("neutral");
    expect(readSentiment("Great service", "es")).toBeUndefined();
    expect(readSentiment("Great service", "eng-nonsense")).toBeUndefined();
    expect(readSentiment("--- 12 ---", "en")).toBeUndefined();
    expect(readSentiment("", "en")).toBeUndefined();
  });

  it("keeps the sentiment with the comment, forgets it with the comment, and reads earlier ones once", async () => {
    await configure(world);
    const link = await ask(world);
    await answer(world, link, { score: "9", comment: "Wonderful, thank you" });
    expect((await world.responses())[0].sentiment).toBe("positive");
    await answer(world, link, { score: "9", comment: "Terrible" });
    expect((await world.responses())[0].sentiment).toBe("negative");
    await answer(world, link, { score: "9", comment: "" });
    expect((await world.responses())[0].sentiment).toBeNull();
    await responses.insert(aResponse({ id: "old", day: "2030-01-05", score: 9, comment: "I am happy" }));
    await work(3);
    expect((await responses.get("old")).sentiment).toBe("positive");
  });
});
