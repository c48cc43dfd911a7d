import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import type { Case } from "../../../src/records/case.js";
import * as caseMessages from "../../../src/store/caseMessages.js";
import { runDueJobs } from "../../../src/worker/schedule.js";
import { startSmtpSink, type SmtpSink } from "../../peers/smtpSink.js";
import { HOUR, MINUTE } from "../../testClock.js";
import { createWorld, type Browser, type World } from "../../world.js";
import { aMailedCase, changesOf, reply, sendReplies, talk } from "./arrange.js";

describe("a mail to a customer, whatever happens on its way", () => {
  let sink: SmtpSink;
  let world: World;
  let browser: Browser;
  let theCase: Case;
  beforeAll(async () => {
    sink = await startSmtpSink();
    world = await createWorld({ smtp: { url: sink.url, from: "care@example.com", connections: 1 } });
  });
  beforeEach(async () => {
    await world.reset();
    sink.behaviour = {};
    theCase = await aMailedCase(world);
    sink.mails.length = 0;
    browser = await world.signIn(world.bob);
  });
  afterAll(async () => {
    await world.close();
    await sink.close();
  });

  async function write(text = "Sorry, Ana.") {
    expect((await reply(browser, theCase, { channel: "email", text })).status).toBe(303);
    await sendReplies(world);
  }

  it("tries again later when the mail server asks for it, and says at last that it gave up", async () => {
    sink.behaviour.refuseRecipient = () => ({ code: 451, text: "4.7.1 try again" });
    await write();
    expect((await browser.get(`/cases/${theCase.id}`)).text).toContain(
      "Not taken yet, next try 1 Sep 2037, 10:01",
    );
    sink.behaviour = {};
    world.clock.advance(MINUTE);
    await sendReplies(world);
    expect(sink.mails).toHaveLength(1);
    sink.behaviour.refuseRecipient = () => ({ code: 451, text: "4.7.1 try again" });
    await write("And another one.");
    for (let hours = 0; hours < 30; hours += 1) {
      world.clock.advance(HOUR);
      await sendReplies(world);
    }
    expect((await talk(theCase)).at(-1)).toMatchObject({ state: "failed", reason: "gave_up" });
    expect((await browser.get(`/cases/${theCase.id}`)).text).toContain(
      "Could not be sent: Their mail server did not",
    );
  });

  it("sends one mail for a form that is sent twice, also at once", async () => {
    const page = `/cases/${theCase.id}`;
    const shown = await browser.get(page);
    const [, id] = shown.text.match(/name="id" value="([^"]+)"/)!;
    const fields = { channel: "email", text: "Sorry.", subject: "Your call", id: id! };
    const twice = await Promise.all([reply(browser, theCase, fields), reply(browser, theCase, fields)]);
    expect(twice.map(({ status }) => status)).toEqual([303, 303]);
    await reply(browser, theCase, fields);
    await sendReplies(world);
    expect(sink.mails).toHaveLength(1);
    expect(await changesOf(theCase)).toEqual(["opened", "replied"]);
    const other = await reply(browser, theCase, { ...fields, text: "Something else." });
    expect([other.status, other.text.includes("Something else.</textarea>")]).toEqual([409, true]);
  });

  it("loses nothing when the process dies before the case tells of it, and doubles nothing", async () => {
    await write();
    const [message] = await talk(theCase);
    const left = {
      ...message!,
      id: "01JZZZZZZZZZZZZZZZZZZZZZZZ",
      messageId: "left@example.com",
      isOpen: true,
    };
    await caseMessages.insert({ ...left, state: "scheduled", attempts: [], dueAt: world.clock.now() });
    for (let round = 0; round < 2; round += 1) {
      world.clock.advance(2 * MINUTE);
      await runDueJobs(world.context, world.clock.now());
      await sendReplies(world);
    }
    expect(await changesOf(theCase)).toEqual(["opened", "replied", "replied"]);
    expect(sink.mails).toHaveLength(2);
  });

  it("repeats the same mail with the same Message-ID when the process dies after sending it", async () => {
    sink.behaviour = { dropAt: "end", keepsDropped: true };
    await write();
    sink.behaviour = {};
    world.clock.advance(2 * MINUTE);
    await sendReplies(world);
    const [first, second] = await sink.parsed();
    expect(second!.messageId).toBe(first!.messageId);
    expect(second!.text).toBe(first!.text);
    expect(await changesOf(theCase)).toEqual(["opened", "replied"]);
  });
});
