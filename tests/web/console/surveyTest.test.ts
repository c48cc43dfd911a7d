import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { ChannelError } from "../../../src/channels/channel.js";
import { configure, hiddenFields } from "../../build.js";
import { openLink, QUESTIONS } from "../../questions.js";
import { DAY } from "../../testClock.js";
import { createWorld, type Browser, type World } from "../../world.js";
import { errorBeside, formFields } from "./formFields.js";
import { textOf } from "./pages.js";

const PAGE = "/surveys/support-nps";

describe("a test of a survey is mailed to the person who writes it", () => {
  let world: World;
  let mara: Browser;
  beforeAll(async () => {
    world = await createWorld();
  });
  beforeEach(async () => {
    await world.reset();
    mara = await world.signIn(world.mara);
  });
  afterAll(() => world.close());

  const stored = async () => (await world.api("get", `/v1${PAGE}`)).body;
  const press = async (wish: string, fields: Record<string, string>) => {
    const form = formFields((await mara.get(PAGE)).text, PAGE);
    return mara.post(PAGE, { ...form, ...fields, do: wish }, PAGE);
  };
  const mail = async () => {
    const { body } = await world.api("get", "/v1/outbox?to=mara@example.com");
    return body.messages[0];
  };

  it("with what is typed, marked, in the language of the preview", async () => {
    await configure(world, { surveyFields: { question: { en: "Well?", de: "Na?" } } });
    const { status, text } = await press("test", { question_de: "Und jetzt?", previewLanguage: "de" });
    expect([status, textOf(text)]).toEqual([
      200,
      expect.stringContaining("A test in German was sent to mara@example.com. It waits in the outbox."),
    ]);
    expect(formFields(text, PAGE)["question_de"]).toBe("Und jetzt?");
    expect(await mail()).toMatchObject({
      subject: "[Test] Wie war es mit Northwind?",
      text: expect.stringContaining("Und jetzt?"),
      invitation: null,
    });
    expect(await stored()).toMatchObject({ version: 1 });
  });

  it("whose links show the draft to anybody and store nothing", async () => {
    await configure(world);
    await press("test", { question_en: "Draft?", thanks_detractor_en: "Draft thanks" });
    const link = new URL((await mail()).text.match(/http\S+\/s\/[\w-]+/)[0]).pathname;
    const page = await world.http.get(`${link}?score=2`);
    expect(page.text).toContain("Draft?");
    expect(page.text).toContain("This is a test.");
    const action = page.text.match(/action="([^"]+)"/)![1]!;
    const answered = await world.http
      .post(action)
      .type("form")
      .send({ ...hiddenFields(page.text), score: "2" });
    expect(answered.text).toContain("Draft thanks");
    const next = answered.text.match(/action="([^"]+)"/)![1]!.replace("&#x3D;", "=");
    const commented = await world.http.post(next).type("form").send({ comment: "Said" });
    expect(commented.text).toContain("Your answer: 2 of 10");
    expect(commented.text).toContain("Said");
    const optOut = link.replace("/s/", "/u/");
    expect((await world.http.get(optOut)).text).toContain("<button");
    expect((await world.http.post(optOut)).text).toContain("Done.");
    await world.settle();
    for (const list of ["responses", "invitations", "customers"])
      expect((await world.api("get", `/v1/${list}`)).body.items).toEqual([]);
  });

  it("whose pages walk through the further questions too, on and back, and store nothing", async () => {
    await configure(world, { surveyFields: { questions: QUESTIONS } });
    await press("test", {});
    const link = new URL((await mail()).text.match(/http\S+\/s\/[\w-]+/)[0]).pathname;
    const me = openLink(world, link);
    await me.press({ score: "3" });
    expect([me.heading(), me.progress()]).toEqual([
      "We are sorry to hear that. What should have gone differently?",
      "1 of 4",
    ]);
    await me.press({ value: "Nobody <b>called</b>", do: "next" });
    expect(me.text()).toContain("This is a test.");
    await me.press({ value: "nonsense" });
    expect([me.heading(), me.text().includes("Please choose one of the answers shown.")]).toEqual([
      "What was the trouble?",
      true,
    ]);
    await me.press({ value: "late" });
    expect([me.heading(), me.progress()]).toEqual(["How long was the wait?", "3 of 5"]);
    await me.press({ do: "back" });
    expect(me.text()).toMatch(/value="late" class="on" aria-pressed="true"/);
    await me.press({ do: "on" });
    await me.press({ value: "4" });
    await me.press({ value: ["crew", "app"], do: "next" });
    await me.press({ do: "skip" });
    expect(me.text()).toContain("Thank you for telling us.");
    for (const said of ["Your answer: 3 of 10", "They came late", "4 of 5", "The crew and The app"])
      expect(me.text()).toContain(said);
    expect(me.text()).not.toContain("<b>called");
    await me.press({ score: "10" });
    expect(me.text()).toContain("Thank you, that makes our day!");
    expect(me.text()).not.toContain("They came late");
    await world.settle();
    for (const list of ["responses", "invitations", "customers"])
      expect((await world.api("get", `/v1/${list}`)).body.items).toEqual([]);
  });

  it.each([
    ["not json"],
    ["{}"],
    ['{"score":11}'],
    ['{"score":3,"comment":"","answers":{"reason":["x"]}}'],
    ["[]"],
  ])("whose pages begin again where a form says what no page of ours says: %s", async (said) => {
    await configure(world, { surveyFields: { questions: QUESTIONS } });
    await press("test", {});
    const link = new URL((await mail()).text.match(/http\S+\/s\/[\w-]+/)[0]).pathname;
    const sent = await world.http.post(link).type("form").send({ said, at: "reason", value: "late" });
    expect([sent.status, sent.text.includes("How likely are you to recommend us?")]).toEqual([200, true]);
  });

  it("whose links end after a week and cannot be guessed", async () => {
    await configure(world);
    await press("test", {});
    const link = new URL((await mail()).text.match(/http\S+\/s\/[\w-]+/)[0]).pathname;
    expect((await world.http.get(`${link.slice(0, -1)}-`)).status).toBe(404);
    world.clock.advance(7 * DAY);
    expect((await world.http.get(link)).status).toBe(404);
  });

  it("not while something is wrong with it, and tells when the mail server refuses", async () => {
    await configure(world);
    const faulty = await press("test", { name: "" });
    expect([faulty.status, errorBeside(faulty.text, "name")]).toEqual([400, expect.any(String)]);
    const { send } = world.channels.email;
    world.channels.email.send = () =>
      Promise.reject(new ChannelError("No", { isPermanent: false, code: "451" }));
    const { status, text } = await press("test", { question_en: "Kept" }).finally(() => {
      world.channels.email.send = send;
    });
    expect([status, textOf(text)]).toEqual([
      502,
      expect.stringContaining("was not taken by the mail server"),
    ]);
    expect(formFields(text, PAGE)["question_en"]).toBe("Kept");
  });
});
