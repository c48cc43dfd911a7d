import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { finishLeftTexts } from "../../../src/domain/conversations/finishLeftTexts.js";
import * as incomingTexts from "../../../src/store/incomingTexts.js";
import * as responses from "../../../src/store/responses.js";
import * as suppressions from "../../../src/store/suppressions.js";
import { answer, configure } from "../../build.js";
import { callBack, incoming, replyIn, text } from "../../peers/twilioCallbacks.js";
import { startTwilioStandIn, type TwilioStandIn } from "../../peers/twilioStandIn.js";
import { DAY, MINUTE } from "../../testClock.js";
import { createWorld, type World } from "../../world.js";
import { plan, reload } from "../delivery/arrange.js";

const PHONE = "+34600111222";
const SORRY = "We are sorry to hear that. What should have gone differently?";
const GREAT = "Great to hear! What went especially well?";
const CHOOSE = "Please send one number from 0 to 10.";

describe("a conversation by SMS", () => {
  let twilio: TwilioStandIn;
  let world: World;
  beforeAll(async () => {
    twilio = await startTwilioStandIn();
    world = await createWorld({ twilio: twilio.settings });
  });
  beforeEach(async () => {
    await world.reset();
    await configure(world, { triggerFields: { channels: ["sms"], quietPeriod: "P0D" } });
  });
  afterAll(async () => {
    await world.close();
    await twilio.close();
  });

  async function ask(customer: Record<string, unknown> = {}) {
    const invitation = await plan(world, { customer: { id: "ana", phone: PHONE, ...customer } });
    await world.dispatchAll();
    world.clock.advance(MINUTE);
    return invitation;
  }
  const said = async (invitation: { id: string }) => {
    await world.settle();
    const found = await responses.findByInvitation(invitation.id);
    return found && { score: found.score, comment: found.comment, channel: found.channel };
  };

  it("ends with a STOP that outlives what the list said of the number before", async () => {
    const at = world.clock.now();
    await suppressions.insert({ channel: "sms", address: PHONE, reason: "bounced", at, by: "alice" });
    await text(world, PHONE, "STOP");
    const { by, reason } = (await suppressions.find("sms", PHONE))!;
    expect({ by, reason }).toEqual({ by: undefined, reason: "opted_out" });
  });

  it("goes from the score to a question, a comment and thanks, and then says nothing more", async () => {
    const invitation = await ask();
    expect(await text(world, PHONE, "3")).toBe(SORRY);
    expect(await said(invitation)).toEqual({ score: 3, comment: "", channel: "sms" });
    expect(await text(world, PHONE, "Nobody called back")).toBe(
      "Thank you for telling us. We want to put this right.",
    );
    expect(await text(world, PHONE, "And it still leaks")).toBeNull();
    expect(await said(invitation)).toEqual({
      score: 3,
      comment: "Nobody called back\nAnd it still leaks",
      channel: "sms",
    });
    expect(await reload(invitation)).toMatchObject({ state: "answered" });
  });

  it("keeps what a score came with as the comment", async () => {
    const invitation = await ask();
    const reply = await text(world, PHONE, "2, the crew left before the second unit was running");
    expect(reply).toBe("Thank you for telling us. We want to put this right.");
    expect(await said(invitation)).toMatchObject({
      score: 2,
      comment: "2, the crew left before the second unit was running",
    });
  });

  it("takes a bare number that comes later for a correction", async () => {
    const invitation = await ask();
    await text(world, PHONE, "1");
    expect(await text(world, PHONE, "10!")).toBe(GREAT);
    expect(await said(invitation)).toMatchObject({ score: 10, comment: "" });
  });

  it("asks again for a number, twice at most: it may be talking to a machine", async () => {
    await ask();
    const replies = [];
    for (const body of ["I am driving", "I am driving", "I am driving"])
      replies.push(await text(world, PHONE, body));
    expect(replies).toEqual([CHOOSE, CHOOSE, null]);
    expect(await text(world, PHONE, "7")).toBe("What would have made it better?");
  });

  it.each(
    ["", "👍👍", "no idea", "11", "8 or 9", "x".repeat(5_000)].map((body) => [body.slice(0, 20), body]),
  )("stores no score for %j", async (_beginning, body) => {
    const invitation = await ask();
    expect(await text(world, PHONE, body)).toBe(CHOOSE);
    expect(await said(invitation)).toBeNull();
  });

  it("keeps 5,000 characters of a comment, and not one more", async () => {
    const invitation = await ask();
    await text(world, PHONE, "4");
    await text(world, PHONE, "ä".repeat(6_000));
    expect((await said(invitation))?.comment).toBe("ä".repeat(5_000));
  });

  it("takes emoji for a comment where a comment is asked for, and nothing for nothing", async () => {
    const invitation = await ask();
    await text(world, PHONE, "9");
    expect(await text(world, PHONE, " ")).toBeNull();
    expect(await text(world, PHONE, "🎉")).toBe("Thank you, that makes our day!");
    expect(await said(invitation)).toMatchObject({ score: 9, comment: "🎉" });
  });

  it("gives a repeated text the same reply and changes nothing", async () => {
    const invitation = await ask();
    const once = incoming(PHONE, "9");
    const comment = incoming(PHONE, "Quick");
    const replies = [];
    for (const fields of [once, once, comment, once, comment])
      replies.push(replyIn(await callBack(world, "/hooks/sms/inbound", fields)));
    expect(replies).toEqual([
      GREAT,
      GREAT,
      "Thank you, that makes our day!",
      GREAT,
      "Thank you, that makes our day!",
    ]);
    expect(await said(invitation)).toMatchObject({ score: 9, comment: "Quick" });
  });

  it("stores one answer when the same text comes several times at once", async () => {
    const invitation = await ask();
    const once = incoming(PHONE, "6");
    const answers = await Promise.all([1, 2, 3, 4].map(() => callBack(world, "/hooks/sms/inbound", once)));
    expect(answers.map(replyIn)).toEqual([SORRY, SORRY, SORRY, SORRY]);
    expect(await said(invitation)).toMatchObject({ score: 6, comment: "" });
  });

  it("finishes what a killed process has left, also an opt-out, and does so once", async () => {
    const invitation = await ask();
    const left = { from: PHONE, at: world.clock.now(), isOpen: true };
    await incomingTexts.insert({ ...left, id: "SM1", text: "5" });
    await incomingTexts.insert({ ...left, id: "SM2", text: "stop texting me" });
    const other = { from: "+34600333444", text: "BAJA", handledAs: "opt_out" as const };
    await incomingTexts.insert({ ...left, ...other, id: "SM3" });
    world.clock.advance(MINUTE);
    const now = world.clock.now();
    expect([await finishLeftTexts(world.context, now), await finishLeftTexts(world.context, now)]).toEqual([
      3, 0,
    ]);
    expect(await said(invitation)).toMatchObject({ score: 5 });
    expect(await suppressions.find("sms", PHONE)).toMatchObject({ reason: "opted_out" });
    expect(await suppressions.find("sms", other.from)).toMatchObject({ reason: "opted_out" });
  });

  it("belongs to the newest open ask of the number, and then to the one before", async () => {
    const [first, second] = [await ask(), await ask({ id: "ben", name: "Ben" })];
    await text(world, PHONE, "9");
    await text(world, PHONE, "Ben is happy");
    await text(world, PHONE, "2");
    expect([await said(first), await said(second)]).toMatchObject([
      { score: 2, comment: "" },
      { score: 9, comment: "Ben is happy" },
    ]);
  });

  it("belongs to the newest ask of a number also where more than twenty are open", async () => {
    const asks = [];
    for (let index = 0; index < 22; index += 1) asks.push(await ask({ id: `c${index}` }));
    await text(world, PHONE, "9");
    expect(await said(asks.at(-1)!)).toMatchObject({ score: 9 });
  });

  it("is not over because the customer has another number by now", async () => {
    const invitation = await ask();
    await world.api("post", "/v1/events", {
      id: "moved",
      type: "moved",
      occurredAt: world.clock.now(),
      customer: { id: "ana", phone: "+34600999888" },
    });
    await text(world, PHONE, "8");
    expect(await said(invitation)).toMatchObject({ score: 8 });
  });

  it.each([
    ["a number we never wrote to", "+34600555666", 0],
    ["an ask that has expired", PHONE, 15 * DAY],
  ])("keeps what comes from %s on the record, and says nothing", async (_what, from, later) => {
    const invitation = await ask();
    world.clock.advance(later);
    expect(await text(world, from, "9")).toBeNull();
    expect(await said(invitation)).toBeNull();
    expect(await incomingTexts.listFrom(from, new Date(0), 10)).toMatchObject([
      { text: "9", meaning: "none" },
    ]);
  });

  it("leaves an answer alone that was given on the survey page", async () => {
    const invitation = await ask();
    await answer(world, `/s/${invitation.token}`, { score: "4", comment: "By the link" });
    expect(await text(world, PHONE, "Thanks for asking")).toBeNull();
    expect(await said(invitation)).toMatchObject({ score: 4, comment: "By the link" });
  });

  it("holds the conversation in the customer's language", async () => {
    await configure(world, {
      triggerFields: { channels: ["sms"], quietPeriod: "P0D" },
      surveyFields: { question: { en: "How likely?", es: "¿Qué tan probable?" } },
    });
    await ask({ locale: "es-MX" });
    expect(twilio.messages[0]!.body).toContain("Responda 0-10");
    expect(await text(world, PHONE, "hola")).toBe("Por favor, envíe un solo número del 0 al 10.");
    expect(await text(world, PHONE, "nueve")).toBe("¡Qué alegría! ¿Qué salió especialmente bien?");
  });

  it("takes a yes of somebody who has not opted out for a comment", async () => {
    const invitation = await ask();
    await text(world, PHONE, "2");
    expect(await text(world, PHONE, "Yes")).toBe("Thank you for telling us. We want to put this right.");
    expect(await said(invitation)).toMatchObject({ score: 2, comment: "Yes" });
  });

  it("says nothing more to a number that has opted out, but keeps what comes", async () => {
    const invitation = await ask();
    await text(world, PHONE, "STOP");
    expect([await text(world, PHONE, "9"), await text(world, PHONE, "what?")]).toEqual([null, null]);
    expect(await said(invitation)).toMatchObject({ score: 9 });
  });

  it("escapes what it says for Twilio's XML", async () => {
    await configure(world, {
      triggerFields: { channels: ["sms"], quietPeriod: "P0D" },
      surveyFields: { followUp: { promoter: { en: "What about Tom & <Jerry>?" } } },
    });
    await ask();
    const reply = await callBack(world, "/hooks/sms/inbound", incoming(PHONE, "9"));
    expect(reply.headers["content-type"]).toContain("text/xml");
    expect(reply.text).toContain(
      "<Response><Message>What about Tom &amp; &lt;Jerry&gt;?</Message></Response>",
    );
  });
});
