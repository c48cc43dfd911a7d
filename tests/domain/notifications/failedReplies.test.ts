import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import type { Channel } from "../../../src/channels/channel.js";
import { recordReplyReport } from "../../../src/domain/cases/recordReplyReport.js";
import { replyToCustomer } from "../../../src/domain/cases/replyToCustomer.js";
import { takeCase } from "../../../src/domain/cases/takeCase.js";
import type { Case } from "../../../src/records/case.js";
import type { MailReport } from "../../../src/records/mailReport.js";
import * as caseMessages from "../../../src/store/caseMessages.js";
import { aCase, ANA } from "../../buildCase.js";
import type { SmtpSink } from "../../peers/smtpSink.js";
import { DAY } from "../../testClock.js";
import type { World } from "../../world.js";
import { aPerson, aRule, aTeam, startTelling, subjectsOf, tellAll, type Telling } from "./arrange.js";

describe("what people are told of a message that was not delivered", () => {
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

  /** Bob's mail to the customer comes back a day later, and that is told twice. */
  async function comesBack(theCase: Case) {
    const id = "01JZZZZZZZZZZZZZZZZZZZZZZZ";
    const written = { id, channel: "email" as const, subject: "Your call", text: "Sorry.", by: "bob" };
    const at = world.clock.now();
    const message = await replyToCustomer(world.context, theCase, written, at);
    const claimed = await caseMessages.claimNextDue(at, new Date(at.getTime() + DAY), "a worker");
    await caseMessages.moveToSent(claimed!, {
      index: 0,
      attempt: { channel: "email", to: ANA.email, startedAt: at, endedAt: at, outcome: "accepted" },
    });
    world.clock.advance(DAY);
    const report: MailReport = { kind: "hard", messageId: message.messageId, at: world.clock.now() };
    for (let time = 0; time < 2; time += 1) await recordReplyReport(world.context, report, world.clock.now());
  }

  it("tells the owner that a message was not delivered, once and also the one who wrote it", async () => {
    const theCase = await aCase(world);
    await takeCase(world.context, theCase.id, "bob", world.clock.now());
    await comesBack(theCase);
    await tellAll(world, email);
    const mails = await sink.parsed();
    expect(mails.map(({ subject }) => subject)).toEqual(["Not delivered: Ana Lopez, Support call, 3 of 10"]);
    expect(mails[0]).toMatchObject({ to: { text: "bob@example.com" } });
    expect(mails[0]!.text).toContain("Ana Lopez did not get our message: it did not arrive.");
    expect(mails[0]!.text).toContain("First contact was due");
  });

  it("tells the team, else managers, that a message was not delivered when nobody has the case", async () => {
    await comesBack(await aCase(world));
    expect(await told()).toEqual(["mara: Not delivered"]);
    await telling.reset();
    await aPerson(world, "cora");
    await aTeam(world, ["bob", "cora"]);
    await aRule(world, { team: "care" });
    const theCase = await aCase(world);
    await comesBack(theCase);
    await world.settle();
    expect(await told()).toEqual(["bob: Not delivered", "cora: Not delivered"]);
  });
});
