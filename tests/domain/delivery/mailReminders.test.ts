import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { forgetBreakers } from "../../../src/domain/breaker/isStopped.js";
import { restartSending } from "../../../src/domain/breaker/restartSending.js";
import * as sendingBreakers from "../../../src/store/sendingBreakers.js";
import { configure } from "../../build.js";
import { DAY, HOUR, MINUTE } from "../../testClock.js";
import { MAIL, postReport } from "../../web/hooks/sign.js";
import { createWorld, type World } from "../../world.js";
import { plan, reload } from "./arrange.js";

const ANA = { id: "ana", email: "ana@example.com", name: "Ana" };

describe("a reminder by mail", () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld({ mail: MAIL });
  });
  beforeEach(() => world.reset());
  afterAll(() => world.close());

  async function ask(text?: string) {
    const reminders = [{ after: "P3D", ...(text && { text: { en: text } }) }];
    await configure(world, { triggerFields: { reminders } });
    const one = await plan(world, { customer: ANA });
    await world.dispatchAll();
    return one;
  }

  async function mails(): Promise<{ subject: string; text: string }[]> {
    return (await world.api("get", "/v1/outbox")).body.messages.reverse();
  }

  it("waits while mail is stopped, and its ask stays sent", async () => {
    const one = await ask();
    world.clock.advance(3 * DAY);
    await sendingBreakers.move("email", ["fine"], { state: "stopped", since: world.clock.now() });
    forgetBreakers();
    await world.dispatchAll();
    const remindAt = new Date(world.clock.now().getTime() + 5 * MINUTE);
    expect(await reload(one)).toMatchObject({ state: "sent", reminder: 1, remindAt });
    expect(await mails()).toHaveLength(1);
    await restartSending(world.context, "email", world.alice, world.clock.now());
    world.clock.advance(5 * MINUTE);
    await world.dispatchAll();
    expect(await mails()).toHaveLength(2);
  });

  it("that bounces takes nothing back from its ask, which arrived", async () => {
    const one = await ask();
    world.clock.advance(3 * DAY);
    await world.dispatchAll();
    world.clock.advance(HOUR);
    const report = { type: "bounce", messageId: `<${one.id}.r1@example.com>`, bounce: "hard" };
    expect((await postReport(world, report)).body).toEqual({ results: ["done"] });
    expect(await reload(one)).toMatchObject({
      state: "sent",
      isUndelivered: false,
      attempts: [{ outcome: "accepted" }, { reminder: 1, report: "hard" }],
    });
  });

  it("is the brand's, with its own words filled in", async () => {
    await ask("{{customer.name|Hello}}, do you have a minute for {{brand.name}}?");
    await world.api("put", "/v1/brands/pool", { name: "Pool Care" });
    const touchpoint = { name: "Call", stage: "support", brand: "pool" };
    const listed = await world.api("get", "/v1/touchpoints");
    await world.api("put", `/v1/touchpoints/${listed.body.touchpoints[0].key}`, touchpoint);
    world.clock.advance(3 * DAY);
    await world.dispatchAll();
    const [, reminder] = await mails();
    expect(reminder!.subject).toContain("Pool Care");
    expect(reminder!.text).toContain("Ana, do you have a minute for Pool Care?");
  });
});
