import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { anEvent, configure } from "../build.js";
import { createWorld, type World } from "../world.js";

describe("SMS", () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  beforeEach(() => world.reset());
  afterAll(() => world.close());

  async function plannedFor(customer: Record<string, unknown>, channel: "sms" | "email" = "sms") {
    await configure(world, { triggerFields: { channels: [channel] } });
    world.clock.set("2037-09-01T03:00:00Z");
    const { body } = await world.api("post", "/v1/events", anEvent(world, { customer }));
    return body.decisions[0].sendAt as string;
  }

  it.each<[string, Record<string, unknown>, string]>([
    [
      "from the customer",
      { id: "a", phone: "+442079460000", timeZone: "Asia/Kolkata" },
      "2037-09-01T03:00:00.000Z",
    ],
    [
      "else the zone of the phone number's area",
      { id: "b", phone: "+12125550123" },
      "2037-09-01T12:00:00.000Z",
    ],
    [
      "else all zones of the phone number's country at once",
      { id: "c", phone: "+18505550123" },
      "2037-09-01T18:00:00.000Z",
    ],
    ["of a country with one zone", { id: "d", phone: "+442079460000" }, "2037-09-01T07:00:00.000Z"],
  ])("Quiet hours: 8:00-21:00 in the customer's zone (%s)", async (_where, customer, expected) => {
    expect(await plannedFor(customer)).toBe(expected);
  });

  it("Quiet hours: else the organisation's zone", async () => {
    // A number cannot lack a country, so this is an email with hours of its own.
    await world.api("put", "/v1/contact-policy", { hours: { email: { from: "09:00", until: "18:00" } } });
    expect(await plannedFor({ id: "e", email: "e@example.com" }, "email")).toBe("2037-09-01T09:00:00.000Z");
  });

  it("Quiet hours: enforced for SMS, whatever the policy says", async () => {
    for (const sms of [
      { from: "07:00", until: "21:00" },
      { from: "08:00", until: "21:01" },
      { from: "21:00", until: "08:00" },
    ]) {
      const answer = await world.api("put", "/v1/contact-policy", { hours: { sms, email: null } });
      expect([answer.status, answer.body.error?.fields[0]?.path]).toEqual([400, "hours.sms.from"]);
    }
    const narrower = { sms: { from: "10:00", until: "18:00" }, email: null };
    expect((await world.api("put", "/v1/contact-policy", { hours: narrower })).status).toBe(200);
  });

  it("Quiet hours: an option for email", async () => {
    expect(await plannedFor({ id: "f", email: "f@example.com" }, "email")).toBe("2037-09-01T03:00:00.000Z");
  });
});
