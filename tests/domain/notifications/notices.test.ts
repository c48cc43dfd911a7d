import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import mongoose from "mongoose";
import type { Channel } from "../../../src/channels/channel.js";
import { addNote } from "../../../src/domain/cases/addNote.js";
import { assignCase } from "../../../src/domain/cases/assignCase.js";
import { changeCase } from "../../../src/domain/cases/changeCase.js";
import { escalateCases } from "../../../src/domain/cases/escalateCases.js";
import { reopenCase } from "../../../src/domain/cases/reopenCase.js";
import { resolveCase } from "../../../src/domain/cases/resolveCase.js";
import { receive } from "../../../src/domain/cases/states.js";
import { takeCase } from "../../../src/domain/cases/takeCase.js";
import { tellLeftNews } from "../../../src/domain/cases/tellLeftNews.js";
import type { Case } from "../../../src/records/case.js";
import * as caseNotes from "../../../src/store/caseNotes.js";
import * as cases from "../../../src/store/cases.js";
import * as notifications from "../../../src/store/notifications.js";
import * as users from "../../../src/store/users.js";
import { ask, answer, configure } from "../../build.js";
import { aCase, aCause, ANA } from "../../buildCase.js";
import { startSmtpSink, type SmtpSink } from "../../peers/smtpSink.js";
import { DAY, MINUTE } from "../../testClock.js";
import { createWorld, type World } from "../../world.js";
import { aPerson, aRule, aTeam, calendarIn, choose, mailsTo, tellAll } from "./arrange.js";

describe("what people are told about cases by mail", () => {
  let world: World;
  let sink: SmtpSink;
  let email: Channel;
  beforeAll(async () => {
    sink = await startSmtpSink();
    email = mailsTo(sink);
    world = await createWorld();
  });
  beforeEach(async () => {
    await world.reset();
    await configure(world);
    sink.mails.length = 0;
    sink.behaviour = {};
  });
  afterAll(async () => {
    await world.close();
    await email.close();
    await sink.close();
  });

  /** The mails since the last look: to whom, and how their subjects begin. */
  async function told(): Promise<string[]> {
    await tellAll(world, email);
    const found = await sink.parsed();
    sink.mails.length = 0;
    return found
      .map(({ to, subject }) => `${[to].flat()[0]!.text.split("@")[0]}: ${subject!.split(":")[0]}`)
      .sort();
  }

  const give = (theCase: Case, to: string, by = "mara") =>
    assignCase(world.context, theCase.id, { from: theCase.owner ?? null, to, by }, world.clock.now());

  it("tells somebody that a case is theirs, who gave it, what it is about and by when", async () => {
    const theCase = await aCase(world, { comment: "Nobody called me back.\nTwice!", team: "care" });
    await give(theCase, "bob");
    await tellAll(world, email);
    const [mail, ...others] = await sink.parsed();
    expect(others).toEqual([]);
    expect(mail!.subject).toBe("Yours now: Ana Lopez, Support call, 3 of 10");
    expect(mail!.to).toMatchObject({ text: "bob@example.com" });
    for (const text of [mail!.text!, (mail!.html as string).replace(/<br[^>]*>/g, "\n")]) {
      expect(text).toContain("Mara gave you this case.");
      expect(text).toContain("Nobody called me back.\nTwice!");
      expect(text).toContain("First contact is due Wed 2 Sep, 10:00 (UTC)");
      expect(text).toContain(`http://localhost:3000/cases/${theCase.id}`);
      expect(text).not.toContain(ANA.email);
      expect(text).not.toContain(ANA.phone);
    }
    expect(mail!.headers.get("auto-submitted")).toBe("auto-generated");
    expect(mail!.references).toBe(`<case-${theCase.id}@example.com>`);
  });

  it("tells whom a rule has chosen", async () => {
    await aTeam(world, ["bob"]);
    await aRule(world, { team: "care", assignment: "round_robin" });
    await aCase(world);
    expect(await told()).toEqual(["bob: Yours now"]);
  });

  it("tells nobody of their own act", async () => {
    const theCase = await aCase(world);
    await takeCase(world.context, theCase.id, "bob", world.clock.now());
    const taken = await cases.get(theCase.id);
    await addNote(
      world.context,
      { theCase: theCase.id, text: "@Bob look", by: world.bob },
      world.clock.now(),
    );
    await assignCase(world.context, taken.id, { from: "bob", to: "mara", by: "mara" }, world.clock.now());
    expect(await told()).toEqual([]);
  });

  it("tells whoever is named in a note, with the note", async () => {
    const theCase = await aCase(world);
    const note = { theCase: theCase.id, text: "@Bob please call her, @mara knows.", by: world.alice };
    await addNote(world.context, note, world.clock.now());
    await tellAll(world, email);
    const mails = await sink.parsed();
    expect(mails.map(({ subject }) => subject)).toEqual(
      Array(2).fill("You are mentioned: Ana Lopez, Support call, 3 of 10"),
    );
    expect(mails[0]!.text).toContain("Alice wrote:\n@Bob please call her");
  });

  it("tells the owner that the customer answered again, or wrote", async () => {
    const theCase = await aCase(world);
    await give(theCase, "bob");
    await told();
    world.clock.advance(40 * DAY);
    await answer(world, await ask(world, { customer: ANA }), { score: "1", comment: "Still nothing" });
    await tellAll(world, email);
    const [mail] = await sink.parsed();
    expect(mail!.subject).toMatch(/^Answered again: Ana Lopez/);
    expect(mail!.text).toContain("Still nothing");
    sink.mails.length = 0;
    await changeCase(world.context, theCase.id, { at: world.clock.now() }, (read, act) =>
      receive(read, "message-1", calendarIn("UTC"), act),
    );
    expect(await told()).toEqual(["bob: The customer wrote"]);
  });

  it("tells the owner and every manager when a case is over its time, and each of them once", async () => {
    await aPerson(world, "nora", "manager");
    const theCase = await aCase(world);
    await give(theCase, "bob");
    await told();
    world.clock.advance(3 * DAY);
    await escalateCases(world.context, world.clock.now());
    await escalateCases(world.context, world.clock.now());
    expect(await told()).toEqual(["bob: Overdue", "mara: Overdue", "nora: Overdue"]);
  });

  it("tells admins of what is over its time where nobody is a manager", async () => {
    await mongoose.connection
      .collection("users")
      .updateOne({ _id: "mara" as never }, { $set: { role: "agent" } });
    await aCase(world);
    world.clock.advance(3 * DAY);
    await escalateCases(world.context, world.clock.now());
    expect(await told()).toEqual(["alice: Overdue"]);
  });

  it("tells of a case that is open again, and of an urgent one that nobody has, whoever wants to know", async () => {
    await aPerson(world, "cora");
    await aTeam(world, ["bob", "cora"]);
    await aRule(world, { team: "care", priority: "urgent" });
    await choose(world.bob, { email: ["urgent", "reopened"] });
    const theCase = await aCase(world);
    expect(await told()).toEqual(["bob: Urgent"]); // Cora has what is usual
    await takeCase(world.context, theCase.id, "bob", world.clock.now());
    const end = { by: "bob", cause: "no-callback", outcome: "resolved" as const };
    await aCause(world);
    await resolveCase(world.context, await cases.get(theCase.id), end, world.clock.now());
    await reopenCase(world.context, await cases.get(theCase.id), "mara", world.clock.now());
    expect(await told()).toEqual(["bob: Open again"]);
  });

  it("tells managers of an urgent case without a team", async () => {
    await aRule(world, { priority: "urgent" });
    await choose(world.mara, { email: ["urgent"] });
    await aCase(world);
    expect(await told()).toEqual(["mara: Urgent"]);
  });

  it("tells nobody who has left, has not come yet or may not see the case", async () => {
    const cora = await aPerson(world, "cora");
    await aPerson(world, "dan");
    await mongoose.connection
      .collection("users")
      .updateOne({ _id: "dan" as never }, { $unset: { passwordHash: 1 } });
    await aTeam(world, ["bob"]);
    await aRule(world, { team: "care" });
    const theCase = await aCase(world);
    const note = { theCase: theCase.id, text: "@cora @dan @bob", by: world.mara };
    await addNote(world.context, note, world.clock.now());
    await world.settle();
    await users.moveAccess(await users.get("bob"), false, world.clock.now()); // between telling and sending
    expect(await told()).toEqual([]);
    expect(await notifications.listByUser(cora.id)).toEqual([]);
  });

  it("keeps silent about what is no longer so when the mail goes out", async () => {
    const theCase = await aCase(world);
    const given = await give(theCase, "bob");
    await give(given, "alice");
    expect(await told()).toEqual(["alice: Yours now"]);
  });

  it("tells only what somebody wants to know", async () => {
    await choose(world.bob, { email: ["mentioned"] });
    const theCase = await aCase(world);
    await give(theCase, "bob");
    await addNote(world.context, { theCase: theCase.id, text: "@bob", by: world.mara }, world.clock.now());
    expect(await told()).toEqual(["bob: You are mentioned"]);
  });

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
    await give(theCase, "bob");
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
    await give(theCase, "bob");
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
    await give(theCase, "bob");
    sink.behaviour = { refuseRecipient: () => ({ code: 550, text: "5.1.1 no such user" }) };
    expect(await tellAll(world, email)).toBe(1);
    expect(await notifications.listByUser("bob")).toMatchObject([
      { state: "given_up", fault: "550", tries: 1 },
    ]);
  });
});
