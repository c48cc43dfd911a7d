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
import * as caseMessages from "../../../src/store/caseMessages.js";
import * as cases from "../../../src/store/cases.js";
import * as notifications from "../../../src/store/notifications.js";
import * as users from "../../../src/store/users.js";
import { ask, answer } from "../../build.js";
import { aCase, aCause, ANA } from "../../buildCase.js";
import type { SmtpSink } from "../../peers/smtpSink.js";
import { DAY } from "../../testClock.js";
import type { World } from "../../world.js";
import {
  aPerson,
  aRule,
  aTeam,
  calendarIn,
  choose,
  give,
  startTelling,
  subjectsOf,
  tellAll,
  type Telling,
} from "./arrange.js";

describe("what people are told about cases by mail", () => {
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

  it("tells somebody that a case is theirs, who gave it, what it is about and by when", async () => {
    const theCase = await aCase(world, { comment: "Nobody called me back.\nTwice!", team: "care" });
    await give(world, theCase, "bob");
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
    await give(world, theCase, "bob");
    await told();
    world.clock.advance(40 * DAY);
    await answer(world, await ask(world, { customer: ANA }), { score: "1", comment: "Still nothing" });
    await tellAll(world, email);
    const [mail] = await sink.parsed();
    expect(mail!.subject).toMatch(/^Answered again: Ana Lopez/);
    expect(mail!.text).toContain("Still nothing");
    sink.mails.length = 0;
    const at = world.clock.now();
    await caseMessages.insert({
      id: "message-1",
      case: theCase.id,
      customer: ANA.id,
      direction: "in",
      channel: "email",
      address: ANA.email,
      text: "When will somebody call?",
      at,
      state: "received",
      attempts: [],
      messageId: "message-1",
      references: [],
    });
    await changeCase(world.context, theCase.id, { at }, (read, act) =>
      receive(read, "message-1", calendarIn("UTC"), act),
    );
    await tellAll(world, email);
    const [written] = await sink.parsed();
    expect(written!.subject).toMatch(/^The customer wrote: Ana Lopez/);
    expect(written!.text).toContain("When will somebody call?");
    expect(written!.text).not.toContain(ANA.email);
  });

  it("tells the owner and every manager when a case is over its time, and each of them once", async () => {
    await aPerson(world, "nora", "manager");
    const theCase = await aCase(world);
    await give(world, theCase, "bob");
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
    const end = { by: "bob", cause: "no-callback", outcome: "resolved" as const, text: "" };
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
    const given = await give(world, theCase, "bob");
    await give(world, given, "alice");
    expect(await told()).toEqual(["alice: Yours now"]);
  });

  it("tells only what somebody wants to know", async () => {
    await choose(world.bob, { email: ["mentioned"] });
    const theCase = await aCase(world);
    await give(world, theCase, "bob");
    await addNote(world.context, { theCase: theCase.id, text: "@bob", by: world.mara }, world.clock.now());
    expect(await told()).toEqual(["bob: You are mentioned"]);
  });
});
