import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { configure } from "../../build.js";
import { createWorld, type Browser, type World } from "../../world.js";
import { errorBeside, formFields } from "./formFields.js";

const PAGE = "/triggers/after-call";

describe("the reminders on a trigger's page", () => {
  let world: World;
  let mara: Browser;
  beforeAll(async () => {
    world = await createWorld();
  });
  beforeEach(async () => {
    await world.reset();
    mara = await world.signIn(world.mara);
    await configure(world);
  });
  afterAll(() => world.close());

  const stored = async () => (await world.api("get", `/v1${PAGE}`)).body.reminders;
  const type = async (fields: Record<string, string>) =>
    mara.post(PAGE, { ...formFields((await mara.get(PAGE)).text, PAGE), ...fields });
  /** What is wrong with the texts of one reminder. */
  const textFault = (html: string, title: string) =>
    html
      .split(`<legend>${title} reminder</legend>`)[1]!
      .match(/<summary[^]*?<\/details>/)![0]
      .match(/<p class="error">([^<]*)</)?.[1] ?? null;

  it("are kept with their own texts, and said in the sentence", async () => {
    const reminders = [
      { after: "P3D", channel: "same" },
      { after: "PT36H", channel: "other", text: { en: "One tap is enough.", "es-MX": "Basta un toque." } },
    ];
    await configure(world, { triggerFields: { reminders } });
    await type({});
    expect(await stored()).toEqual(reminders);
    expect((await mara.get(PAGE)).text).toContain(
      "Who does not answer is reminded 3 days later, then 36 hours later by the other channel.",
    );
    const texts = Object.fromEntries(
      [0, 1].flatMap((row) => ["language", "text"].map((name) => [`reminders_1_text_${row}_${name}`, ""])),
    );
    await type({ ...texts, reminders_0_after_amount: "", reminders_1_after_amount: "" });
    expect(await stored()).toEqual([]);
  });

  it("say what is wrong beside each", async () => {
    const { status, text } = await type({
      reminders_0_after_amount: "soon",
      reminders_1_after_amount: "0",
      reminders_1_text_0_language: "klingon!",
      reminders_1_text_0_text: "Qapla'",
    });
    expect(status).toBe(400);
    expect(errorBeside(text, "reminders_0_after")).toBe("must be a number, 0 or more");
    expect(errorBeside(text, "reminders_1_after")).toBe("must be more than nothing");
    expect(textFault(text, "Second")).toBe("is not a known language tag");
    expect(text).toContain('value="soon"');
  });

  it("have no text whose placeholders could not be filled in", async () => {
    const { status, text } = await type({
      reminders_0_after_amount: "3",
      reminders_0_text_0_language: "en",
      reminders_0_text_0_text: "Dear {{customer.name}, one tap is enough.",
    });
    expect(status).toBe(400);
    expect(textFault(text, "First")).toContain("has braces that do not fit together");
    const refused = await world.api("put", `/v1${PAGE}`, {
      event: { type: "call.ended" },
      touchpoint: "support-call",
      survey: "support-nps",
      reminders: [{ after: "P3D", text: { en: "Dear {{customer.nickname|you}}" } }],
    });
    expect(refused.status).toBe(400);
    expect(refused.body.error.fields).toMatchObject([{ path: "reminders.0.text.en" }]);
    expect(await stored()).toEqual([]);
  });

  it.each([
    ["First", "0"],
    ["Second", "1"],
  ])("lose no text without a word: the %s one", async (title, row) => {
    const at = `reminders_${row}`;
    const own = { [`${at}_text_0_language`]: "en", [`${at}_text_0_text`]: "One tap is enough." };
    const withoutWait = await type(own);
    expect(withoutWait.status).toBe(400);
    expect(errorBeside(withoutWait.text, `${at}_after`)).toContain("is required");
    expect(formFields(withoutWait.text, PAGE)).toMatchObject(own);
    const again = { [`${at}_text_1_language`]: "EN", [`${at}_text_1_text`]: "Another." };
    const twice = await type({ ...own, ...again, [`${at}_after_amount`]: "3" });
    expect(twice.status).toBe(400);
    expect(textFault(twice.text, title)).toBe("has two texts in en");
    expect(await stored()).toEqual([]);
  });

  it("have their faults beside the second one when only that is filled in", async () => {
    const { text } = await type({
      reminders_1_after_amount: "0",
      reminders_1_text_0_language: "klingon!",
      reminders_1_text_0_text: "Qapla'",
    });
    expect(errorBeside(text, "reminders_0_after")).toBeNull();
    expect(errorBeside(text, "reminders_1_after")).toBe("must be more than nothing");
    expect([textFault(text, "First"), textFault(text, "Second")]).toEqual([
      null,
      "is not a known language tag",
    ]);
  });
});
