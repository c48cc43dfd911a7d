import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import * as incomingTexts from "../../../src/store/incomingTexts.js";
import * as suppressions from "../../../src/store/suppressions.js";
import { callBack, incoming } from "../../peers/twilioCallbacks.js";
import { startTwilioStandIn, type TwilioStandIn } from "../../peers/twilioStandIn.js";
import { createWorld, type World } from "../../world.js";

const PHONE = "+34600111222";

describe("the hook of incoming texts", () => {
  let world: World;
  let twilio: TwilioStandIn;
  beforeAll(async () => {
    twilio = await startTwilioStandIn();
    world = await createWorld({ twilio: twilio.settings });
  });
  beforeEach(() => world.reset());
  afterAll(async () => {
    await world.close();
    await twilio.close();
  });
  const kept = () => incomingTexts.listFrom(PHONE, new Date(0), 10);

  it("refuses forged requests with 403 and keeps nothing of them", async () => {
    const fields = incoming(PHONE, "STOP");
    const path = "/hooks/sms/inbound";
    const statuses = [
      (await world.http.post(path).type("form").send(fields)).status,
      (await callBack(world, path, fields, "another token")).status,
      (await world.http.post(path).send(fields).set("X-Twilio-Signature", "AAAA")).status,
      (await callBack(world, path, fields).send({ Body: "changed" })).status,
    ];
    expect(statuses).toEqual([403, 403, 403, 403]);
    expect(await kept()).toEqual([]);
    expect(await suppressions.find("sms", PHONE)).toBeNull();
  });

  it("names what a signed request lacks", async () => {
    const answer = await callBack(world, "/hooks/sms/inbound", { Body: "9" });
    expect(answer.status).toBe(400);
    expect(answer.body.error.fields.map(({ path }: { path: string }) => path)).toEqual([
      "MessageSid",
      "From",
    ]);
  });
});
