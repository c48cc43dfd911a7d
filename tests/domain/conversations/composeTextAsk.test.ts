import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { configure } from "../../build.js";
import { createWorld, type World } from "../../world.js";
import { plan } from "../delivery/arrange.js";

describe("the first text message", () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  beforeEach(() => world.reset());
  afterAll(async () => {
    world.context.textsMayBeAnswered = true;
    await world.close();
  });

  async function textOf(metric: string): Promise<string> {
    await configure(world, { metric, triggerFields: { channels: ["sms"] } });
    await plan(world, { customer: { id: "ana", phone: "+34600111222" } });
    await world.dispatchAll();
    return (await world.api("get", "/v1/outbox")).body.messages[0].text;
  }

  it("says which end of the scale is the good one where the question does not", async () => {
    expect(await textOf("csat")).toContain("Reply 1-5 (5 = Very satisfied) or tap http://localhost:3000/s/");
  });

  it("asks for no reply where replies are turned off", async () => {
    world.context.textsMayBeAnswered = false;
    expect(await textOf("nps")).toMatch(
      /^Northwind: How likely .*\? http\S+\/s\/[\w-]{22} Reply STOP to opt out\.$/,
    );
  });
});
