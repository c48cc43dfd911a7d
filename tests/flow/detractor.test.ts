import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import type { Case } from "../../src/records/case.js";
import { WEBHOOK_TYPES } from "../../src/records/webhookEndpoint.js";
import * as caseMessages from "../../src/store/caseMessages.js";
import * as cases from "../../src/store/cases.js";
import { SCHEDULE } from "../../src/worker/schedule.js";
import { answer, configure } from "../build.js";
import { aCause, ANA } from "../buildCase.js";
import { sendReplies } from "../domain/cases/arrange.js";
import { deliverAll, listen } from "../domain/webhooks/arrange.js";
import { makeDatabaseMortal, type DyingDatabase } from "../dyingDatabase.js";
import { startReceiver, type Receiver } from "../peers/receiver.js";
import { startSmtpSink, type SmtpSink } from "../peers/smtpSink.js";
import { HOUR, MINUTE } from "../testClock.js";
import { MAIL, postMail } from "../web/hooks/sign.js";
import { createWorld, START, type Browser, type World } from "../world.js";

/** `npm run proof:walk` dies at every write of every step; `npm test` at the one in the middle of each. */
const DIES_EVERYWHERE = Boolean(process.env["EVERY_PLACE"]);

describe("from a detractor to a recovered customer", () => {
  let world: World;
  let sink: SmtpSink;
  let crm: Receiver;
  let database: DyingDatabase;
  let alice: Browser;
  let bob: Browser;

  beforeAll(async () => {
    [sink, crm] = await Promise.all([startSmtpSink(), startReceiver()]);
    const smtp = { url: sink.url, from: "Northwind <care@example.com>", connections: 1 };
    world = await createWorld({ smtp, mail: MAIL });
    database = makeDatabaseMortal();
  });
  beforeEach(begin);
  afterAll(async () => {
    database.restore();
    await Promise.all([world.close(), sink.close(), crm.close()]);
  });

  async function begin(): Promise<void> {
    await world.reset();
    await configure(world);
    const touchpoint = { touchpoint: "put-right", survey: "after-case", trigger: "after-case" };
    await configure(world, {
      ...touchpoint,
      triggerFields: { event: { type: "case.resolved" }, delay: "PT1H" },
    });
    await aCause(world);
    await listen(world, { url: crm.url, types: [...WEBHOOK_TYPES] });
    [alice, bob] = await Promise.all([world.signIn(world.alice), world.signIn(world.bob)]);
    sink.mails.length = 0;
    crm.received.length = 0;
  }

  const theCase = async () => (await cases.findOpenFor("ana"))!;

  /** The newest link to a survey that a mail brought. */
  const lastLink = async () => {
    const texts = (await sink.parsed()).map(({ text }) => /\/s\/[\w-]+/.exec(text ?? "")?.[0]);
    return texts.filter((link) => link !== undefined).at(-1)!;
  };

  const post = async (browser: Browser, verb: string, fields: Record<string, string>, page?: string) => {
    const { id } = await theCase();
    const { status } = await browser.post(`/cases/${id}/${verb}`, fields, page ?? `/cases/${id}`);
    if (status >= 400 && status !== 409) throw new Error(`${verb} was answered with ${status}`);
  };

  /** Each may be done again by whoever got no answer: the sender, the customer, the agent, the mail server. */
  const STEPS: [string, () => Promise<unknown>][] = [
    [
      "a call ends, and Ana is asked",
      async () => {
        const event = {
          id: "call-1",
          type: "call.ended",
          occurredAt: START,
          customer: ANA,
        };
        const { status } = await world.api("post", "/v1/events", event);
        if (status >= 400) throw new Error("the event was not recorded");
        await world.dispatchAll();
      },
    ],
    ["she gives a 2", async () => answered(await lastLink(), "2")],
    ["two agents race for the case", () => Promise.all([post(alice, "owner", {}), post(bob, "owner", {})])],
    [
      "its owner gets no answer on the phone",
      async () => post(await owner(), "contacts", { result: "no_answer" }),
    ],
    [
      "and writes to her",
      async () => {
        await post(await owner(), "replies", {
          id: "01Y4R7JH80HNN47QX7BRTS8F2J",
          channel: "email",
          subject: "Your call",
          text: "Sorry!",
        });
        await sendReplies(world);
      },
    ],
    [
      "she writes back",
      async () => {
        const [reply] = (await caseMessages.listByCase((await theCase()).id, 50)).filter(
          ({ direction }) => direction === "out",
        );
        const { status } = await postMail(world, [
          "From: Ana <ana+home@example.com>",
          `To: reply+${reply!.id}@in.example.com`,
          "Subject: Re: Your call",
          "Message-ID: <from-ana@mail.example.com>",
          "Content-Type: text/plain; charset=utf-8",
          "",
          "Thank you, all is well now.",
        ]);
        if (status >= 500) throw new Error("the mail was not taken");
      },
    ],
    [
      "the case is resolved with its cause",
      async () => {
        const fields = { cause: "no-callback", outcome: "resolved", text: "" };
        if (await theCase()) await post(await owner(), "resolution", fields);
      },
    ],
    [
      "she is asked again",
      async () => {
        world.clock.advance(2 * HOUR);
        await world.dispatchAll();
      },
    ],
    ["and gives a 9", async () => answered(await lastLink(), "9")],
  ];

  async function answered(link: string, score: string): Promise<void> {
    const { status } = await answer(world, link, { score });
    if (status >= 400) throw new Error(`the answer was answered with ${status}`);
  }

  async function owner(): Promise<Browser> {
    return (await theCase()).owner === world.alice.id ? alice : bob;
  }

  async function mend(): Promise<void> {
    for (let run = 0; run < 2; run += 1) {
      world.clock.advance(2 * MINUTE);
      for (const job of SCHEDULE) await job.run(world.context, world.clock.now());
      await world.settle();
    }
    await world.dispatchAll();
    await sendReplies(world);
    await world.settle();
  }

  async function expectToHaveArrived(): Promise<void> {
    await mend();
    await deliverAll(world);
    const all = await cases.listByCustomer("ana", 10);
    expect(all).toHaveLength(1);
    expect(all[0]).toMatchObject({
      state: "resolved",
      cause: "no-callback",
      isRecovered: true,
      isAskedAgain: true,
    });
    const kinds = (all[0] as Case).changes.map(({ kind }) => kind);
    for (const kind of [
      "opened",
      "taken",
      "replied",
      "received",
      "resolved",
      "asked_again",
      "answered_again",
    ])
      expect([kind, kinds.filter((one) => one === kind).length]).toEqual([kind, 1]);
    expect(kinds).toContain("contacted");
    const told = new Map(
      crm.received.map(({ headers, body }) => [headers["webhook-id"], JSON.parse(body).type as string]),
    );
    // who presses again because nothing seemed to happen changes the answer
    const types = [...told.values()].filter((type) => type !== "response.updated");
    expect(types.toSorted()).toEqual([
      "case.assigned",
      "case.opened",
      "case.resolved",
      "response.created",
      "response.created",
    ]);
    const mails = await sink.parsed();
    const toAna = mails.filter(({ to }) => JSON.stringify(to).includes("ana+home@example.com"));
    expect(new Set(toAna.map(({ messageId }) => messageId)).size).toBe(3); // two asks and our reply
  }

  it("is walked to its end", async () => {
    for (const [, step] of STEPS) {
      await step();
      await world.settle();
    }
    await expectToHaveArrived();
  });

  it.each(STEPS.map(([name], place) => [name, place] as const))(
    "loses no case, no webhook and no mail when the process dies while %s",
    async (_name, place) => {
      const writes = await countWrites(place);
      const places = Array.from({ length: writes }, (_, write) => write);
      for (const dying of DIES_EVERYWHERE ? places : [Math.floor(writes / 2)]) {
        await begin();
        for (const [index, [, act]] of STEPS.entries()) {
          if (index === place) database.dieAfter(dying);
          const isDone = await act().then(
            () => true,
            () => false,
          );
          await world.settle();
          if (index !== place) {
            expect([index, isDone]).toEqual([index, true]);
            continue;
          }
          const hasDied = database.revive();
          await mend();
          if (hasDied || !isDone) await act();
          await world.settle();
        }
        await expectToHaveArrived();
      }
    },
    DIES_EVERYWHERE ? 600_000 : 60_000,
  );

  /** How many writes a step makes, with all that follows from it. */
  async function countWrites(place: number): Promise<number> {
    await begin();
    for (const [, act] of STEPS.slice(0, place)) await act();
    await world.settle();
    const most = 10_000;
    database.dieAfter(most);
    await STEPS[place]![1]();
    await world.settle();
    return most - database.writesLeft();
  }
});
