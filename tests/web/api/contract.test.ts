import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { answer, anEvent, ask, configure } from "../../build.js";
import { createWorld, type World } from "../../world.js";

describe("the API", () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  beforeEach(() => world.reset());
  afterAll(() => world.close());

  const path = (url: string) => new URL(url).pathname;

  it("creates and replaces a touchpoint by its key", async () => {
    const created = await world.api("put", "/v1/touchpoints/support", {
      name: "Support call",
      stage: "support",
    });
    const replaced = await world.api("put", "/v1/touchpoints/support", { name: "Hotline", stage: "use" });
    expect([created.status, replaced.status]).toEqual([201, 200]);
    expect((await world.api("get", "/v1/touchpoints/support")).body).toMatchObject({
      key: "support",
      name: "Hotline",
      stage: "use",
    });
    expect((await world.api("get", "/v1/touchpoints")).body.items).toHaveLength(1);
  });

  it("publishes a changed survey as a new frozen version, and the same one not again", async () => {
    const survey = { name: "After a call", metric: "nps", question: { en: "How likely?" } };
    await world.api("put", "/v1/surveys/a", survey);
    expect((await world.api("put", "/v1/surveys/a", survey)).body.version).toBe(1);
    const changed = await world.api("put", "/v1/surveys/a", { ...survey, question: { en: "How probable?" } });
    expect(changed.body).toMatchObject({ version: 2, state: "live", question: { en: "How probable?" } });
  });

  it("asks what was frozen when the event came, whatever is published later", async () => {
    await configure(world);
    const link = await ask(world);
    await configure(world, { surveyFields: { question: { en: "Something new?" } } });
    expect((await world.http.get(link)).text).toContain("How likely are you to recommend us?");
    await answer(world, link, { score: "9" });
    const { body } = await world.api("get", "/v1/responses");
    expect(body.items[0]).toMatchObject({ survey: "support-nps", surveyVersion: 1 });
  });

  it("pauses a survey without a new version", async () => {
    await configure(world);
    await configure(world, { surveyFields: { state: "paused" } });
    expect((await world.api("get", "/v1/surveys/support-nps")).body).toMatchObject({
      state: "paused",
      version: 1,
    });
    await configure(world);
    expect((await world.api("get", "/v1/surveys/support-nps")).body.state).toBe("paused");
  });

  it("fills a trigger's documented defaults in", async () => {
    await configure(world);
    expect((await world.api("get", "/v1/triggers/after-call")).body).toMatchObject({
      key: "after-call",
      event: { type: "call.ended", where: [] },
      delay: "PT0S",
      channels: ["email"],
      sample: 1,
      quietPeriod: null,
      unless: [],
      expiresAfter: "P14D",
      active: true,
    });
  });

  it("gives a link to hand over, the same one for the same id", async () => {
    await configure(world);
    const request = {
      id: "visit-7",
      touchpoint: "support-call",
      survey: "support-nps",
      customer: { id: "ana" },
      send: false,
    };
    const first = await world.api("post", "/v1/invitations", request);
    const again = await world.api("post", "/v1/invitations", request);
    expect(first.status).toBe(201);
    expect(first.body).toEqual({
      id: "visit-7",
      url: expect.stringMatching(/^http:\/\/localhost:3000\/s\/[\w-]{22}$/),
    });
    expect(again.body).toEqual(first.body);
    const other = await world.api("post", "/v1/invitations", { ...request, customer: { id: "eve" } });
    expect(other.status).toBe(409);
    await answer(world, path(first.body.url), { score: "10" });
    const { body } = await world.api("get", "/v1/touchpoints/scores?from=2037-09-01&to=2037-09-01");
    expect(body.touchpoints[0]).toMatchObject({
      responses: 1,
      promoters: 1,
      eligible: 0,
      asked: 0,
      coverage: null,
      responseRate: null,
    });
  });

  it("gives no link for somebody who has opted out, but does within the quiet period", async () => {
    await configure(world);
    const customer = { id: "ana", email: "ana@example.com" };
    const request = { touchpoint: "support-call", survey: "support-nps", customer };
    expect((await world.api("post", "/v1/invitations", request)).status).toBe(201);
    expect((await world.api("post", "/v1/invitations", request)).status).toBe(201);
    await world.api("put", "/v1/customers/ana/opt-outs/email");
    const refused = await world.api("post", "/v1/invitations", request);
    expect(refused.status).toBe(409);
    expect(refused.body.error.code).toBe("opted_out");
  });

  it("pages through invitations and responses without gaps or repeats", async () => {
    await configure(world);
    for (let index = 0; index < 7; index += 1) await answer(world, await ask(world), { score: "8" });
    for (const list of ["invitations", "responses"]) {
      const seen: string[] = [];
      let next: string | null = "";
      while (next !== null) {
        const { body } = await world.api("get", `/v1/${list}?limit=3${next && `&cursor=${next}`}`);
        seen.push(...body.items.map((one: { id: string }) => one.id));
        next = body.next;
      }
      expect(seen).toHaveLength(7);
      expect(new Set(seen).size).toBe(7);
    }
  });

  it("lists a response with its frozen context", async () => {
    await configure(world);
    const link = await ask(world, {
      customer: { id: "ana", email: "ana@example.com", locale: "en-GB" },
      agent: { id: "sam", name: "Sam Ortiz" },
      team: "north",
      properties: { reason: "outage" },
    });
    await answer(world, link, { score: "4", comment: "Too slow" });
    const { body } = await world.api(
      "get",
      "/v1/responses?touchpoint=support-call&category=detractor&from=2037-09-01&to=2037-09-01",
    );
    expect(body).toMatchObject({
      items: [
        {
          invitation: expect.any(String),
          customer: "ana",
          touchpoint: "support-call",
          survey: "support-nps",
          metric: "nps",
          score: 4,
          category: "detractor",
          comment: "Too slow",
          language: "en",
          channel: "email",
          agent: { id: "sam", name: "Sam Ortiz" },
          team: "north",
          respondedAt: "2037-09-01T10:00:00.000Z",
          unconfirmed: false,
        },
      ],
      next: null,
    });
    expect((await world.api("get", "/v1/responses?category=promoter")).body.items).toEqual([]);
    expect((await world.api("get", "/v1/responses?from=2037-09-02")).body.items).toEqual([]);
  });

  it("shows messages of the outbox newest first, to everybody or to one address", async () => {
    await configure(world);
    await ask(world, { customer: { id: "ana", email: "ana@example.com" } });
    world.clock.advance(1000);
    await ask(world, { customer: { id: "ben", email: "ben@example.com" } });
    const all = await world.api("get", "/v1/outbox");
    expect(all.body.messages.map((one: { to: string }) => one.to)).toEqual([
      "ben@example.com",
      "ana@example.com",
    ]);
    const one = await world.api("get", "/v1/outbox?to=Ana@example.com");
    expect(one.body.messages).toMatchObject([
      {
        channel: "email",
        to: "ana@example.com",
        subject: expect.any(String),
        text: expect.any(String),
        html: expect.any(String),
        headers: { "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" },
        invitation: expect.any(String),
        at: "2037-09-01T10:00:00.000Z",
      },
    ]);
  });

  it("shows an event with what was decided about it", async () => {
    await configure(world);
    await world.api("post", "/v1/events", anEvent(world, { id: "e1", team: "north" }));
    const { body } = await world.api("get", "/v1/events/e1");
    expect(body).toMatchObject({
      id: "e1",
      type: "call.ended",
      team: "north",
      decisions: [{ trigger: "after-call", decision: "ask" }],
    });
  });
});
