import { get } from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { parse } from "csv-parse/sync";
import { exportResponses } from "../../../src/domain/responses/exportResponses.js";
import * as responses from "../../../src/store/responses.js";
import { answer, ask, configure } from "../../build.js";
import { API_KEY, createWorld, type World } from "../../world.js";
import { aResponse } from "../console/pages.js";

describe("answers as a file", () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  beforeEach(() => world.reset());
  afterAll(() => world.close());

  const insert = (id: string, rest: Partial<Parameters<typeof aResponse>[0]> = {}) =>
    responses.insert(aResponse({ id, day: "2037-08-20", score: 9, ...rest }));
  const read = (text: string): Record<string, string>[] => parse(text, { columns: true, bom: true });

  it("has a line for each answer, newest first, and a column for each property whatever it is called", async () => {
    await insert("r1", {
      comment: 'Said "no", twice\nand left',
      properties: { topic: "Größe", list: ["a", 2], deep: { x: 1 }, ok: false },
      segment: { plan: "gold" },
      tags: ["late", "rude"],
      sentiment: "negative",
    });
    await insert("r2", { day: "2037-08-21", properties: { topic: "other" }, agent: { id: "a1" } });
    const { text, headers } = await world.api("get", "/v1/responses.csv");
    expect(headers).toMatchObject({
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": "attachment; filename=responses-2037-09-01.csv",
    });
    expect(text.startsWith("\ufeffid,respondedAt,")).toBe(true);
    const [newest, oldest] = read(text);
    expect(newest).toMatchObject({ id: "r2", method: "nps", agent: "a1", "event.topic": "other", tags: "" });
    expect(oldest).toMatchObject({
      id: "r1",
      score: "9",
      comment: 'Said "no", twice\nand left',
      "event.topic": "Größe",
      "event.list": "a; 2",
      "event.deep": '{"x":1}',
      "event.ok": "false",
      "customer.plan": "gold",
      tags: "late; rude",
      sentiment: "negative",
    });
  });

  it("holds no cell that a spreadsheet would run, and leaves numbers alone", async () => {
    await insert("r1", {
      comment: "=HYPERLINK(1)",
      properties: { "=cmd": "+1+1", under: -5, at: "@SUM", tab: "\tx", n: "-3.5" },
    });
    const [row] = read((await world.api("get", "/v1/responses.csv")).text);
    expect(row).toMatchObject({
      comment: "'=HYPERLINK(1)",
      "event.=cmd": "'+1+1",
      "event.under": "-5",
      "event.at": "'@SUM",
      "event.tab": "'\tx",
      "event.n": "-3.5",
    });
  });

  it("holds the answers to further questions that count, and nobody's name who answered without one", async () => {
    const options = [
      { key: "wait", text: { en: "The wait" } },
      { key: "price", text: { en: "The price" } },
    ];
    await configure(world, {
      surveyFields: { questions: [{ key: "why", kind: "choice", text: { en: "Why?" }, options }] },
    });
    const link = await ask(world);
    await answer(world, link, { score: "2" });
    const [{ id, invitation }] = await world.responses();
    await responses.setQuestionAnswer(invitation, { question: "why", value: "wait" }, world.clock.now());
    await responses.setQuestionAnswer(invitation, { question: "gone", value: "x" }, world.clock.now());
    await insert("r2", { customer: "anonymous:1" });
    const rows = read((await world.api("get", "/v1/responses.csv")).text);
    expect(rows.find((row) => row["id"] === id)).toMatchObject({ "answer.why": "wait", "answer.gone": "" });
    expect(rows.find((row) => row["id"] === "r2")).toMatchObject({ customer: "" });
  });

  it("has the same answers as the list of the API for the same filters, over all its pages", async () => {
    for (let index = 0; index < 25; index += 1)
      await insert(`r${index}`, { score: index % 11, comment: index % 2 ? "late again" : "" });
    const query = "category=detractor&text=LATE&from=2037-01-01";
    const listed: string[] = [];
    let next: string | null = "";
    while (next !== null) {
      const path: string = `/v1/responses?${query}&limit=3&cursor=${next}`;
      const { body } = await world.api("get", path);
      listed.push(...body.items.map(({ id }: { id: string }) => id));
      next = body.next;
    }
    const rows = read((await world.api("get", `/v1/responses.csv?${query}`)).text);
    expect(listed.length).toBeGreaterThan(5);
    expect(rows.map(({ id }) => id)).toEqual(listed);
  });

  it("is a line of headings where nothing matches, and refuses a filter that it cannot read", async () => {
    const { text } = await world.api("get", "/v1/responses.csv?tag=none");
    expect(read(text)).toEqual([]);
    expect(text).toMatch(/flags\r\n$/);
    const refused = await world.api("get", "/v1/responses.csv?category=fan");
    expect([refused.status, refused.body.error.fields[0].path]).toEqual([400, "category"]);
  });

  it("is for managers, from the console too", async () => {
    await insert("r1");
    const mara = await world.signIn(world.mara);
    expect(read((await mara.get("/responses.csv")).text)).toHaveLength(1);
    expect((await (await world.signIn(world.bob)).get("/responses.csv")).status).toBe(403);
    expect((await world.http.get("/v1/responses.csv")).status).toBe(401);
  });

  it("stops reading when whoever asked goes away, and the next one is served", async () => {
    const comment = "x".repeat(4_000);
    for (let index = 0; index < 40; index += 1)
      await Promise.all(Array.from({ length: 50 }, (_, place) => insert(`r${index}-${place}`, { comment })));
    await new Promise<void>((resolve) => {
      const headers = { authorization: `Bearer ${API_KEY}` };
      get(`${world.url}/v1/responses.csv`, { headers }, (res) => {
        res.once("data", () => {
          res.destroy();
          resolve();
        });
      });
    });
    expect((await world.api("get", "/v1/responses?limit=1")).status).toBe(200);
    const file = exportResponses({}, {});
    expect((await file.next()).value).toContain("respondedAt");
    await file.return(undefined);
    expect((await file.next()).done).toBe(true);
  });
});
