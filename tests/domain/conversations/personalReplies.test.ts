import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { configure } from "../../build.js";
import { text } from "../../peers/twilioCallbacks.js";
import { startTwilioStandIn, type TwilioStandIn } from "../../peers/twilioStandIn.js";
import { MINUTE } from "../../testClock.js";
import { createWorld, type World } from "../../world.js";
import { plan } from "../delivery/arrange.js";

const PHONE = "+34600111222";

describe("what we reply to a text", () => {
  let twilio: TwilioStandIn;
  let world: World;
  beforeAll(async () => {
    twilio = await startTwilioStandIn();
    world = await createWorld({ twilio: twilio.settings });
  });
  beforeEach(async () => {
    await world.reset();
    await configure(world, {
      triggerFields: { channels: ["sms"] },
      surveyFields: {
        followUp: { detractor: { en: "Sorry, {{customer.name|there}}. What did {{agent.name|we}} miss?" } },
        thanks: { detractor: { en: "Thank you, {{customer.name|there}}. {{brand.name}} will call." } },
      },
    });
    await world.api("put", "/v1/brands/sunny", { name: "Sunny Roofs" });
    const touchpoint = { name: "Support call", stage: "support", brand: "sunny" };
    await world.api("put", "/v1/touchpoints/support-call", touchpoint);
  });
  afterAll(async () => {
    await world.close();
    await twilio.close();
  });

  async function ask(customer: Record<string, unknown> = {}, fields: Record<string, unknown> = {}) {
    await plan(world, { customer: { id: "ana", phone: PHONE, ...customer }, ...fields });
    await world.dispatchAll();
    world.clock.advance(MINUTE);
  }

  it("names the customer, the agent and the brand that asked", async () => {
    await ask({ name: "Ana" }, { agent: { id: "bo", name: "Bo" } });
    expect(await text(world, PHONE, "2")).toBe("Sorry, Ana. What did Bo miss?");
    expect(await text(world, PHONE, "A call")).toBe("Thank you, Ana. Sunny Roofs will call.");
  });

  it("has no braces for somebody of whom nothing is known", async () => {
    await ask();
    expect(await text(world, PHONE, "2")).toBe("Sorry, there. What did we miss?");
    expect(await text(world, PHONE, "A call")).toBe("Thank you, there. Sunny Roofs will call.");
  });

  it("is signed by the brand that asked when it is about stopping, starting or help", async () => {
    await ask();
    expect(await text(world, PHONE, "HELP")).toContain("Sunny Roofs asks customers how it went.");
    expect(await text(world, PHONE, "STOP")).toContain("Sunny Roofs: you will get no more texts");
    expect(await text(world, PHONE, "START")).toContain("Sunny Roofs: we may ask you");
  });

  it("is signed by the organisation to a number that nobody asked", async () => {
    expect(await text(world, PHONE, "HELP")).toContain("Northwind asks customers how it went.");
  });
});
