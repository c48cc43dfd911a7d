import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { newSecret } from "../../../src/lib/ids.js";
import type { SurveyResponse } from "../../../src/records/response.js";
import * as invitationLists from "../../../src/store/invitationLists.js";
import * as invitations from "../../../src/store/invitations.js";
import * as responses from "../../../src/store/responses.js";
import { answer, ask, configure } from "../../build.js";
import { collect, press } from "../../buildCollector.js";
import { SECOND } from "../../testClock.js";
import { createWorld, type World } from "../../world.js";

describe("many answers from one address", () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  beforeEach(async () => {
    await world.reset();
    await configure(world, { triggerFields: { quietPeriod: "P0D" } });
  });
  afterAll(() => world.close());

  const stored = async (): Promise<SurveyResponse[]> => {
    await world.settle();
    return (await responses.list({ limit: 100 })).items;
  };
  const flagged = async () => (await stored()).filter(({ flags }) => flags?.includes("shared_address"));
  const answerByMail = async () => {
    const link = await ask(world);
    world.clock.advance(20 * SECOND);
    await answer(world, link, { score: "9" });
  };
  const answerAt = async (path: string) => {
    await press(world, (await world.http.get(path)).text, { score: "9" });
  };

  it("are flagged when four customers were asked and answered from there within an hour", async () => {
    for (let customer = 0; customer < 3; customer += 1) await answerByMail();
    expect(await flagged()).toHaveLength(0);
    await answerByMail();
    expect(await flagged()).toHaveLength(4);
  });

  it("are what a collector is for: not flagged, not counted with others, and no network is kept", async () => {
    const path = await collect(world, { kind: "kiosk" });
    for (let person = 0; person < 6; person += 1) await answerAt(path);
    for (let customer = 0; customer < 3; customer += 1) await answerByMail();
    await answerAt(path);
    const all = await stored();
    expect(await flagged()).toHaveLength(0);
    expect(all.filter(({ channel }) => channel === "kiosk").map(({ network }) => network)).toEqual(
      Array(7).fill(undefined),
    );
  });

  it("are not flagged either where the process died between invitation and answer of a collector", async () => {
    await answerAt(await collect(world, { kind: "link" }));
    const [first] = (await invitationLists.list({ limit: 1 })).items;
    for (let person = 0; person < 5; person += 1) {
      const token = newSecret();
      await invitations.insert({
        ...first!,
        id: `left-${person}`,
        token,
        customer: `anonymous:${person}`,
        state: "sent",
      });
      await answer(world, `/s/${token}`, { score: "8" });
    }
    const left = (await stored()).filter(({ score }) => score === 8);
    expect(left).toHaveLength(5);
    expect(left.every(({ network, flags }) => network === undefined && flags === undefined)).toBe(true);
  });
});
