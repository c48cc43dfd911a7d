import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { openMissingCases } from "../../../src/domain/cases/openMissingCases.js";
import { resolveCase } from "../../../src/domain/cases/resolveCase.js";
import { reopenCase } from "../../../src/domain/cases/reopenCase.js";
import { takeCase } from "../../../src/domain/cases/takeCase.js";
import { tellLeftNews } from "../../../src/domain/cases/tellLeftNews.js";
import type { Case } from "../../../src/records/case.js";
import * as cases from "../../../src/store/cases.js";
import * as customers from "../../../src/store/customers.js";
import { answer, configure } from "../../build.js";
import { aCase, aCause, ANA } from "../../buildCase.js";
import { createWorld, type World } from "../../world.js";

describe("asking again after a case is resolved", () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  beforeEach(async () => {
    await world.reset();
    await configure(world);
    await configure(world, {
      touchpoint: "put-right",
      survey: "after-case",
      trigger: "after-case",
      triggerFields: { event: { type: "case.resolved" }, delay: "P1D" },
    });
    await aCause(world);
  });
  afterAll(() => world.close());

  it("asks although the customer was asked yesterday, and notes on the case that they have recovered", async () => {
    const one = await resolved(await aCase(world, { score: "2" }));
    world.clock.advance(25 * HOUR);
    await answer(world, await lastLink(), { score: "9" });
    await world.settle();
    expect(await cases.get(one.id)).toMatchObject({
      isAskedAgain: true,
      score: 2,
      isRecovered: true,
      recovery: { score: 9, category: "promoter" },
    });
    expect((await customers.get("ana")).name).toBe(ANA.name);
  });

  it("opens a new case when the customer is still a detractor, and says that they came back", async () => {
    const one = await resolved(await aCase(world, { score: "2" }));
    world.clock.advance(25 * HOUR);
    await answer(world, await lastLink(), { score: "4" });
    await world.settle();
    expect(await cases.get(one.id)).toMatchObject({ isActive: false, isRecovered: false, cameBack: true });
    expect(await cases.findOpenFor("ana")).toMatchObject({ score: 4, touchpoint: "put-right" });
  });

  it("asks once for a case, however often it is resolved", async () => {
    const one = await resolved(await aCase(world));
    await reopenCase(world.context, one, world.bob.id, world.clock.now());
    await resolved(await cases.get(one.id));
    expect(await asksAbout("put-right")).toHaveLength(1);
  });

  it("does not ask how it is now while the case is open again, but once it is resolved again", async () => {
    const one = await resolved(await aCase(world));
    await reopenCase(world.context, one, world.bob.id, world.clock.now());
    world.clock.advance(25 * HOUR);
    await world.dispatchAll();
    expect(await asksAbout("put-right")).toMatchObject([{ state: "scheduled" }]);
    await resolved(await cases.get(one.id));
    world.clock.advance(HOUR);
    await world.dispatchAll();
    expect(await asksAbout("put-right")).toMatchObject([{ state: "sent" }]);
  });

  it("makes the exception once in a quiet period: a second case in it is not asked about", async () => {
    await resolved(await aCase(world));
    world.clock.advance(25 * HOUR);
    await answer(world, await lastLink(), { score: "1" });
    await world.settle();
    await resolved((await cases.findOpenFor("ana"))!);
    expect((await asksAbout("put-right")).map(({ reason }) => reason)).toEqual(["asked_recently", null]);
  });

  it("keeps other asks quiet as any ask does", async () => {
    await resolved(await aCase(world));
    world.clock.advance(25 * HOUR);
    await world.dispatchAll();
    world.clock.advance(20 * 24 * HOUR);
    const posted = await world.api("post", "/v1/events", {
      id: "later",
      type: "call.ended",
      occurredAt: world.clock.now().toISOString(),
      customer: ANA,
    });
    expect(posted.body.decisions[0]).toMatchObject({ decision: "skip", reason: "asked_recently" });
  });

  it("cannot be told of by a program, which could ask at any time by it", async () => {
    const event = { occurredAt: world.clock.now().toISOString(), customer: ANA };
    const byType = await world.api("post", "/v1/events", { ...event, id: "x", type: "case.resolved" });
    const byId = await world.api("post", "/v1/events", {
      ...event,
      id: "case.resolved:1",
      type: "call.ended",
    });
    expect([byType.status, byId.status]).toEqual([400, 400]);
    expect([byType.body.error.fields[0].path, byId.body.error.fields[0].path]).toEqual(["type", "id"]);
  });

  it("is made up for when the process dies after the case was resolved, and again after the answer", async () => {
    const one = await aCase(world);
    const dying = { ...world.context, background: { run: () => undefined, drain: async () => undefined } };
    await takeCase(dying, one.id, world.bob.id, world.clock.now());
    await resolve(dying, one);
    expect(await asksAbout("put-right")).toHaveLength(0);
    world.clock.advance(60_000);
    for (let run = 0; run < 2; run += 1) await tellLeftNews(world.context, world.clock.now());
    expect(await asksAbout("put-right")).toHaveLength(1);
    world.clock.advance(25 * HOUR);
    const run = world.context.background.run;
    world.context.background.run = () => undefined;
    await answer(world, await lastLink(), { score: "9" });
    world.context.background.run = run;
    expect((await cases.get(one.id)).recovery).toBeUndefined();
    for (let time = 0; time < 2; time += 1) await openMissingCases(world.context, world.clock.now());
    const { changes, isRecovered } = await cases.get(one.id);
    expect(isRecovered).toBe(true);
    expect(changes.filter(({ kind }) => kind === "answered_again")).toHaveLength(1);
  });

  const HOUR = 3_600_000;

  async function resolved(one: Case): Promise<Case> {
    await takeCase(world.context, one.id, world.bob.id, world.clock.now());
    const done = await resolve(world.context, one);
    await world.settle();
    return done;
  }

  function resolve(context: World["context"], one: Case): Promise<Case> {
    const how = { by: world.bob.id, cause: "no-callback", outcome: "resolved" as const, text: "" };
    return resolveCase(context, one, how, world.clock.now());
  }

  async function asksAbout(touchpoint: string): Promise<{ state: string; reason: string | null }[]> {
    return (await world.api("get", `/v1/invitations?touchpoint=${touchpoint}`)).body.items;
  }

  /** The link of the newest message. */
  async function lastLink(): Promise<string> {
    await world.dispatchAll();
    const { body } = await world.api("get", "/v1/outbox?limit=1");
    return /\/s\/[\w-]+/.exec(body.messages[0].text)![0];
  }
});
