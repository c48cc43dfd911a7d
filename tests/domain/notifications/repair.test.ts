import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import mongoose from "mongoose";
import type { Channel } from "../../../src/channels/channel.js";
import { addNote } from "../../../src/domain/cases/addNote.js";
import { assignCase } from "../../../src/domain/cases/assignCase.js";
import { changeCase } from "../../../src/domain/cases/changeCase.js";
import { receive } from "../../../src/domain/cases/states.js";
import { tellLeftNews } from "../../../src/domain/cases/tellLeftNews.js";
import * as caseNotes from "../../../src/store/caseNotes.js";
import * as cases from "../../../src/store/cases.js";
import * as notifications from "../../../src/store/notifications.js";
import { aCase } from "../../buildCase.js";
import type { SmtpSink } from "../../peers/smtpSink.js";
import { DAY, MINUTE } from "../../testClock.js";
import type { World } from "../../world.js";
import { calendarIn, give, startTelling, subjectsOf, tellAll, type Telling } from "./arrange.js";

describe("what people are told when something goes wrong in between", () => {
  let telling: Telling;
  let world: World;
  let sink: SmtpSink;
  let email: Channel;
  beforeAll(async () => {
    telling = await startTelling();
    ({ world, sink, email } = telling);
  });
  beforeEach(() => telling.reset());
  afterAll(() => telling.close());

  const told = () => subjectsOf(world, email, sink);

  it("tells once what a process that was killed has not told, however often it is repaired", async () => {
    const theCase = await aCase(world);
    await world.settle();
    const silent = { ...world.context, background: { run() {}, drain: async () => {} } };
    await assignCase(silent, theCase.id, { from: null, to: "bob", by: "mara" }, world.clock.now());
    await addNote(silent, { theCase: theCase.id, text: "@bob", by: world.mara }, world.clock.now());
    expect(await told()).toEqual([]);
    world.clock.advance(MINUTE);
    const left = await cases.get(theCase.id);
    const [note] = await caseNotes.list(theCase.id);
    for (let run = 0; run < 2; run += 1) await tellLeftNews(world.context, world.clock.now());
    expect(await told()).toEqual(["bob: You are mentioned", "bob: Yours now"]);
    // killed after it was put down, before that was noted
    await mongoose.connection
      .collection("cases")
      .updateOne({ _id: theCase.id as never }, { $set: { newsSince: left.newsSince } });
    await mongoose.connection
      .collection("caseNotes")
      .updateOne({ _id: note!.id as never }, { $set: { isOpen: true } });
    expect(await tellLeftNews(world.context, world.clock.now())).toBe(2);
    expect(await told()).toEqual([]);
  });

  it("tells of a change whose clock was behind that of the change before", async () => {
    const theCase = await aCase(world);
    await world.settle();
    const silent = { ...world.context, background: { run() {}, drain: async () => {} } };
    const now = world.clock.now();
    const earlier = new Date(now.getTime() - 50);
    await changeCase(silent, theCase.id, { at: now }, (read, act) =>
      receive(read, "m", calendarIn("UTC"), act),
    );
    await assignCase(silent, theCase.id, { from: null, to: "bob", by: "mara" }, earlier);
    world.clock.advance(MINUTE);
    await tellLeftNews(world.context, world.clock.now());
    expect(await told()).toEqual(["bob: Yours now"]);
  });

  it("tries again for a day while the mail server is down, then gives up", async () => {
    const theCase = await aCase(world);
    await give(world, theCase, "bob");
    sink.behaviour = { refuseMessage: () => ({ code: 451, text: "later" }) };
    const begun = world.clock.now().getTime();
    let tries = await tellAll(world, email);
    for (
      let [one] = await notifications.listByUser("bob");
      one?.dueAt;
      [one] = await notifications.listByUser("bob")
    ) {
      world.clock.set(one.dueAt);
      tries += await tellAll(world, email);
    }
    const [end] = await notifications.listByUser("bob");
    expect([tries, end!.state, end!.fault]).toEqual([11, "given_up", "451"]);
    expect((world.clock.now().getTime() - begun) / DAY).toBeCloseTo(1, 1);
  });

  it("sends the same mail again when its worker died after sending it", async () => {
    const theCase = await aCase(world);
    await give(world, theCase, "bob");
    await world.settle();
    const [first] = await notifications.listByUser("bob");
    await tellAll(world, email);
    const collection = mongoose.connection.collection("notifications");
    await collection.updateOne(
      { _id: first!.id as never },
      { $set: { state: "waiting", dueAt: world.clock.now(), lease: "of a dead one" } },
    );
    await tellAll(world, email);
    const [one, again] = await sink.parsed();
    expect(again!.messageId).toBe(one!.messageId);
  });

  it("gives up at once when the mailbox does not exist", async () => {
    const theCase = await aCase(world);
    await give(world, theCase, "bob");
    sink.behaviour = { refuseRecipient: () => ({ code: 550, text: "5.1.1 no such user" }) };
    expect(await tellAll(world, email)).toBe(1);
    expect(await notifications.listByUser("bob")).toMatchObject([
      { state: "given_up", fault: "550", tries: 1 },
    ]);
  });

  it("tells what three days without a worker have left, and nothing older", async () => {
    const theCase = await aCase(world);
    const given = await give(world, theCase, "bob");
    world.clock.advance(MINUTE);
    await give(world, given, "alice");
    await addNote(world.context, { theCase: theCase.id, text: "@bob", by: world.mara }, world.clock.now());
    await world.settle();
    world.clock.advance(3 * DAY);
    expect(await told()).toEqual(["alice: Yours now", "bob: You are mentioned"]);
    await addNote(
      world.context,
      { theCase: theCase.id, text: "@bob again", by: world.mara },
      world.clock.now(),
    );
    await world.settle();
    world.clock.advance(3 * DAY + 1);
    expect(await told()).toEqual([]);
  });
});
