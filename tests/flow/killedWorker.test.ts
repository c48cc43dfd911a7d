import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import * as connection from "../../src/store/connection.js";
import * as invitationLists from "../../src/store/invitationLists.js";
import { anEvent, configure } from "../build.js";
import { startProcess } from "../peers/afterwordProcess.js";
import { messageIdOf, startSmtpSink, type SmtpSink } from "../peers/smtpSink.js";
import { MINUTE, SECOND } from "../testClock.js";
import { uriOf } from "../database.js";
import { createWorld, type World } from "../world.js";

const COUNT = 40;
const CONCURRENCY = 10;

/** The small sister of scripts/proofs/killWorkers.ts, which does this 50 times. */
describe("a worker that is killed while it sends", () => {
  let sink: SmtpSink;
  let world: World;
  beforeAll(async () => {
    sink = await startSmtpSink({ delayMs: 40 });
    world = await createWorld({
      smtp: { url: sink.url, from: "Northwind <care@example.com>", connections: 5 },
    });
  });
  afterAll(async () => {
    await world.close();
    await sink.close();
  });

  it("leaves nothing unsent, and repeats no more than what was in flight, with the same Message-ID", async () => {
    await configure(world);
    world.clock.set(new Date());
    const events = Array.from({ length: COUNT }, () => anEvent(world));
    await world.api("post", "/v1/events/batch", { events });

    const worker = startProcess({
      ROLE: "worker",
      MONGODB_URI: uriOf(connection.databaseName()),
      SMTP_URL: sink.url,
      MAIL_FROM: "Northwind <care@example.com>",
      WORKER_CONCURRENCY: String(CONCURRENCY),
    });
    await sink.received(8, 25_000);
    worker.signal("SIGKILL");
    expect(await worker.ended).toBe("SIGKILL");
    const before = sink.mails.length;
    expect(before).toBeLessThan(COUNT);

    // The leases end by the time of the clock. Until then nothing that was in the killed worker's hands goes out.
    world.clock.set(new Date());
    await world.dispatchAll();
    const held = (await invitationLists.list({ state: "sending", limit: 100 })).items;
    expect(held.length).toBeGreaterThan(0);
    world.clock.set(new Date(Date.now() + MINUTE + SECOND));
    await world.dispatchAll();

    const sent = (await invitationLists.list({ state: "sent", limit: 100 })).items;
    expect(sent).toHaveLength(COUNT);
    const idsByAddress = new Map<string, Set<string>>();
    for (const mail of sink.mails) {
      idsByAddress.set(mail.to, (idsByAddress.get(mail.to) ?? new Set()).add(messageIdOf(mail)));
    }
    expect(idsByAddress.size).toBe(COUNT);
    expect([...idsByAddress.values()].every((ids) => ids.size === 1)).toBe(true);
    expect(sink.mails.length - COUNT).toBeLessThanOrEqual(held.length);
    expect(held.length).toBeLessThanOrEqual(CONCURRENCY);
  }, 60_000);
});
