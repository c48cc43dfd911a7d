import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { configure } from "../../build.js";
import { collect } from "../../buildCollector.js";
import { openLink, QUESTIONS } from "../../questions.js";
import { MINUTE, SECOND } from "../../testClock.js";
import { createWorld, type World } from "../../world.js";

describe("further questions where whoever comes along answers", () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  beforeEach(() => world.reset());
  afterAll(() => world.close());

  const responses = async () => {
    await world.settle();
    return (await world.api("get", "/v1/responses")).body.items;
  };
  const somebodyAt = async (kind: string) => {
    const path = await collect(world, { kind });
    await configure(world, { surveyFields: { questions: QUESTIONS } });
    return openLink(world, path);
  };

  it.each([["link"], ["website"], ["kiosk"]])(
    "are asked one by one after the score at a %s, up to the thanks",
    async (kind) => {
      const somebody = await somebodyAt(kind);
      await somebody.press({ score: "3" });
      expect([somebody.heading(), somebody.progress()]).toEqual([
        "We are sorry to hear that. What should have gone differently?",
        "1 of 4",
      ]);
      await somebody.press({ value: "Nobody called", do: "next" });
      await somebody.press({ value: "late" });
      await somebody.press({ value: "4" });
      await somebody.press({ value: ["crew"], do: "next" });
      await somebody.press({ value: "That is all", do: "next" });
      expect(somebody.text()).toContain("Thank you for telling us.");
      expect(await responses()).toMatchObject([
        {
          score: 3,
          comment: "Nobody called",
          channel: kind,
          customer: null,
          answers: { reason: "late", wait: 4, liked: ["crew"], more: "That is all" },
        },
      ]);
    },
  );

  it.each([["link"], ["website"], ["kiosk"]])(
    "offer nobody at a %s an opt-out or a day until when an answer can be changed",
    async (kind) => {
      const somebody = await somebodyAt(kind);
      await somebody.press({ score: "10" });
      for (let page = 0; page < 4; page += 1) {
        expect(somebody.text()).not.toMatch(/href="\/u\/|change your answer until/);
        if (page < 3) await somebody.press({ do: "skip" });
      }
      expect(somebody.text()).toContain("Thank you, that makes our day!");
    },
  );

  it("stay in a website's frame", async () => {
    const somebody = await somebodyAt("website");
    await somebody.press({ score: "3" });
    const { headers } = await world.http.get(somebody.address());
    expect(headers["content-security-policy"]).toContain("frame-ancestors https://shop.example.com;");
    expect(somebody.text()).toContain("/public/framed.js");
  });

  it("can be gone back through and changed, at a kiosk too", async () => {
    for (const kind of ["link", "kiosk"]) {
      await world.reset();
      const somebody = await somebodyAt(kind);
      await somebody.press({ score: "3" });
      await somebody.press({ do: "skip" });
      await somebody.press({ value: "price" });
      await (kind === "kiosk" ? somebody.press({ do: "back" }) : somebody.follow("Back"));
      expect(somebody.heading()).toBe("What was the trouble?");
      expect(somebody.text()).toMatch(/value="price" class="on" aria-pressed="true"/);
      await (kind === "kiosk" ? somebody.press({ do: "on" }) : somebody.follow("Next"));
      expect(somebody.heading()).toBe("What did you like?");
      await (kind === "kiosk" ? somebody.press({ do: "back" }) : somebody.follow("Back"));
      await somebody.press({ value: "late" });
      expect(somebody.heading()).toBe("How long was the wait?");
      expect(await responses()).toMatchObject([{ score: 3, answers: { reason: "late" } }]);
    }
  });

  describe("at a kiosk", () => {
    it("lead nowhere else, and back to the start by themselves, sooner from the end", async () => {
      const somebody = await somebodyAt("kiosk");
      const home = somebody.address();
      await somebody.press({ score: "10" });
      for (let page = 0; page < 4; page += 1) {
        const seconds = page < 3 ? 60 : 10;
        expect(somebody.text()).toContain(`content="${seconds};url=${home}"`);
        for (const [, href] of somebody.text().matchAll(/<a [^>]*href="([^"]*)"/g)) expect(href).toBe(home);
        if (page < 3) await somebody.press({ do: "skip" });
      }
    });

    it("wait for somebody who thinks for minutes", async () => {
      const somebody = await somebodyAt("kiosk");
      await somebody.press({ score: "3" });
      world.clock.advance(2 * MINUTE);
      await somebody.press({ do: "skip" });
      expect(somebody.heading()).toBe("What was the trouble?");
      world.clock.advance(2 * MINUTE);
      await somebody.press({ do: "back" });
      expect(somebody.heading()).toMatch(/What should have gone differently/);
    });

    it("show the next person nothing of the one before, whatever the browser remembers", async () => {
      const somebody = await somebodyAt("kiosk");
      const home = somebody.address();
      await somebody.press({ score: "3" });
      const first = somebody.address();
      await somebody.press({ value: "Nobody called", do: "next" });
      const second = somebody.address();
      await somebody.press({ value: "price" });
      await somebody.press({ do: "back" });
      world.clock.advance(11 * SECOND);
      for (const remembered of [first, second, first.split("?")[0]!, `${first.split("?")[0]}?at=end`]) {
        const { status, headers } = await world.http.get(remembered);
        expect([status, headers["location"]]).toEqual([303, home]);
      }
    });

    it("show of an answer nothing but the thanks once all is said", async () => {
      const somebody = await somebodyAt("kiosk");
      await somebody.press({ score: "10" });
      const first = somebody.address();
      await somebody.press({ value: "Lovely crew", do: "next" });
      await somebody.press({ value: ["crew"], do: "next" });
      await somebody.press({ value: "The app", do: "next" });
      await somebody.get(first);
      expect(somebody.text()).toContain("Thank you, that makes our day!");
      expect(somebody.text()).not.toMatch(/Lovely|The crew|The app|Your answer|<form/);
    });
  });
});
