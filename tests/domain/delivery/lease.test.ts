import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import type { Receipt } from "../../../src/channels/channel.js";
import { dispatchNext } from "../../../src/domain/delivery/dispatchNext.js";
import { endUnsent } from "../../../src/domain/delivery/endUnsent.js";
import * as customers from "../../../src/store/customers.js";
import * as invitations from "../../../src/store/invitations.js";
import { answer, configure } from "../../build.js";
import { SECOND } from "../../testClock.js";
import { createWorld, type World } from "../../world.js";
import { HeldChannel, plan, reload } from "./arrange.js";

describe("the lease of a worker", () => {
  let world: World;
  let held: HeldChannel;
  let stuck: Promise<boolean>;
  beforeAll(async () => {
    world = await createWorld();
  });
  beforeEach(async () => {
    await world.reset();
    await configure(world);
    held = new HeldChannel("email");
  });
  afterAll(() => world.close());

  /** A worker that has called the provider and hears nothing: as good as dead. */
  async function sendWithoutEnd(): Promise<void> {
    stuck = dispatchNext(world.context, { ...world.channels, email: held }, world.clock);
    await held.arrived;
  }

  async function outbox() {
    return (await world.api("get", "/v1/outbox")).body.messages;
  }

  it("keeps others away for 60 seconds, and then lets them send with the same Message-ID", async () => {
    const one = await plan(world);
    await sendWithoutEnd();
    world.clock.advance(59 * SECOND);
    expect(await world.dispatchAll()).toBe(0);
    world.clock.advance(SECOND);
    expect(await world.dispatchAll()).toBe(1);
    expect(await reload(one)).toMatchObject({
      state: "sent",
      attempts: [{ startedAt: new Date("2037-09-01T10:00:00Z") }, { outcome: "accepted" }],
    });
    held.release();
    await stuck;
    const [repeat] = await outbox();
    expect(repeat.headers["Message-ID"]).toBe(`<${held.sent[0]!.messageId}>`);
    expect(repeat.text).toBe(held.sent[0]!.text);
  });

  it("refuses the late result of the first worker", async () => {
    const one = await plan(world);
    await sendWithoutEnd();
    world.clock.advance(60 * SECOND);
    await world.dispatchAll();
    const after = await reload(one);
    world.clock.advance(SECOND);
    held.release();
    await stuck;
    expect(await reload(one)).toEqual(after);
  });

  it("takes a fault of our own after the provider took it for no refusal: nothing goes out again within the minute", async () => {
    const one = await plan(world);
    const email = new HeldChannel("email");
    const unstorable: { self?: object } = {};
    unstorable.self = unstorable;
    email.send = async () => ({ providerId: unstorable }) as unknown as Receipt;
    await expect(dispatchNext(world.context, { ...world.channels, email }, world.clock)).rejects.toThrow();
    expect(await reload(one)).toMatchObject({ state: "sending", dueAt: new Date("2037-09-01T10:01:00Z") });
    expect((await reload(one)).attempts[0]).not.toHaveProperty("outcome");
  });

  it("keeps the quiet period when a late worker finds that its customer has opted out meanwhile", async () => {
    const one = await plan(world);
    const asleep = await invitations.claimNextDue(
      world.clock.now(),
      new Date(world.clock.now().getTime() + 60 * SECOND),
      "the lease of a worker that falls asleep before its last look",
    );
    world.clock.advance(60 * SECOND);
    await world.dispatchAll();
    await endUnsent(asleep!, "opted_out", world.clock.now());
    expect(await reload(one)).toMatchObject({ state: "sent" });
    expect(await customers.get(one.customer)).toMatchObject({ lastAskedBy: one.id });
  });

  it("keeps an answer that was quicker than the provider's receipt", async () => {
    const one = await plan(world);
    await sendWithoutEnd();
    await answer(world, `/s/${one.token}`, { score: "9" });
    world.clock.advance(5 * SECOND);
    held.release();
    await stuck;
    expect(await reload(one)).toMatchObject({
      state: "answered",
      answeredAt: new Date("2037-09-01T10:00:00Z"),
      sentAt: new Date("2037-09-01T10:00:05Z"),
      attempts: [{ outcome: "accepted" }],
    });
  });

  it("does not send an answered invitation again when its worker died", async () => {
    const one = await plan(world);
    await sendWithoutEnd();
    await answer(world, `/s/${one.token}`, { score: "9" });
    world.clock.advance(60 * SECOND);
    expect(await world.dispatchAll()).toBe(0);
    held.release();
    await stuck;
  });
});
