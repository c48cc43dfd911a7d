import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { configure } from "../build.js";
import { plan } from "../domain/delivery/arrange.js";
import { createWorld, type World } from "../world.js";

/** Half past nine in the evening in London, in summer. */
const EVENING = new Date("2037-09-01T20:30:00Z");

describe("SMS", () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  beforeEach(async () => {
    await world.reset();
    await configure(world, { triggerFields: { channels: ["sms"] } });
    world.clock.set(EVENING.toISOString());
  });
  afterAll(() => world.close());

  const sendAtOf = async (customer: object) => (await plan(world, { customer })).sendAt.toISOString();

  describe("quiet hours: 8:00-21:00 in the customer's zone", () => {
    it.each<[string, object, string, string?]>([
      ["from the customer", { phone: "+442079460000", timeZone: "America/New_York" }, EVENING.toISOString()],
      ["else the zone of the phone number's country", { phone: "+442079460000" }, "2037-09-02T07:00:00.000Z"],
      // Of 423 it is not known which zone: half past eight in New York is half past two at night in Honolulu.
      [
        "else all zones of the number's country at once",
        { phone: "+14235550100" },
        "2037-09-02T18:00:00.000Z",
        "2037-09-02T12:30:00Z",
      ],
    ])("%s", async (_where, customer, sendAt, at = EVENING.toISOString()) => {
      world.clock.set(at);
      expect(await sendAtOf({ id: "ana", ...customer })).toBe(sendAt);
    });
  });

  it("quiet hours are enforced for SMS, an option for email", async () => {
    const ana = { id: "ana", email: "ana@example.com", phone: "+442079460000" };
    await configure(world, { triggerFields: { channels: ["email"], quietPeriod: "P0D" } });
    expect(await sendAtOf(ana)).toBe(EVENING.toISOString());
    const hours = { sms: { from: "00:00", until: "23:00" }, email: { from: "09:00", until: "18:00" } };
    expect((await world.api("put", "/v1/contact-policy", { hours })).status).toBe(400); // no text at night
    const allowed = { ...hours, sms: { from: "08:00", until: "21:00" } };
    expect((await world.api("put", "/v1/contact-policy", { hours: allowed })).status).toBe(200);
    expect(await sendAtOf({ ...ana, id: "ben", email: "ben@example.com" })).toBe("2037-09-02T08:00:00.000Z");
  });
});
