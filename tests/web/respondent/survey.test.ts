import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import * as invitations from "../../../src/store/invitations.js";
import { answer, ask, configure, hiddenFields } from "../../build.js";
import { DAY } from "../../testClock.js";
import { createWorld, type World } from "../../world.js";

describe("the survey page", () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  beforeEach(() => world.reset());
  afterAll(() => world.close());

  const responses = async () => (await world.api("get", "/v1/responses")).body.items;
  const post = (link: string, fields: Record<string, string>) =>
    world.http.post(link).type("form").send(fields);

  it("shows the question with one button per score and nothing chosen", async () => {
    await configure(world);
    const { status, text } = await world.http.get(await ask(world));
    expect(status).toBe(200);
    expect(text).toContain("How likely are you to recommend us?");
    expect(
      [...text.matchAll(/<button name="score" value="(\d+)"/g)].map(([, score]) => Number(score)),
    ).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(text).not.toContain("aria-pressed");
  });

  it("is one request of at most 14,600 bytes, headers included, without script or cookie", async () => {
    await configure(world, { surveyFields: { question: { en: "Q".repeat(500) } } });
    const link = await ask(world);
    const { text, headers } = await world.http.get(`${link}?score=2`);
    const head = Object.entries(headers)
      .map(([name, value]) => `${name}: ${value}\r\n`)
      .join("");
    expect(Buffer.byteLength(text) + Buffer.byteLength(head)).toBeLessThan(14_600);
    expect(text).not.toMatch(/<script|<link rel="stylesheet"|<img/);
    expect(headers["set-cookie"]).toBeUndefined();
  });

  it("stores no answer for any GET or HEAD, however often and whatever the score in the link", async () => {
    await configure(world);
    const link = await ask(world);
    for (let score = 0; score <= 10; score += 1) {
      await world.http.get(`${link}?score=${score}`);
    }
    for (let score = 0; score <= 10; score += 1) await world.http.head(`${link}?score=${score}`);
    await world.settle();
    expect(await responses()).toEqual([]);
    const invitation = (await invitations.findByToken(link.split("/").at(-1)!))!;
    expect(invitation.state).toBe("sent");
    expect(invitation.unconfirmedClicks.map((click) => click.score)).toEqual([
      2, 3, 4, 5, 6, 7, 8, 9, 10, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
    ]); // the newest twenty
  });

  it("preselects the score of the link, asks by its category, and stores it only when a button is pressed", async () => {
    await configure(world, { surveyFields: { followUp: { detractor: { en: "What went wrong?" } } } });
    const link = await ask(world);
    const page = await world.http.get(`${link}?score=2`);
    expect(page.text).toMatch(/value="2" class="on" aria-pressed="true"/);
    expect(page.text).toContain("What went wrong?");
    expect(Object.values(hiddenFields(page.text)).some((value) => /^\d{1,2}$/.test(value))).toBe(false);
    const submitted = await post(link, { ...hiddenFields(page.text), comment: "Nobody came" });
    expect(submitted.text).toContain("Nobody came");
    await world.settle();
    expect(await responses()).toEqual([]);
    await answer(world, link, { score: "2", comment: "Nobody came" });
    expect(await responses()).toMatchObject([{ score: 2, comment: "Nobody came" }]);
  });

  it.each(["11", "-1", "9.5", "nine", "", "1e1", " 9"])(
    "refuses the score %j and stores nothing",
    async (score) => {
      await configure(world);
      const link = await ask(world);
      const page = await world.http.get(link);
      const refused = await post(link, { ...hiddenFields(page.text), score });
      expect(refused.status).toBe(400);
      expect(refused.text).toContain("Please choose one of the numbers shown.");
      expect(await responses()).toEqual([]);
    },
  );

  it("asks for another tap when the form was not made by a page of this invitation", async () => {
    await configure(world);
    const link = await ask(world);
    const other = await world.http.get(await ask(world));
    for (const fields of [{}, { view: "forged.view" }, hiddenFields(other.text)]) {
      const shown = await post(link, { ...fields, score: "9" });
      expect(shown.status).toBe(200);
      expect(shown.text).toContain("Please press the button once more");
    }
    expect(await responses()).toEqual([]);
  });

  it("thanks by category and lets the answer be changed, comment kept unless it is sent", async () => {
    await configure(world, { surveyFields: { thanks: { promoter: { en: "You are great!" } } } });
    const link = await ask(world);
    await answer(world, link, { score: "3", comment: "Slow" });
    const changed = await answer(world, link, { score: "10" });
    expect(changed.text).toContain("You are great!");
    expect(await responses()).toMatchObject([{ score: 10, category: "promoter", comment: "Slow" }]);
    await answer(world, link, { comment: "" });
    expect(await responses()).toMatchObject([{ score: 10, comment: "" }]);
    const again = await world.http.get(link);
    expect(again.text).toContain("Your answer: 10 of 10");
  });

  it("keeps one answer when the button is pressed ten times at once", async () => {
    await configure(world);
    const link = await ask(world);
    const fields = hiddenFields((await world.http.get(link)).text);
    const pressed = await Promise.all(
      Array.from({ length: 10 }, (_, score) => post(link, { ...fields, score: String(score) })),
    );
    expect(pressed.every((one) => one.status === 200)).toBe(true);
    await world.settle();
    expect(await responses()).toHaveLength(1);
    const { body } = await world.api("get", "/v1/touchpoints/scores?from=2037-09-01&to=2037-09-01");
    expect(body.touchpoints[0].responses).toBe(1);
  });

  it("is closed after it expired, for reading and for answering", async () => {
    await configure(world);
    const link = await ask(world);
    const fields = hiddenFields((await world.http.get(link)).text);
    world.clock.advance(14 * DAY);
    expect((await world.http.get(link)).status).toBe(410);
    const late = await post(link, { ...fields, score: "9" });
    expect(late.status).toBe(410);
    expect(late.text).toContain("This survey is closed");
    expect(await responses()).toEqual([]);
  });

  it.each([
    "/s/AAAAAAAAAAAAAAAAAAAAAA",
    "/s/short",
    "/s/%00",
    "/s/..%2f..%2fetc",
    "/s/$ne",
    "/u/AAAAAAAAAAAAAAAAAAAAAA",
  ])("meets the unknown link %s with a friendly page", async (path) => {
    for (const answered of [await world.http.get(path), await post(path, { score: "9" })]) {
      expect(answered.status).toBe(404);
      expect(answered.text).toContain("We do not know this link");
      expect(answered.text).not.toMatch(/Error|at .*\.ts/);
    }
  });

  it("speaks the customer's language, with good defaults where the survey has no text", async () => {
    await configure(world, {
      surveyFields: {
        question: { en: "How likely?", es: "¿Nos recomendaría?" },
        thanks: { detractor: { en: "Sorry!" } },
      },
    });
    const link = await ask(world, { customer: { id: "ana", email: "ana@example.com", locale: "es-MX" } });
    expect((await world.http.get(link)).text).toContain("¿Nos recomendaría?");
    const thanked = await answer(world, link, { score: "2" });
    expect(thanked.text).toContain('<html lang="es"');
    expect(thanked.text).toContain("Gracias por decírnoslo.");
    expect(await responses()).toMatchObject([{ language: "es" }]);
  });

  it("takes the browser's language when the customer's is not known, and English before anything else", async () => {
    await configure(world, { surveyFields: { question: { en: "How likely?", de: "Wie wahrscheinlich?" } } });
    const link = await ask(world);
    expect((await world.http.get(link).set("Accept-Language", "de-AT,de;q=0.9")).text).toContain(
      "Wie wahrscheinlich?",
    );
    expect((await world.http.get(link).set("Accept-Language", "sv")).text).toContain("How likely?");
  });

  it("keeps a comment's lines and drops what is no text; one that is too long is given back", async () => {
    await configure(world);
    const link = await ask(world);
    await answer(world, link, { score: "5", comment: "  First\r\nsecond\u0000 <b>bold</b> " });
    expect((await responses())[0].comment).toBe("First\nsecond <b>bold</b>");
    expect((await world.http.get(link)).text).toContain("&lt;b&gt;bold&lt;/b&gt;");
    const tooLong = await answer(world, link, { score: "5", comment: "x".repeat(5_001) });
    expect(tooLong.status).toBe(400);
    expect(tooLong.text).toContain("x".repeat(5_001));
    expect((await responses())[0].comment).toBe("First\nsecond <b>bold</b>");
  });
});
