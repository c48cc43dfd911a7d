import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import type { Channel } from "../../../src/channels/channel.js";
import { addNote } from "../../../src/domain/cases/addNote.js";
import { assignCase } from "../../../src/domain/cases/assignCase.js";
import { deliverNext } from "../../../src/domain/notifications/deliverNext.js";
import { startNotifications } from "../../../src/worker/notifications.js";
import * as notifications from "../../../src/store/notifications.js";
import { aCase } from "../../buildCase.js";
import { saying, silent, startReceiver, type Receiver } from "../../peers/receiver.js";
import type { SmtpSink } from "../../peers/smtpSink.js";
import { MINUTE } from "../../testClock.js";
import type { World } from "../../world.js";
import { choose, give, startTelling, tellAll, type Telling } from "./arrange.js";

describe("what people are told about cases in their chat", () => {
  let telling: Telling;
  let world: World;
  let sink: SmtpSink;
  let email: Channel;
  let chat: Receiver;
  beforeAll(async () => {
    telling = await startTelling({ chatMayBePrivate: true });
    ({ world, sink, email } = telling);
    chat = await startReceiver();
  });
  beforeEach(async () => {
    await telling.reset();
    world.context.chatMayBePrivate = true;
    chat.received.length = 0;
    chat.answering = saying(200, "ok");
    await choose(world.bob, { email: [], chatUrl: chat.url });
  });
  afterAll(async () => {
    await Promise.all([telling.close(), chat.close()]);
  });

  const texts = () => chat.received.map(({ body }) => (JSON.parse(body) as { text: string }).text);

  it("posts touchpoint, score, due time and link, without the customer's name and words", async () => {
    const theCase = await aCase(world, { comment: "My leg hurts" });
    await give(world, theCase, "bob");
    await tellAll(world, email);
    await tellAll(world, email);
    expect(texts()).toEqual([
      [
        "Mara gave you this case.",
        "Support call: 3 of 10. First contact is due Wed 2 Sep, 10:00 (UTC).",
        `http://localhost:3000/cases/${theCase.id}`,
      ].join("\n"),
    ]);
    expect(chat.received[0]!.headers["content-type"]).toBe("application/json");
    expect(sink.mails).toEqual([]);
  });

  it("shows comments where somebody wants them, and lets nobody's words call or mislead others", async () => {
    await choose(world.bob, { isCommentInChat: true });
    const comment = "<!channel> @here [free](https://evil.example)\n& more";
    await give(world, await aCase(world, { comment }), "bob");
    await tellAll(world, email);
    expect(texts()[0]).toContain(
      "\n> &lt;!channel&gt; @\u200bhere [free]\u200b(https://evil.example)\n> &amp; more\n",
    );
  });

  it("posts nothing of a note either, unless somebody wants it", async () => {
    const theCase = await aCase(world);
    const note = (text: string) =>
      addNote(world.context, { theCase: theCase.id, text, by: world.mara }, world.clock.now());
    await note("@bob she is ill");
    await tellAll(world, email);
    expect(texts()[0]).not.toContain("ill");
    await choose(world.bob, { isCommentInChat: true });
    await note("@bob she is ill");
    await tellAll(world, email);
    expect(texts()[1]).toContain("> @\u200bbob she is ill");
  });

  it("tries again after a 500, a 429 and a chat that hangs", async () => {
    await give(world, await aCase(world), "bob");
    const answers = [saying(500), saying(429), silent, saying(200)];
    for (const [index, answering] of answers.entries()) {
      chat.answering = answering;
      expect(await tellAll(world, email, { timeoutMs: 100 })).toBe(1);
      const [one] = await notifications.listByUser("bob");
      expect(one).toMatchObject(
        index < 3
          ? { state: "waiting", tries: index + 1, fault: ["500", "429", "timeout"][index] }
          : { state: "sent" },
      );
      if (one!.dueAt) world.clock.set(one!.dueAt);
    }
    expect(chat.received).toHaveLength(4);
  });

  it.each([410, 404, 302])("gives up at once when the chat answers %i", async (status) => {
    await give(world, await aCase(world), "bob");
    chat.answering = saying(status, "", { location: chat.url });
    await tellAll(world, email);
    const [one] = await notifications.listByUser("bob");
    expect(one).toMatchObject({ state: "given_up", fault: String(status) });
    expect(chat.received).toHaveLength(1);
  });

  it("gives up on a name that leads into a private network", async () => {
    world.context.chatMayBePrivate = false;
    await choose(world.bob, { chatUrl: "https://localhost/hook" });
    await give(world, await aCase(world), "bob");
    await tellAll(world, email);
    expect(await notifications.listByUser("bob")).toMatchObject([
      { state: "given_up", fault: "private_address" },
    ]);
  });

  it("posts to one person one thing at a time, whichever worker does it", async () => {
    const first = await aCase(world);
    world.clock.advance(1); // ids of one instant have no order
    const ben = { id: "ben", name: "Ben", email: "ben@example.com" };
    const cases = [first, await aCase(world, { customer: ben })];
    for (const one of cases) await give(world, one, "bob");
    await world.settle();
    let atOnce = 0;
    let most = 0;
    chat.answering = (res) => {
      atOnce += 1;
      most = Math.max(most, atOnce);
      setTimeout(() => {
        atOnce -= 1;
        res.writeHead(200).end();
      }, 50);
    };
    for (let round = 0; round < 100 && chat.received.length < 2; round += 1) {
      const delivery = { clock: world.clock, email };
      const begun = await Promise.all([0, 1].map(() => deliverNext(world.context, delivery, "chat")));
      for (const one of begun) await one?.done;
      world.clock.advance(100);
    }
    expect([most, chat.received.length]).toEqual([1, 2]);
  });

  it("slows nothing down while a chat hangs: mails and other people's chats go out", async () => {
    const other = await startReceiver(saying(200));
    await choose(world.mara, { email: ["assigned"], chatUrl: other.url });
    chat.answering = silent;
    const theCase = await aCase(world);
    const given = await give(world, theCase, "bob");
    await world.settle();
    const worker = startNotifications(world.context, { clock: world.clock, email, timeoutMs: 3_000 });
    const until = Date.now() + 2_500;
    while (chat.received.length === 0 && Date.now() < until) await new Promise((r) => setTimeout(r, 20));
    await assignCase(world.context, given.id, { from: "bob", to: "mara", by: "alice" }, world.clock.now());
    await sink.received(1, 2_500);
    while (other.received.length === 0 && Date.now() < until + 2_500)
      await new Promise((r) => setTimeout(r, 20));
    expect([chat.received.length, other.received.length]).toEqual([1, 1]);
    await worker.stop();
    await other.close();
  });

  it("tells what a dead worker has claimed, once its lease is over", async () => {
    await give(world, await aCase(world), "bob");
    await world.settle();
    const now = world.clock.now();
    const claim = { now, leaseUntil: new Date(now.getTime() + MINUTE), lease: "of a dead one" };
    await notifications.claimNextDue("chat", claim, []);
    expect(await tellAll(world, email)).toBe(0);
    world.clock.advance(MINUTE);
    expect([await tellAll(world, email), chat.received.length]).toEqual([1, 1]);
  });
});
