import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import type { Channel } from "../../../src/channels/channel.js";
import { assignCase } from "../../../src/domain/cases/assignCase.js";
import { waitForCustomer } from "../../../src/domain/cases/waitForCustomer.js";
import { deliverNext } from "../../../src/domain/notifications/deliverNext.js";
import { planDigests } from "../../../src/domain/notifications/planDigests.js";
import * as notifications from "../../../src/store/notifications.js";
import * as users from "../../../src/store/users.js";
import { runDueJobs } from "../../../src/worker/schedule.js";
import { aCase } from "../../buildCase.js";
import type { SmtpSink } from "../../peers/smtpSink.js";
import { MINUTE } from "../../testClock.js";
import type { World } from "../../world.js";
import { aRule, aTeam, calendarIn, choose, startTelling, tellAll, type Telling } from "./arrange.js";

describe("the morning's mail", () => {
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

  /** The subjects of the mails that go out at an instant, after everything else that was to be told. */
  async function morning(at: string): Promise<string[]> {
    await tellAll(world, email);
    sink.mails.length = 0;
    world.clock.set(at);
    for (let run = 0; run < 2; run += 1) {
      await planDigests(world.context, world.clock.now());
      await tellAll(world, email);
    }
    return (await sink.parsed()).map(({ subject }) => subject!);
  }

  async function aCaseOf(owner: string | null, customer: string) {
    world.clock.advance(1); // ids of one instant have no order
    const person = { id: customer, name: `Customer ${customer}`, email: `${customer}@example.com` };
    const theCase = await aCase(world, { customer: person, comment: `Words of ${customer}` });
    if (!owner) return theCase;
    return assignCase(world.context, theCase.id, { from: null, to: owner, by: "mara" }, world.clock.now());
  }

  it("brings what is overdue, due today, unassigned and waiting, each with its link", async () => {
    await aRule(world, { contactMinutes: 60 });
    const late = await aCaseOf("bob", "late");
    world.clock.set("2037-09-01T16:45:00Z"); // an hour of work later is tomorrow, 9:45
    const today = await aCaseOf("bob", "today");
    const free = await aCaseOf(null, "free");
    const waiting = await aCaseOf("bob", "waiting");
    await waitForCustomer(world.context, waiting.id, "bob", world.clock.now());
    await aCaseOf("alice", "hers");
    expect(await morning("2037-09-02T08:00:00Z")).toEqual([
      "Your queue: 1 overdue, 1 due today, 1 that nobody has, 1 waiting",
    ]);
    const [mail] = await sink.parsed();
    expect(mail!.to).toMatchObject({ text: "bob@example.com" });
    for (const text of [mail!.text!, mail!.html as string]) {
      for (const { id } of [late, today, free, waiting])
        expect(text).toContain(`http://localhost:3000/cases/${id}`);
      for (const words of [
        "Customer late",
        "Support call",
        "Times are UTC.",
        "3 of 10",
        "First contact was due Tue 1 Sep, 11:00",
      ])
        expect(text).toContain(words);
      expect(text).not.toContain("Customer hers");
      expect(text).not.toContain("late@example.com");
    }
  });

  it("counts what it does not show", async () => {
    for (let index = 0; index < 10; index += 1) await aCaseOf(null, `one-${index}`);
    await morning("2037-09-02T08:00:00Z");
    const [mail] = await sink.parsed();
    expect(mail!.text).toContain("Nobody has it yet (10)");
    expect(mail!.text).toContain("2 more: http://localhost:3000/cases?queue=unassigned");
  });

  it("does not come when nothing waits, at other hours, on days off, or to somebody who has left", async () => {
    expect(await morning("2037-09-02T08:00:00Z")).toEqual([]);
    world.clock.set("2037-09-02T09:00:00Z");
    await aCaseOf("bob", "one");
    expect(await morning("2037-09-03T07:59:00Z")).toEqual([]);
    expect(await morning("2037-09-03T11:00:00Z")).toEqual([]); // too late for a good morning
    expect(await morning("2037-09-05T08:00:00Z")).toEqual([]); // Saturday
    await aTeam(world, ["bob"], calendarIn("UTC", { holidays: ["2037-09-07"] }));
    expect(await morning("2037-09-07T08:00:00Z")).toEqual([]);
    expect(await morning("2037-09-08T08:00:00Z")).toHaveLength(1);
    await users.moveAccess(await users.get("bob"), false, world.clock.now());
    expect(await morning("2037-09-09T08:00:00Z")).toEqual([]);
  });

  it("comes on Saturdays to a team that works then", async () => {
    const { week } = calendarIn("UTC");
    await aTeam(
      world,
      ["bob"],
      calendarIn("UTC", { week: [...week.slice(0, 5), week[0], null] as typeof week }),
    );
    await aCaseOf("bob", "one");
    expect(await morning("2037-09-05T08:00:00Z")).toHaveLength(1);
  });

  it("comes at the hour and in the zone that somebody chose, and to managers about everybody's cases", async () => {
    await choose(world.bob, { digest: null });
    await choose(world.mara, { digest: { hour: 7, zone: "America/Chicago" } });
    await aCaseOf("bob", "one");
    expect(await morning("2037-09-03T11:59:00Z")).toEqual([]);
    expect(await morning("2037-09-03T12:00:00Z")).toEqual(["Your queue: 1 overdue"]);
    expect((await sink.parsed())[0]!.text).toContain("Support call · 3 of 10 · Bob");
  });

  it("comes once a day when clocks change: for an hour that is left out, and for one that comes twice", async () => {
    await aTeam(
      world,
      ["bob"],
      calendarIn("Europe/Madrid", { week: Array(7).fill({ from: "00:00", until: "23:00" }) as never }),
    );
    await choose(world.bob, { digest: { hour: 2, zone: "Europe/Madrid" } });
    await aCaseOf("bob", "one");
    expect(await morning("2037-10-25T00:10:00Z")).toHaveLength(1); // 2:10
    expect(await morning("2037-10-25T01:10:00Z")).toEqual([]); // 2:10 again
    expect(await morning("2037-10-26T01:10:00Z")).toHaveLength(1);
    expect(await morning("2038-03-28T00:59:00Z")).toEqual([]); // 1:59, then 3:00
    expect(await morning("2038-03-28T01:00:00Z")).toHaveLength(1);
  });

  it("comes once from two workers, and once more only when the one that began is dead", async () => {
    await aCaseOf("bob", "one");
    await tellAll(world, email);
    sink.mails.length = 0;
    world.clock.set("2037-09-02T08:00:00Z");
    const now = world.clock.now();
    await Promise.all([1, 2, 3].map(() => planDigests(world.context, now)));
    await Promise.all([1, 2].map(() => runDueJobs(world.context, now)));
    const claim = { now, leaseUntil: new Date(now.getTime() + MINUTE), lease: "of a dead one" };
    expect(await notifications.claimNextDue("email", claim, [])).toMatchObject({
      kind: "digest",
      day: "2037-09-02",
    });
    expect(await tellAll(world, email)).toBe(0);
    world.clock.advance(MINUTE);
    const delivery = { clock: world.clock, email };
    const begun = await Promise.all([1, 2].map(() => deliverNext(world.context, delivery, "email")));
    for (const one of begun) await one?.done;
    expect([begun.filter(Boolean).length, sink.mails.length]).toEqual([1, 1]);
  });
});
