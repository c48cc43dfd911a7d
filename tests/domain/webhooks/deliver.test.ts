import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from "@jest/globals";
import { Webhook } from "standardwebhooks";
import { announce } from "../../../src/domain/webhooks/announce.js";
import { rotateSecret } from "../../../src/domain/webhooks/rotateSecret.js";
import { sendAgain, sendDeadAgain } from "../../../src/domain/webhooks/sendAgain.js";
import { switchEndpoint } from "../../../src/domain/webhooks/switchEndpoint.js";
import * as webhookEndpoints from "../../../src/store/webhookEndpoints.js";
import { saying, silent, startReceiver, type Receiver, type Received } from "../../peers/receiver.js";
import { DAY, HOUR, MINUTE, SECOND } from "../../testClock.js";
import { createWorld, type World } from "../../world.js";
import { deliverAll, listen, messagesOf } from "./arrange.js";

describe("telling an endpoint", () => {
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
    jest.restoreAllMocks();
    await Promise.all([receiver, ...others.splice(0)].map((one) => one.close()));
  });
  afterAll(() => world.close());

  let serial = 0;
  /** Something that happened now. */
  async function happen(data: object = { customer: "ana" }): Promise<void> {
    await announce({ type: "case.opened", id: `case-${(serial += 1)}`, at: world.clock.now(), data });
  }

  /** The package's own verifier, which looks at the real clock. */
  function verify({ body, headers }: Received, secret: string): unknown {
    jest.spyOn(Date, "now").mockReturnValue(world.clock.now().getTime());
    return new Webhook(secret).verify(body, headers as Record<string, string>);
  }

  /** Moves the clock to each try in turn; how long after the one before each was made. */
  async function tryToTheEnd(options: { random?: number; timeoutMs?: number } = {}): Promise<number[]> {
    const gaps: number[] = [];
    let before = world.clock.now();
    for (;;) {
      const [message] = await messagesOf("crm");
      if (!message?.dueAt) return gaps;
      world.clock.set(message.dueAt);
      expect(await deliverAll(world, options)).toBe(1);
      gaps.push(world.clock.now().getTime() - before.getTime());
      before = world.clock.now();
    }
  }

  it("posts what happened, signed as Standard Webhooks wants it", async () => {
    const { secret } = await listen(world, receiver);
    await happen({ customer: "ana", score: 3 });
    expect(await deliverAll(world)).toBe(1);
    const [got] = receiver.received;
    const payload = {
      type: "case.opened",
      timestamp: "2037-09-01T10:00:00.000Z",
      data: { customer: "ana", score: 3 },
    };
    expect([got!.method, got!.path, got!.headers["content-type"]]).toEqual([
      "POST",
      "/hook",
      "application/json",
    ]);
    expect(got!.headers["webhook-id"]).toMatch(/^msg_[0-9a-f]{32}$/);
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(verify(got!, secret)).toEqual(payload);
    expect(() => verify({ ...got!, body: got!.body.replace("3", "9") }, secret)).toThrow(
      "No matching signature",
    );
    expect(await messagesOf("crm")).toMatchObject([
      { state: "delivered", tries: [{ status: 204, answer: "" }], endedAt: world.clock.now() },
    ]);
  });

  it("tries again for three days, later and later, then gives up", async () => {
    await listen(world, receiver);
    receiver.answering = saying(500, "Not today <b>!</b>".padEnd(3_000, "."));
    await happen();
    const delays = [
      0,
      5 * SECOND,
      5 * MINUTE,
      30 * MINUTE,
      ...[2, 5, 10, 14, 20, 24].map((hours) => hours * HOUR),
    ];
    expect(await tryToTheEnd()).toEqual(delays);
    const [dead] = await messagesOf("crm");
    expect(dead).toMatchObject({ state: "dead", endedAt: world.clock.now() });
    expect(dead!.tries.map(({ status }) => status)).toEqual(Array(10).fill(500));
    expect(dead!.tries[0]!.answer).toHaveLength(500);
    expect(dead!.removeAt.getTime() - world.clock.now().getTime()).toBe(30 * DAY);
    expect(new Set(receiver.received.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
    expect(new Set(receiver.received.map(({ headers }) => headers["webhook-timestamp"])).size).toBe(10);
  });

  it("spreads the tries by the randomness it is handed", async () => {
    await listen(world, receiver);
    receiver.answering = saying(503);
    await happen();
    expect((await tryToTheEnd({ random: 0.5 })).slice(0, 3)).toEqual([0, 5_250, 315_000]);
  });

  it("takes a receiver that does not answer in time for one that failed", async () => {
    await listen(world, receiver);
    receiver.answering = silent;
    await happen();
    await deliverAll(world, { timeoutMs: 50 });
    const [message] = await messagesOf("crm");
    expect(message).toMatchObject({ state: "waiting", dueAt: new Date("2037-09-01T10:00:05Z") });
    expect(message!.tries).toMatchObject([{ fault: "timeout", answer: "" }]);
    expect(message!.tries[0]!.status).toBeUndefined();
  });

  it("follows no redirect, and does not take one for a yes", async () => {
    const elsewhere = await startReceiver();
    others.push(elsewhere);
    await listen(world, receiver);
    receiver.answering = saying(302, "", { Location: elsewhere.url });
    await happen();
    await deliverAll(world);
    expect([elsewhere.received, (await messagesOf("crm"))[0]!.state]).toEqual([[], "waiting"]);
  });

  it("reads no more of an answer than it keeps", async () => {
    await listen(world, receiver);
    receiver.answering = (res) => {
      const pour = setInterval(() => res.write("x".repeat(100_000)), 1);
      res.on("close", () => clearInterval(pour));
    };
    await happen();
    await deliverAll(world, { timeoutMs: 5_000 });
    expect(await messagesOf("crm")).toMatchObject([
      { state: "delivered", tries: [{ answer: "x".repeat(500) }] },
    ]);
  });

  it("is switched off by 410, keeps what waits, and goes on when it is switched on", async () => {
    await listen(world, receiver);
    await happen();
    await happen();
    receiver.answering = saying(410, "We moved");
    expect(await deliverAll(world)).toBe(1);
    expect(await webhookEndpoints.get("crm")).toMatchObject({ state: "gone", stateAt: world.clock.now() });
    await happen(); // is not put down
    const states = async () => (await messagesOf("crm")).map(({ state }) => state).sort();
    expect(await states()).toEqual(["dead", "waiting"]);
    world.clock.advance(HOUR);
    receiver.answering = saying(200);
    await switchEndpoint("crm", true, world.clock.now());
    expect(await sendDeadAgain("crm", world.clock.now())).toBe(1);
    expect(await deliverAll(world)).toBe(2);
    expect(await states()).toEqual(["delivered", "delivered"]);
    expect((await webhookEndpoints.get("crm")).gaveUpAt).toBeUndefined();
  });

  it("sends a dead message again from the beginning, under the same id", async () => {
    await listen(world, receiver);
    receiver.answering = saying(500);
    await happen();
    await tryToTheEnd();
    const [dead] = await messagesOf("crm");
    expect(await webhookEndpoints.get("crm")).toMatchObject({ gaveUpAt: world.clock.now() });
    world.clock.advance(DAY);
    expect(await sendAgain(dead!, world.clock.now())).toBe(true);
    expect(await sendAgain(dead!, world.clock.now())).toBe(true); // pressed twice, it is sent once
    expect(await deliverAll(world)).toBe(1);
    expect((await messagesOf("crm"))[0]).toMatchObject({ state: "waiting", begun: 1 });
    receiver.answering = saying(200);
    world.clock.advance(5 * SECOND);
    await deliverAll(world);
    const [message] = await messagesOf("crm");
    expect([message!.state, message!.tries.length]).toEqual(["delivered", 12]);
    expect(new Set(receiver.received.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
  });

  it("remembers since when an endpoint fails, until one try gets through", async () => {
    await listen(world, receiver);
    receiver.answering = saying(500);
    await happen();
    await deliverAll(world);
    const since = world.clock.now();
    world.clock.advance(MINUTE);
    await happen();
    await deliverAll(world);
    expect(await webhookEndpoints.get("crm")).toMatchObject({ failingSince: since });
    receiver.answering = saying(200);
    world.clock.advance(10 * MINUTE);
    await deliverAll(world);
    expect((await webhookEndpoints.get("crm")).failingSince).toBeUndefined();
  });

  it("signs with the old secret as well for a day after a new one was made", async () => {
    const before = await listen(world, receiver);
    const { secret } = await rotateSecret(before, world.clock.now());
    await expect(rotateSecret(before, world.clock.now())).rejects.toThrow("Somebody else");
    await happen();
    world.clock.advance(DAY - SECOND);
    await deliverAll(world);
    const [both] = receiver.received;
    expect(both!.headers["webhook-signature"]).toMatch(/^v1,\S+ v1,\S+$/);
    expect([verify(both!, before.secret), verify(both!, secret)]).toEqual([
      JSON.parse(both!.body),
      JSON.parse(both!.body),
    ]);
    world.clock.advance(SECOND);
    await happen();
    await deliverAll(world);
    const after = receiver.received[1]!;
    expect(after.headers["webhook-signature"]).toMatch(/^v1,\S+$/);
    expect(() => verify(after, before.secret)).toThrow("No matching signature");
    expect(verify(after, secret)).toEqual(JSON.parse(after.body));
  });

  it("is told nothing that happened before it listened, or while it was off, or that it did not ask for", async () => {
    const at = world.clock.now();
    world.clock.advance(SECOND);
    await listen(world, receiver);
    await listen(world, { key: "other", url: receiver.url, types: ["case.resolved"] });
    await announce({ type: "case.opened", id: "before", at, data: {} });
    await switchEndpoint("crm", false, world.clock.now());
    await happen();
    world.clock.advance(SECOND);
    await switchEndpoint("crm", true, world.clock.now());
    await deliverAll(world);
    expect(receiver.received).toEqual([]);
  });
});
