import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { ask, configure } from "../../build.js";
import { createWorld, type Browser, type World } from "../../world.js";
import { errorBeside, formFields } from "./formFields.js";

describe("the pages of surveys", () => {
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

  const stored = async (key = "support-nps") => (await world.api("get", `/v1/surveys/${key}`)).body;
  const put = (body: object) =>
    world.api("put", "/v1/surveys/support-nps", { name: "After a call", metric: "nps", ...body });
  const open = async (key = "support-nps") =>
    formFields((await mara.get(`/surveys/${key}`)).text, `/surveys/${key}`);
  const publish = (fields: Record<string, string>) =>
    mara.post("/surveys/support-nps", { ...fields, do: "publish" });
  const notice = async () =>
    (await mara.get("/surveys/support-nps")).text.match(/class="notice"[^>]*>([^<]*)/)?.[1];

  it("make a survey of a question alone, in the texts that everybody gets", async () => {
    const form = formFields((await mara.get("/surveys/new")).text, "/surveys");
    const answer = await mara.post(
      "/surveys",
      { ...form, name: "After a visit", question_en: "How was it?", do: "publish" },
      "/surveys/new",
    );
    expect(answer.headers["location"]).toBe("/surveys/after-a-visit");
    expect(await stored("after-a-visit")).toMatchObject({
      metric: "nps",
      version: 1,
      question: { en: "How was it?" },
      followUp: {},
      thanks: {},
    });
  });

  it("list surveys with what matters about them", async () => {
    await configure(world, { surveyFields: { question: { en: "Well?", es: "¿Qué tal?" }, state: "paused" } });
    const { text } = await mara.get("/surveys");
    for (const part of ["After a call", "NPS", "paused", "English, Spanish", 'href="/triggers/after-call"'])
      expect(text).toContain(part);
  });

  it("change nothing when a page is published as it is", async () => {
    await configure(world, {
      surveyFields: {
        question: { en: "Well?", "es-MX": "¿Qué tal?" },
        followUp: { detractor: { en: "Why?", fr: "Pourquoi ?" } },
        thanks: { promoter: { es: "¡Gracias!" } },
      },
    });
    const before = await stored();
    await publish(await open());
    expect(await stored()).toEqual(before);
    expect(await notice()).toBe("Nothing changed.");
  });

  it("publish a new version, and leave invitations their own", async () => {
    await configure(world);
    const link = await ask(world);
    await publish({ ...(await open()), question_en: "And now?", followUp_detractor_en: "What\r\nwas it?" });
    expect(await notice()).toBe("Version 2 is live.");
    expect(await stored()).toMatchObject({
      version: 2,
      question: { en: "And now?" },
      followUp: { detractor: { en: "What was it?" } },
    });
    expect((await world.http.get(link)).text).toContain("How likely are you to recommend us?");
    const page = (await mara.get("/surveys/support-nps")).text;
    expect(page).toContain("preview?version=1");
    expect(page).toContain('datetime="2037-09-01T10:00:00.000Z"');
  });

  it("show the text that stands in for an empty field", async () => {
    await configure(world, {
      surveyFields: {
        question: { en: "Well?", de: "Na?", "es-MX": "¿?" },
        followUp: { detractor: { es: "¿Por qué?" } },
      },
    });
    const { text } = await mara.get("/surveys/support-nps");
    const placeholder = (name: string) =>
      text.match(new RegExp(`name="${name}"[^>]*placeholder="([^"]*)"`))?.[1];
    expect(placeholder("thanks_promoter_en")).toBe("Thank you, that makes our day!");
    expect(placeholder("thanks_promoter_de")).toMatch(/^(?!Thank)/);
    expect(placeholder("followUp_detractor_es-MX")).toBe("¿Por qué?");
  });

  it("add a language and keep what was typed, without storing anything", async () => {
    await configure(world);
    const typed = {
      ...(await open()),
      name: "Half done",
      thanks_passive_en: "Ta",
      language: "fr",
      do: "addLanguage",
    };
    const { status, text } = await mara.post("/surveys/support-nps", typed);
    const fields = formFields(text, "/surveys/support-nps");
    expect([status, fields]).toEqual([
      200,
      expect.objectContaining({ name: "Half done", thanks_passive_en: "Ta", question_fr: "", from: "1" }),
    ]);
    expect(await stored()).toMatchObject({ version: 1, name: "After a call" });
    await publish({ ...fields, question_fr: "Et alors ?" });
    expect(await stored()).toMatchObject({ version: 2, name: "Half done", question: { fr: "Et alors ?" } });
  });

  it("remove a language whose question is cleared", async () => {
    await configure(world, {
      surveyFields: {
        question: { en: "Well?", es: "¿Qué tal?" },
        thanks: { promoter: { en: "Ta", es: "Gracias" } },
      },
    });
    await publish({ ...(await open()), question_es: "" });
    expect(await stored()).toMatchObject({
      version: 2,
      question: { en: "Well?" },
      thanks: { promoter: { en: "Ta" } },
    });
  });

  it("do not drop the texts of an added language that has no question yet", async () => {
    await configure(world);
    const { status, text } = await publish({
      ...(await open()),
      question_fr: "",
      thanks_promoter_fr: "Merci",
    });
    expect([status, errorBeside(text, "question_fr")]).toEqual([
      400,
      "is required, or clear the texts below it",
    ]);
    expect(formFields(text, "/surveys/support-nps")["thanks_promoter_fr"]).toBe("Merci");
  });

  it("follow the metric with the categories, each text in its place", async () => {
    await configure(world);
    const typed = {
      ...(await open()),
      metric: "ces",
      followUp_detractor_en: "Why so hard?",
      do: "changeMetric",
    };
    const { text } = await mara.post("/surveys/support-nps", typed);
    expect(formFields(text, "/surveys/support-nps")).toMatchObject({
      metric: "ces",
      followUp_hard_en: "Why so hard?",
      followUp_easy_en: "",
    });
    expect((await stored()).metric).toBe("nps");
  });

  it("do not publish categories that nobody has seen yet", async () => {
    await configure(world);
    const { status, text } = await publish({ ...(await open()), metric: "csat", thanks_promoter_en: "Ta" });
    expect(status).toBe(400);
    expect(errorBeside(text, "metric")).toMatch(/look at their texts/);
    await publish(formFields(text, "/surveys/support-nps"));
    expect(await stored()).toMatchObject({ version: 2, metric: "csat", thanks: { satisfied: { en: "Ta" } } });
  });

  it("keep what was typed and put each message beside its field", async () => {
    await configure(world);
    const typed = {
      ...(await open()),
      name: "",
      question_en: "x".repeat(501),
      thanks_passive_en: "y".repeat(501),
    };
    const { status, text } = await publish(typed);
    expect(status).toBe(400);
    for (const name of ["name", "question_en", "thanks_passive_en"])
      expect(errorBeside(text, name)).not.toBeNull();
    expect(formFields(text, "/surveys/support-nps")).toMatchObject({ question_en: typed.question_en });
    const cleared = await publish({ ...(await open()), question_en: "" });
    expect(errorBeside(cleared.text, "question_en")).toBe("needs a text in at least one language");
  });

  it("do not overwrite what somebody else published meanwhile", async () => {
    await configure(world);
    const mine = await open();
    await put({ question: { en: "Theirs", de: "Ihre" } });
    const { status, text } = await publish({ ...mine, question_en: "Mine" });
    expect(status).toBe(409);
    expect(text).toContain("Version 2 was published while you were writing");
    expect(text).toContain("Live now: Theirs");
    expect(await stored()).toMatchObject({ version: 2, question: { en: "Theirs" } });
    const again = formFields(text, "/surveys/support-nps");
    expect(again).toMatchObject({ from: "2", question_en: "Mine", question_de: "Ihre" });
    await publish(again);
    expect(await stored()).toMatchObject({ version: 3, question: { en: "Mine", de: "Ihre" } });
  });

  it("take a second press of Publish as the first", async () => {
    await configure(world);
    const fields = { ...(await open()), question_en: "Once" };
    await publish(fields);
    expect((await publish(fields)).status).toBe(303);
    expect((await stored()).version).toBe(2);
  });

  it("do not take the place of another survey", async () => {
    await configure(world);
    const form = formFields((await mara.get("/surveys/new")).text, "/surveys");
    const typed = { ...form, name: "Support NPS", question_en: "Mine", do: "publish" };
    const { status, text } = await mara.post("/surveys", typed, "/surveys/new");
    expect([status, errorBeside(text, "key")]).toEqual([400, '"support-nps" is taken by another survey']);
    expect((await stored()).version).toBe(1);
  });

  it("pause a survey and make it live again", async () => {
    await configure(world);
    await mara.post("/surveys/support-nps/state", { state: "paused" }, "/surveys/support-nps");
    expect((await stored()).state).toBe("paused");
    expect((await mara.get("/triggers")).text).toContain("survey paused");
    await mara.post("/surveys/support-nps/state", { state: "live" }, "/surveys/support-nps");
    expect((await stored()).state).toBe("live");
    expect(
      (await mara.post("/surveys/support-nps/state", { state: "off" }, "/surveys/support-nps")).status,
    ).toBe(400);
  });

  it("preview the page in each language with nothing that can be pressed", async () => {
    await configure(world, { surveyFields: { question: { en: "Well?", es: "¿Qué tal?" } } });
    const at = "/surveys/support-nps/preview";
    const spanish = (await mara.get(`${at}?language=es`)).text;
    expect(spanish).toContain("¿Qué tal?");
    expect(spanish.match(/<button(?![^>]*disabled)/g)).toBeNull();
    const answered = (await mara.get(`${at}?language=es&score=3`)).text;
    expect(answered).toContain("Queremos solucionarlo");
    expect(answered.match(/<button(?![^>]*disabled)/g)).toBeNull();
    expect((await mara.get(`${at}?language=%00&score=99&version=x`)).text).toContain("Well?");
    expect((await mara.get(`${at}?version=9`)).status).toBe(404);
    expect((await world.api("get", "/v1/invitations")).body.items).toEqual([]);
  });
});
