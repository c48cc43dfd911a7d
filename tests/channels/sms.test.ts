import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { ChannelError, type Message } from "../../src/channels/channel.js";
import { SmsChannel } from "../../src/channels/sms.js";
import { startTwilioStandIn, type TwilioBehaviour, type TwilioStandIn } from "../peers/twilioStandIn.js";

const message: Message = {
  channel: "sms",
  to: "+34600111222",
  text: "Northwind: How did it go? http://localhost:3000/s/mark Reply STOP to opt out.",
  mark: "mark",
  headers: {},
  messageId: "01ABC.sms",
  invitation: "01ABC",
};

describe("texting by Twilio", () => {
  let twilio: TwilioStandIn;
  let channel: SmsChannel;
  beforeEach(async () => {
    twilio = await startTwilioStandIn();
    channel = new SmsChannel({ ...twilio.settings, timeoutMs: 300 });
  });
  afterEach(() => twilio.close());

  async function refusalOf(behaviour: TwilioBehaviour): Promise<ChannelError> {
    twilio.behaviour = behaviour;
    const refusal: unknown = await channel.send(message).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(ChannelError);
    return refusal as ChannelError;
  }

  it("sends from a number and keeps Twilio's id of the message", async () => {
    const receipt = await channel.send(message);
    expect(twilio.messages).toMatchObject([{ to: "+34600111222", from: "+15005550006", body: message.text }]);
    expect(receipt).toEqual({ providerId: twilio.messages[0]!.sid });
  });

  it("sends from a messaging service when the sender's id begins with MG", async () => {
    const from = "MG0123456789abcdef0123456789abcdef";
    await new SmsChannel({ ...twilio.settings, from }).send(message);
    expect(twilio.messages).toMatchObject([{ from: null, messagingServiceSid: from }]);
  });

  it("works behind an address with a path and a slash at the end", async () => {
    await new SmsChannel({ ...twilio.settings, apiBase: `${twilio.apiBase}/` }).send(message);
    expect(twilio.messages).toHaveLength(1);
  });

  it("takes 21610 for an opt-out", async () => {
    expect(await refusalOf({ kind: "error", status: 400, code: 21610 })).toMatchObject({
      isPermanent: true,
      consequence: "opt_out",
      code: "21610",
    });
  });

  it.each([21211, 21614])("takes %i for a number that cannot be texted", async (code) => {
    expect(await refusalOf({ kind: "error", status: 400, code })).toMatchObject({
      isPermanent: true,
      consequence: "suppress",
    });
  });

  it("tries later when the phone cannot be reached (30003)", async () => {
    expect(await refusalOf({ kind: "error", status: 400, code: 30003 })).toMatchObject({
      isPermanent: false,
      consequence: "none",
    });
  });

  it("takes any other refusal for this message's own", async () => {
    expect(await refusalOf({ kind: "error", status: 400, code: 21408 })).toMatchObject({
      isPermanent: true,
      consequence: "none",
    });
  });

  it.each<[string, TwilioBehaviour]>([
    ["a wrong token (20003)", { kind: "error", status: 401, code: 20003 }],
    ["an unregistered sender (30034)", { kind: "error", status: 400, code: 30034 }],
    ["too many requests (429)", { kind: "error", status: 429, code: 20429 }],
    ["a fault on their side (500)", { kind: "error", status: 500 }],
    ["silence", { kind: "hang" }],
    ["a cut line", { kind: "drop" }],
  ])("takes %s for trouble for which no message is given up", async (_what, behaviour) => {
    expect(await refusalOf(behaviour)).toMatchObject({ isPermanent: false, consequence: "channel_down" });
  });

  it("takes a refused connection for such trouble too", async () => {
    await twilio.close();
    expect(await refusalOf({ kind: "accept" })).toMatchObject({
      consequence: "channel_down",
      code: "ECONNREFUSED",
    });
    twilio = await startTwilioStandIn();
  });

  it("finds an earlier try whose outcome was lost, also while it waits in Twilio's queue", async () => {
    await refusalOf({ kind: "accept_then_drop" });
    expect(await channel.findSent(message)).toEqual({ providerId: twilio.messages[0]!.sid });
  });

  it("finds it although Twilio has changed the text around the link", async () => {
    twilio.rewrite = (body) => `Sent from your Twilio trial account - ${body}`;
    await channel.send(message);
    expect(await channel.findSent(message)).toEqual({ providerId: twilio.messages[0]!.sid });
  });

  it("finds nothing when only another message went to this number", async () => {
    await channel.send({ ...message, text: "Northwind: http://localhost:3000/s/other", mark: "other" });
    expect(await channel.findSent(message)).toBeNull();
  });

  it("takes no answer to that question for a no", async () => {
    const elsewhere = new SmsChannel({
      ...twilio.settings,
      accountSid: "AC00000000000000000000000000000000",
    });
    await expect(elsewhere.findSent(message)).rejects.toMatchObject({
      isPermanent: false,
      consequence: "channel_down",
    });
  });
});
