import { readFileSync } from "node:fs";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import mongoose from "mongoose";
import { eraseCustomer } from "../../../src/domain/customers/eraseCustomer.js";
import { finishErasures } from "../../../src/domain/customers/finishErasures.js";
import { rebuildRecentDays } from "../../../src/domain/metrics/rebuildRecentDays.js";
import { forgetEndpoints } from "../../../src/domain/webhooks/listeners.js";
import * as erasures from "../../../src/store/erasures.js";
import { readRollups } from "../../../src/domain/metrics/readRollups.js";
import { answer, ask, configure } from "../../build.js";
import { makeDatabaseMortal, type DyingDatabase } from "../../dyingDatabase.js";
import { MINUTE } from "../../testClock.js";
import { MAIL } from "../../web/hooks/sign.js";
import { createWorld, START, type World } from "../../world.js";
import { messagesOf } from "../webhooks/arrange.js";
import { aPersonEverywhere, MENDERS, runJobs, snapshot, tokensOf, whereFound, ZEB } from "./arrange.js";

/** Every collection that the README says to hold something of a person. */
function collectionsOfPeople(): string[] {
  const readme = readFileSync(new URL("../../../src/domain/README.md", import.meta.url), "utf8");
  const section = readme.slice(readme.indexOf("## What erasing a person has to cover"));
  return [...section.matchAll(/^\| `(\w+)`/gm)].map(([, name]) => name!);
}

describe("erasing a customer", () => {
  let world: World;
  let database: DyingDatabase;
  let tokens: string[];
  let restore: () => Promise<void>;

  beforeAll(async () => {
    world = await createWorld({ mail: MAIL });
    database = makeDatabaseMortal();
    const others = { touchpoint: "support-call", survey: "support-nps", trigger: "after-call" };
    await configure(world, others);
    await answer(world, await ask(world, { customer: { id: "ana", email: "ana@example.com" } }), {
      score: "9",
    });
    await aPersonEverywhere(world);
    tokens = await tokensOf();
    restore = await snapshot();
  }, 120_000);
  beforeEach(async () => {
    await world.settle();
    await restore();
    world.clock.set(START);
    forgetEndpoints();
  });
  afterAll(async () => {
    database.restore();
    await world.close();
  });

  const erase = () => eraseCustomer(world.context, { customer: ZEB.id, by: "Alice" }, world.clock.now());

  /** Answers and asks by day, as the roll-ups tell them. */
  async function counted() {
    const year = { from: "2037-01-01", to: "2037-12-31" };
    const kinds = ["answers", "asks"] as const;
    const days = (await Promise.all(kinds.map((kind) => readRollups(year, { kind })))).flat();
    const sum = (numbers: number[]) => numbers.reduce((all, one) => all + one, 0);
    return {
      answers: sum(days.flatMap(({ counts }) => counts ?? [])),
      eligible: sum(days.flatMap(({ asks }) => (asks ? [asks.eligible] : []))),
    };
  }

  async function expectNothingLeft(): Promise<void> {
    expect(await whereFound(tokens)).toEqual(["webhookMessages"]);
    const left = await messagesOf("crm");
    const zebs = left.filter(({ body }) => body.includes(ZEB.id));
    expect(zebs.map(({ type }) => type)).toEqual(["customer.erased"]);
    expect(JSON.parse(zebs[0]!.body).data).toEqual({ customer: ZEB.id });
    expect(await counted()).toEqual({ answers: 1, eligible: 1 });
    expect(await world.api("get", "/v1/customers/ana")).toMatchObject({ status: 200 });
  }

  it("has something to find in every collection that the README names", async () => {
    expect((await whereFound(tokens)).filter((name) => name !== "sessions").toSorted()).toEqual(
      collectionsOfPeople().toSorted(),
    );
    expect(await counted()).toEqual({ answers: 3, eligible: 4 });
  });

  it("removes all of it at once, and forgets whom it was about when nothing can be under way any more", async () => {
    expect(await world.api("delete", `/v1/customers/${ZEB.id}`)).toMatchObject({ status: 204 });
    expect(await whereFound(tokens)).toEqual(["erasures"]);
    await world.settle();
    expect(await counted()).toEqual({ answers: 1, eligible: 1 });
    await runJobs(world);
    await expectNothingLeft();
  });

  it("finishes what a killed process has left, whichever write it died at", async () => {
    const most = 10_000;
    database.dieAfter(most);
    await erase();
    await world.settle();
    const writes = most - database.writesLeft();
    database.revive();
    expect(writes).toBeGreaterThan(15);
    for (let write = 1; write < writes; write += 1) {
      await restore();
      world.clock.set(START);
      forgetEndpoints();
      database.dieAfter(write);
      await erase().catch(() => null);
      await world.settle();
      expect([write, database.revive()]).toEqual([write, true]);
      await runJobs(world, MENDERS);
      await runJobs(world, MENDERS);
      await expectNothingLeft().catch((error: unknown) => {
        throw new Error(`after write ${write}`, { cause: error });
      });
    }
  }, 120_000);

  it("finishes it also when the job itself is killed, at any write", async () => {
    await erase();
    await world.settle();
    world.clock.advance(6 * MINUTE);
    await rebuildRecentDays(world.clock.now());
    const due = world.clock.now();
    const cleared = await snapshot();
    for (let write = 0, hasDied = true; hasDied; write += 1) {
      await cleared();
      world.clock.set(due);
      forgetEndpoints();
      database.dieAfter(write);
      await finishErasures(world.context, due).catch(() => null);
      hasDied = database.revive();
      await runJobs(world, MENDERS);
      await runJobs(world, MENDERS);
      await expectNothingLeft();
    }
  }, 120_000);

  it("removes later what others had under way meanwhile, and counts their days again", async () => {
    const [event, invitation, response, customer] = await Promise.all(
      ["events", "invitations", "responses", "customers"].map((name) =>
        mongoose.connection
          .collection(name)
          .findOne(name === "customers" ? { _id: ZEB.id as never } : { customer: ZEB.id }),
      ),
    );
    await erase();
    await world.settle();
    const write = (name: string, one: unknown) =>
      mongoose.connection.collection(name).insertOne(one as never);
    await write("events", event);
    await write("invitations", invitation);
    await write("customers", customer);
    await write("responses", { ...response, day: "2037-08-30" });
    const of = { touchpoint: "support-call", metric: "nps", day: "2037-08-30" } as const;
    world.context.rollups.request({ kind: "answers", ...of });
    await world.settle();
    expect((await counted()).answers).toBe(2);
    await runJobs(world);
    expect(await whereFound(tokens)).toEqual(["erasures"]); // it looks once more
    await runJobs(world);
    await expectNothingLeft();
  });

  it("is one thing when two do it at once", async () => {
    await Promise.all([erase(), erase(), world.api("delete", `/v1/customers/${ZEB.id}`).expect(204)]);
    await world.settle();
    await runJobs(world);
    await Promise.all([1, 2].map(() => finishErasures(world.context, world.clock.now())));
    await expectNothingLeft();
  });

  it("answers a repeat as before, and an id that nobody had with 404", async () => {
    await world.api("delete", `/v1/customers/${ZEB.id}`).expect(204);
    await world.api("delete", `/v1/customers/${ZEB.id}`).expect(204);
    await runJobs(world);
    expect((await erasures.find(ZEB.id))?.doneAt).toEqual(world.clock.now());
    expect(await world.api("delete", `/v1/customers/${ZEB.id}`)).toMatchObject({ status: 204 });
    const unknown = await world.api("delete", "/v1/customers/nobody");
    expect(unknown).toMatchObject({ status: 404, body: { error: { code: "not_found" } } });
    expect(await world.api("delete", "/v1/customers/anonymous:1")).toMatchObject({ status: 404 });
    expect(await mongoose.connection.collection("erasures").countDocuments({})).toBe(2); // the id, the number
  });
});
