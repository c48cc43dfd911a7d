import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import * as customers from "../../../src/store/customers.js";
import * as invitationLists from "../../../src/store/invitationLists.js";
import { ask, configure, hiddenFields } from "../../build.js";
import { collect, press } from "../../buildCollector.js";
import { DAY } from "../../testClock.js";
import { createWorld, type World } from "../../world.js";

describe("a page for whoever comes along", () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  beforeEach(() => world.reset());
  afterAll(() => world.close());

  const invitations = () => invitationLists.list({ limit: 100 });
  const open = async (path: string) => (await world.http.get(path)).text;

  it("shows the live question, offers no opt-out and stores nothing for GET and HEAD", async () => {
    const path = await collect(world);
    const { status, text, headers } = await world.http.get(`${path}?score=9`);
    await world.http.head(path);
    expect(status).toBe(200);
    expect(text).toContain("How likely are you to recommend us?");
    expect(text).not.toContain("Do not ask me again");
    expect(headers["cache-control"]).toBe("no-store");
    expect(headers["set-cookie"]).toBeUndefined();
    await world.settle();
    expect((await invitations()).items).toEqual([]);
    expect(await world.responses()).toEqual([]);
  });

  it.each([["link"], ["website"], ["kiosk"]])(
    "stores an anonymous answer with the channel %s, and no customer",
    async (kind) => {
      const path = await collect(world, { kind });
      const thanked = await press(world, await open(path), { score: "3" });
      expect(thanked.text).toContain("Thank you for telling us");
      expect(await world.responses()).toMatchObject([
        { score: 3, category: "detractor", channel: kind, customer: null, touchpoint: "support-call" },
      ]);
      expect((await customers.list({ limit: 10 })).items).toEqual([]);
      expect((await invitations()).items).toMatchObject([{ state: "answered", collector: "front-desk" }]);
    },
  );

  it("takes the comment on the page that follows", async () => {
    const path = await collect(world);
    const thanked = await press(world, await open(path), { score: "9" });
    const commented = await press(world, thanked.text, { comment: "Lovely" });
    expect(commented.text).toContain("We have your comment.");
    expect(commented.text).not.toContain("You can change your answer until");
    expect(await world.responses()).toMatchObject([{ score: 9, comment: "Lovely" }]);
  });

  it("makes one answer of a page that is sent ten times at once, and another one of the next showing", async () => {
    const path = await collect(world);
    const html = await open(path);
    const pressed = await Promise.all(Array.from({ length: 10 }, () => press(world, html, { score: "8" })));
    expect(pressed.map(({ status }) => status)).toEqual(Array(10).fill(200));
    expect(await world.responses()).toHaveLength(1);
    expect((await invitations()).items).toHaveLength(1);
    await press(world, await open(path), { score: "2" });
    expect(await world.responses()).toHaveLength(2);
  });

  it("changes the answer when somebody goes back and presses another score", async () => {
    const path = await collect(world);
    const html = await open(path);
    await press(world, html, { score: "2" });
    await press(world, html, { score: "10" });
    expect(await world.responses()).toMatchObject([{ score: 10 }]);
  });

  it("stores nothing without a score, with a wrong one, or for a form that no page of ours made", async () => {
    const path = await collect(world);
    const other = await open(await collect(world, { key: "other" }));
    const html = await open(path);
    expect((await press(world, html, {})).text).toContain("Please choose one of the numbers shown.");
    expect((await press(world, html, { score: "11" })).status).toBe(400);
    for (const view of ["", "forged.view", hiddenFields(other)["view"]!]) {
      const shown = await press(world, html, { score: "9", view });
      expect(shown.text).toContain("Please press the button once more");
    }
    expect(await world.responses()).toEqual([]);
    expect((await invitations()).items).toEqual([]);
  });

  it("counts in the score, in no rate and no quiet period", async () => {
    const path = await collect(world, { kind: "kiosk" });
    await ask(world);
    await press(world, await open(path), { score: "9" });
    const { body } = await world.api("get", "/v1/touchpoints/scores?from=2037-09-01&to=2037-09-01");
    expect(body.touchpoints).toMatchObject([{ responses: 1, eligible: 1, asked: 1, responseRate: 0 }]);
  });

  it("takes the answer to what its page showed, even if another question was published meanwhile", async () => {
    const path = await collect(world);
    const html = await open(path);
    await configure(world, { metric: "csat", surveyFields: { question: { en: "Satisfied?" } } });
    expect((await press(world, html, { score: "9" })).text).toContain("Great to hear!");
    expect(await world.responses()).toMatchObject([{ metric: "nps", score: 9, surveyVersion: 1 }]);
    world.clock.advance(1000);
    await press(world, await open(path), { score: "5" });
    expect((await world.responses())[0]).toMatchObject({ metric: "csat", score: 5, surveyVersion: 2 });
  });

  it("stores no score beyond the scale that its page showed", async () => {
    const path = await collect(world);
    await configure(world, { metric: "ces", surveyFields: { question: { en: "Easy?" } } });
    const html = await open(path);
    await configure(world, { surveyFields: { question: { en: "How likely?" } } });
    expect((await press(world, html, { score: "10" })).status).toBe(400);
    expect(await world.responses()).toEqual([]);
  });

  it.each([
    ["it is switched off", { active: false }, {}],
    ["its survey is paused", {}, { state: "paused" }],
  ])("says so in the browser's language when %s, and stores nothing", async (_, fields, surveyFields) => {
    const path = await collect(world);
    const html = await open(path);
    await collect(world, fields);
    await configure(world, { surveyFields });
    const closed = await world.http.get(path).set("Accept-Language", "ja");
    expect([closed.status, closed.text.includes("質問を受け付けていません")]).toEqual([410, true]);
    const pressed = await press(world, html, { score: "9" });
    expect(pressed.text).toContain("We are not asking here right now");
    expect(await world.responses()).toEqual([]);
  });

  it("asks in the browser's language", async () => {
    const path = await collect(world);
    await configure(world, { surveyFields: { question: { en: "How likely?", es: "¿Nos recomendaría?" } } });
    expect((await world.http.get(path).set("Accept-Language", "es-MX")).text).toContain("¿Nos recomendaría?");
  });

  it.each(["/c/AAAAAAAAAAAAAAAAAAAAAA", "/c/short", "/c/%00", "/c/$ne"])(
    "meets the unknown address %s with a friendly page",
    async (path) => {
      for (const answered of [await world.http.get(path), await world.http.post(path).type("form")]) {
        expect(answered.status).toBe(404);
        expect(answered.text).toContain("We do not know this link");
      }
    },
  );

  it("keeps its address when it is changed", async () => {
    const path = await collect(world);
    expect(await collect(world, { name: "Entrance", kind: "kiosk" })).toBe(path);
  });

  it("takes no more than sixty answers a minute from one network", async () => {
    const path = await collect(world);
    const html = await open(path);
    const view = hiddenFields(html)["view"]!;
    const send = () => world.http.post(path).type("form").send({ view, score: "9" });
    for (let sent = 0; sent < 60; sent += 10) await Promise.all(Array.from({ length: 10 }, () => send()));
    const refused = await send();
    expect(refused.status).toBe(429);
    expect(refused.text).toContain("Please try again in a moment");
    expect(Number(refused.headers["retry-after"])).toBeGreaterThan(0);
  });

  it("lets nobody be reported under the id of somebody anonymous", async () => {
    const link = { touchpoint: "support-call", survey: "support-nps", customer: { id: "anonymous:1" } };
    expect((await world.api("post", "/v1/invitations", link)).status).toBe(400);
  });

  describe("in a website's frame", () => {
    const ORIGINS = { kind: "website", origins: ["https://shop.example.com", "https://www.example.com/"] };

    it("may be framed by the collector's origins only, on every page of the visit", async () => {
      const path = await collect(world, ORIGINS);
      const page = await world.http.get(path);
      const thanked = await press(world, page.text, { score: "9" });
      const commented = await press(world, thanked.text, { comment: "Fine" });
      for (const { headers } of [page, thanked, commented]) {
        expect(headers["content-security-policy"]).toContain(
          "frame-ancestors https://shop.example.com https://www.example.com;",
        );
        expect(headers["x-frame-options"]).toBeUndefined();
      }
    });

    it("is alone in that: all other pages stay as they are", async () => {
      await collect(world, ORIGINS);
      const others = [await collect(world, { key: "l" }), await ask(world), "/sign-in", "/c/short"];
      for (const path of others) {
        const { headers } = await world.http.get(path);
        expect(headers["content-security-policy"]).toContain("frame-ancestors 'self';");
        expect(headers["x-frame-options"]).toBe("SAMEORIGIN");
      }
    });

    it("has a script of less than 3 KB without cookie, storage, eval and style elements", async () => {
      const { text, headers, status } = await world.http.get("/embed.js");
      expect(status).toBe(200);
      expect(headers["content-type"]).toMatch(/javascript/);
      expect(headers["cross-origin-resource-policy"]).toBe("cross-origin");
      expect(headers["cache-control"]).toBe("public, max-age=3600");
      expect(headers["set-cookie"]).toBeUndefined();
      expect(Buffer.byteLength(text)).toBeLessThan(3_000);
      expect(text).not.toMatch(/document\.cookie|localStorage|sessionStorage|eval|<style|innerHTML/);
    });
  });

  it("starts again when somebody comes back to a page that was answered days ago", async () => {
    const path = await collect(world);
    const html = await open(path);
    await press(world, html, { score: "3" });
    world.clock.advance(2 * DAY);
    expect((await press(world, html, { score: "9" })).status).toBe(303);
    expect(await world.responses()).toMatchObject([{ score: 3 }]);
  });
});
