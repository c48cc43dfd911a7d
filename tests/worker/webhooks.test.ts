import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { announce } from "../../src/domain/webhooks/announce.js";
import { deliverNext } from "../../src/domain/webhooks/deliverNext.js";
import { sendAgain } from "../../src/domain/webhooks/sendAgain.js";
import { startWebhooks } from "../../src/worker/webhooks.js";
import { deliverAll, listen, messagesOf } from "../domain/webhooks/arrange.js";
import { saying, silent, startReceiver, type Receiver } from "../peers/receiver.js";
import { SECOND } from "../testClock.js";
import { createWorld, type World } from "../world.js";

describe("an endpoint, with several workers", () => {
  let world: World;
  let receiver: Receiver;
  const others: Receiver[] = [];
  beforeAll(async () => {
    world = await createWorld();
  });
  beforeEach(async () => {
    await world.reset();
    receiver = await startReceiver();
  });
  afterEach(async () => {
    await Promise.all([receiver, ...others.splice(0)].map((one) => one.close()));
  });
  afterAll(() => world.close());

  let serial = 0;
  /** Something that happened now. */
  async function happen(): Promise<void> {
    const data = { customer: "ana" };
    await announce({ type: "case.opened", id: `case-${(serial += 1)}`, at: world.clock.now(), data });
  }

  it("is told once, however many processes look at the same moment", async () => {
    await listen(world, receiver);
    for (let count = 0; count < 3; count += 1) await happen();
    const delivery = { clock: world.clock, random: () => 0 };
    const begun = await Promise.all(Array.from({ length: 8 }, () => deliverNext(world.context, delivery)));
    for (const one of begun) await one?.done;
    expect(begun.filter(Boolean)).toHaveLength(3);
    expect(new Set(receiver.received.map(({ headers }) => headers["webhook-id"])).size).toBe(3);
    expect(receiver.received).toHaveLength(3);
  });

  it("is told by another worker when the first one died, and not before its lease has run out", async () => {
    await listen(world, receiver);
    await happen();
    let answerLate = () => {};
    const arrived = new Promise<void>((resolve) => {
      receiver.answering = (res) => {
        answerLate = () => res.writeHead(500).end();
        resolve();
      };
    });
    const dying = await deliverNext(world.context, { clock: world.clock, random: () => 0 });
    await arrived;
    expect(await sendAgain((await messagesOf("crm"))[0]!, world.clock.now())).toBe(false);
    receiver.answering = saying(200);
    world.clock.advance(59 * SECOND);
    expect(await deliverAll(world)).toBe(0);
    world.clock.advance(SECOND);
    expect(await deliverAll(world)).toBe(1);
    answerLate();
    await dying!.done; // its late result, under a lease that it has lost, changes nothing
    expect(await messagesOf("crm")).toMatchObject([{ state: "delivered", tries: [{ status: 200 }] }]);
  });

  it("holds nobody else up when it never answers", async () => {
    const dead = await startReceiver(silent);
    others.push(dead);
    await listen(world, { key: "dead", url: dead.url });
    await listen(world, receiver);
    for (let count = 0; count < 30; count += 1) await happen();
    const worker = startWebhooks(world.context, { clock: world.clock, random: () => 0, timeoutMs: 20_000 });
    const began = performance.now();
    while (receiver.received.length < 30 && performance.now() - began < 15_000)
      await new Promise((resolve) => setTimeout(resolve, 10));
    const received = [receiver.received.length, dead.received.length];
    await dead.close();
    await worker.stop();
    expect(received).toEqual([30, 2]);
    expect((await messagesOf("dead")).filter(({ tries }) => tries.length > 0)).toHaveLength(2);
  });
});
