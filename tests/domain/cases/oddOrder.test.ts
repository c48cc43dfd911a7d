import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { escalateCases } from "../../../src/domain/cases/escalateCases.js";
import { logContact } from "../../../src/domain/cases/logContact.js";
import { reopenCase } from "../../../src/domain/cases/reopenCase.js";
import { resolveCase } from "../../../src/domain/cases/resolveCase.js";
import { resumeCase } from "../../../src/domain/cases/resumeCase.js";
import { takeCase } from "../../../src/domain/cases/takeCase.js";
import { waitForCustomer } from "../../../src/domain/cases/waitForCustomer.js";
import type { Case } from "../../../src/records/case.js";
import * as cases from "../../../src/store/cases.js";
import { answer, ask, configure } from "../../build.js";
import { aCase, aCause, ANA } from "../../buildCase.js";
import { createWorld, type World } from "../../world.js";

describe("the promises of a case, in odd order", () => {
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

  const at = (time: string) => world.clock.set(new Date(`2037-09-${time}:00Z`));
  const now = () => world.clock.now();
  const again = ({ id }: Case) => cases.get(id);
  const pause = (one: Case) => waitForCustomer(world.context, one.id, "bob", now());
  const goOn = async (one: Case) => resumeCase(world.context, await again(one), "bob", now());
  const reached = async (one: Case) =>
    logContact(world.context, await again(one), { result: "reached", text: "", by: "bob" }, now());
  const close = async (one: Case) => {
    await takeCase(world.context, one.id, "bob", now());
    const how = { by: "bob", cause: "no-callback", outcome: "resolved" as const, text: "" };
    return resolveCase(world.context, await again(one), how, now());
  };
  const escalations = async (one: Case) =>
    (await again(one)).changes.filter(({ kind }) => kind === "escalated").length;

  it("does not become kept by waiting for the customer after its time was over", async () => {
    const one = await aCase(world); // to be resolved by Tuesday the 8th, 10:00
    at("09T10:00");
    await pause(one);
    expect(await close(one)).toMatchObject({ isResolvedInTime: false });
  });

  it("is kept by what is resolved while the clock stands", async () => {
    const one = await aCase(world);
    await pause(one);
    at("09T10:00");
    expect(await close(one)).toMatchObject({ isResolvedInTime: true });
  });

  it("is kept by a first contact that comes while the clock stands", async () => {
    const one = await aCase(world); // a first contact by the 2nd, 10:00
    at("01T11:00");
    await pause(one);
    at("03T10:00");
    expect(await reached(one)).toMatchObject({ contactMinutes: 60, isContactInTime: true });
  });

  it("tells managers once of a time that is over, although we wait for the customer afterwards", async () => {
    const one = await aCase(world);
    at("02T11:00");
    await escalateCases(world.context, now());
    await pause(one);
    at("02T12:00");
    await goOn(one);
    await escalateCases(world.context, now());
    expect(await escalations(one)).toBe(1);
    await reached(one);
    at("09T10:00"); // the resolution is another promise
    await escalateCases(world.context, now());
    expect(await escalations(one)).toBe(2);
  });

  it("is due anew when it is opened again before anybody was in touch", async () => {
    const one = await aCase(world);
    const closed = await close(one);
    at("07T10:00");
    expect(await reopenCase(world.context, closed, "bob", now())).toMatchObject({
      dueAt: new Date("2037-09-08T10:00:00Z"),
    });
    await pause(one);
    at("07T12:00");
    expect(await goOn(one)).toMatchObject({ dueAt: new Date("2037-09-08T12:00:00Z") });
  });

  it("is due to be resolved when it is opened again after somebody was in touch", async () => {
    const one = await aCase(world);
    await reached(one);
    const closed = await close(one);
    at("07T10:00");
    expect(await reopenCase(world.context, closed, "bob", now())).toMatchObject({
      dueAt: new Date("2037-09-14T10:00:00Z"),
    });
  });

  it("waits no longer when the customer answers another ask", async () => {
    const one = await aCase(world);
    at("01T11:00");
    await pause(one);
    at("01T13:00");
    await answer(world, await ask(world, { customer: ANA }), { score: "1" });
    const { waitingSince, dueAt, waitedMinutes, changes } = await again(one);
    expect([waitingSince, dueAt, waitedMinutes]).toEqual([undefined, new Date("2037-09-02T12:00:00Z"), 120]);
    expect(changes.at(-1)).toMatchObject({ kind: "joined" });
  });
});
