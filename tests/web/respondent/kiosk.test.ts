import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { collect, press } from "../../buildCollector.js";
import { MINUTE, SECOND } from "../../testClock.js";
import { createWorld, type World } from "../../world.js";

describe("a kiosk", () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  beforeEach(() => world.reset());
  afterAll(() => world.close());

  const open = async (path: string) => (await world.http.get(path)).text;

  it("leads nowhere else, and back to the start by itself", async () => {
    const path = await collect(world, { kind: "kiosk" });
    const start = await open(path);
    const thanked = await press(world, start, { score: "3" });
    const over = await press(world, thanked.text, { comment: "Too slow" });
    expect(start).not.toContain("http-equiv");
    expect(thanked.text).toContain(`content="60;url=${path}"`);
    expect(over.text).toContain(`content="10;url=${path}"`);
    for (const html of [start, thanked.text, over.text])
      for (const [, href] of html.matchAll(/<a [^>]*href="([^"]*)"/g)) expect(href).toBe(path);
  });

  it("shows nothing of an answer once it is given", async () => {
    const path = await collect(world, { kind: "kiosk" });
    const thanked = await press(world, await open(path), { score: "3" });
    const over = await press(world, thanked.text, { comment: "Too slow" });
    expect(thanked.headers["cache-control"]).toBe("no-store");
    for (const { text } of [thanked, over]) {
      expect(text).not.toMatch(/Your answer|aria-pressed|Too slow|change your answer until/);
    }
    expect(over.text).not.toContain("<form");
  });

  it("leads the next person to a fresh page who presses on the one before", async () => {
    const path = await collect(world, { kind: "kiosk" });
    const html = await open(path);
    await press(world, html, { score: "3" });
    world.clock.advance(9 * SECOND);
    expect((await press(world, html, { score: "4" })).status).toBe(200);
    world.clock.advance(2 * SECOND);
    const next = await press(world, html, { score: "9" });
    expect([next.status, next.headers["location"]]).toEqual([303, path]);
    expect(await world.responses()).toMatchObject([{ score: 4 }]);
  });

  it("closes an answer after ten minutes, and goes back to the start from there too", async () => {
    const path = await collect(world, { kind: "kiosk" });
    const thanked = await press(world, await open(path), { score: "3" });
    world.clock.advance(10 * MINUTE);
    const late = await press(world, thanked.text, { comment: "Late" });
    expect(late.status).toBe(410);
    expect(late.text).toContain(`content="10;url=${path}"`);
  });
});
