import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { leaveConversationsOpen, OPEN_NUMBER } from "../../scripts/demo/conversations.js";
import { configureCompany } from "../../scripts/demo/loadDemo.js";
import { passBy } from "../../scripts/demo/passersBy.js";
import * as responses from "../../src/store/responses.js";
import { openLink } from "../questions.js";
import { DAY } from "../testClock.js";
import { createWorld, type Browser, type World } from "../world.js";
import { linkOf, textOf } from "../web/console/pages.js";

describe("the demo's company", () => {
  let world: World;
  let alice: Browser;
  beforeAll(async () => {
    world = await createWorld({ reportingZone: "America/Chicago" });
    await configureCompany(new Date(world.clock.now().getTime() - 3 * DAY));
    await leaveConversationsOpen(world.context, world.channels, world.clock.now());
    alice = await world.signIn(world.alice);
  });
  afterAll(() => world.close());

  it("has a brand of its own for a part of its journey", async () => {
    expect(textOf((await alice.get("/brands")).text)).toContain("Northwind Care");
    expect((await alice.get("/touchpoints/service-visit")).text).toContain(
      '<option value="northwind-care" selected>',
    );
  });

  it("has a code to scan, where whoever scans it is asked further questions", async () => {
    const { body } = await world.api("get", "/v1/collectors/handover-card");
    const visitor = openLink(world, new URL(body.url).pathname);
    await visitor.press({ score: "3" });
    await visitor.press({ do: "skip" });
    expect(visitor.heading()).toBe("What was the biggest trouble?");
  });

  it("has people who came along and answered there, the same however often it is told", async () => {
    const today = { evening: world.clock.now(), end: world.clock.now() };
    const count = () => responses.count({});
    const before = await count();
    await passBy(world.context, today);
    const once = await count();
    await passBy(world.context, today);
    expect(once).toBeGreaterThan(before);
    expect(await count()).toBe(once);
    await world.settle();
  });

  it("has a text message in the outbox that can be answered by hand", async () => {
    const found = await alice.get(`/outbox?to=${encodeURIComponent(OPEN_NUMBER)}`);
    const page = linkOf(found.text, "/outbox/");
    const [, textId] = (await alice.get(page)).text.match(/name="textId" value="([^"]+)"/)!;
    expect((await alice.post(`${page}/replies`, { text: "9", textId: textId! }, page)).status).toBe(303);
    expect(textOf((await alice.get(page)).text)).toContain("The customer: 9 Understood as 9");
    await world.settle();
  });
});
