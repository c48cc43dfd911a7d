import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { openMissingCases } from "../../../src/domain/cases/openMissingCases.js";
import { resolveCase } from "../../../src/domain/cases/resolveCase.js";
import { takeCase } from "../../../src/domain/cases/takeCase.js";
import type { Case } from "../../../src/records/case.js";
import * as cases from "../../../src/store/cases.js";
import * as responses from "../../../src/store/responses.js";
import { answer, ask, configure } from "../../build.js";
import { aCase, aCause, ANA } from "../../buildCase.js";
import { aResponse } from "../../web/console/pages.js";
import { createWorld, type World } from "../../world.js";

describe("an answer whose process died", () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  beforeEach(async () => {
    await world.reset();
    await configure(world, { triggerFields: { quietPeriod: "P0D" } });
    await configure(world, {
      touchpoint: "put-right",
      survey: "after-case",
      trigger: "after-case",
      triggerFields: { event: { type: "case.resolved" } },
    });
    await aCause(world);
  });
  afterAll(() => world.close());

  /** Does what follows an answer only as far as these names say. */
  async function dyingAfter(names: string[], work: () => Promise<unknown>): Promise<void> {
    const { background } = world.context;
    const run = background.run.bind(background);
    background.run = (name, unit) => {
      if (names.includes(name)) run(name, unit);
    };
    await work().finally(() => (background.run = run));
    await world.settle();
  }

  const repaired = async () => {
    for (let run = 0; run < 2; run += 1) await openMissingCases(world.context, world.clock.now());
    await world.settle();
  };

  async function closed(one: Case): Promise<Case> {
    await takeCase(world.context, one.id, "bob", world.clock.now());
    const how = { by: "bob", cause: "no-callback", outcome: "resolved" as const, text: "" };
    const done = await resolveCase(world.context, one, how, world.clock.now());
    await world.settle();
    return done;
  }

  /** The link of the newest message. */
  async function lastLink(): Promise<string> {
    world.clock.advance(60_000);
    await world.dispatchAll();
    const { body } = await world.api("get", "/v1/outbox?limit=1");
    return /\/s\/[\w-]+/.exec(body.messages[0].text)![0];
  }

  it("counts as what was said after the case, although it has a new case already", async () => {
    const one = await closed(await aCase(world, { score: "2" }));
    const link = await lastLink();
    await dyingAfter(["afterAnswer", "openCase"], () => answer(world, link, { score: "4" }));
    expect((await cases.get(one.id)).recovery).toBeUndefined();
    expect(await cases.findOpenFor("ana")).toMatchObject({ score: 4 });
    await repaired();
    const { recovery, isRecovered, changes } = await cases.get(one.id);
    expect([recovery?.score, isRecovered]).toEqual([4, false]);
    expect(changes.filter(({ kind }) => kind === "answered_again")).toHaveLength(1);
  });

  it("makes its case more urgent when it was changed for the worse", async () => {
    const saved = await world.api("put", "/v1/case-rules/furious", {
      name: "Furious",
      when: { scores: { from: 0, to: 1 } },
      priority: "urgent",
      contactMinutes: 60,
    });
    expect(saved.status).toBe(201);
    const link = await ask(world, { customer: ANA });
    await answer(world, link, { score: "5" });
    world.clock.advance(60_000);
    await dyingAfter(["afterAnswer"], () => answer(world, link, { score: "0" }));
    expect(await cases.findOpenFor("ana")).toMatchObject({ priority: "normal" });
    await repaired();
    expect(await cases.findOpenFor("ana")).toMatchObject({ priority: "urgent", score: 0, revision: 2 });
  });

  it("opens no case when it had joined one that was resolved before the repair", async () => {
    const one = await aCase(world);
    world.clock.advance(60_000); // the newest is the last one said
    const link = await ask(world, { customer: ANA });
    await dyingAfter([], () => answer(world, link, { score: "2" }));
    const [said] = (await responses.list({ customer: "ana", limit: 1 })).items;
    await cases.move(await cases.get(one.id), {
      set: { joined: [said!.id] },
      change: { id: "joined", kind: "joined", at: world.clock.now(), about: said!.id },
    });
    await closed(await cases.get(one.id));
    await repaired();
    expect(await cases.findOpenFor("ana")).toBeNull();
    expect(await responses.get(said!.id)).toMatchObject({ case: one.id });
  });

  it("gets its case although another answer is broken, which is tried again", async () => {
    await world.api("put", "/v1/case-rules/refund", { name: "Refund", when: { words: ["refund"] } });
    const broken = aResponse({ id: "r1", customer: "c1", day: "2037-09-01", score: 2 });
    await responses.insert({ ...broken, comment: undefined as unknown as string });
    await responses.insert(aResponse({ id: "r2", customer: "c2", day: "2037-09-01", score: 2 }));
    await openMissingCases(world.context, world.clock.now());
    expect(await cases.findOpenFor("c2")).not.toBeNull();
    world.clock.advance(48 * 3_600_000);
    await responses.setAnswer(broken.invitation, { comment: "" });
    await repaired();
    expect(await cases.findOpenFor("c1")).not.toBeNull();
  });
});

describe("coming back", () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  beforeEach(async () => {
    await world.reset();
    await configure(world, { triggerFields: { quietPeriod: "P0D" } });
    await aCause(world);
  });
  afterAll(() => world.close());

  it("is not what a promoter does who is to be thanked", async () => {
    const one = await aCase(world);
    await takeCase(world.context, one.id, "bob", world.clock.now());
    const how = { by: "bob", cause: "no-callback", outcome: "resolved" as const, text: "" };
    await resolveCase(world.context, one, how, world.clock.now());
    const when = { categories: ["promoter"] };
    await world.api("put", "/v1/case-rules/thanks", { name: "Thank them", when });
    await answer(world, await ask(world, { customer: ANA }), { score: "10" });
    expect(await cases.findOpenFor("ana")).toMatchObject({ rule: "thanks" });
    expect((await cases.get(one.id)).cameBack).toBeUndefined();
  });
});
