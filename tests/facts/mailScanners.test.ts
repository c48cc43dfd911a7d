import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import * as invitations from "../../src/store/invitations.js";
import { answer, ask, BROWSER, configure, hiddenFields } from "../build.js";
import { SECOND } from "../testClock.js";
import { createWorld, type World } from "../world.js";

const GATEWAY = "Mozilla/5.0 (compatible; Barracuda Sentinel)";

describe("Mail scanners click links", () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  beforeEach(async () => {
    await world.reset();
    await configure(world);
  });
  afterAll(() => world.close());

  const responses = async () => (await world.api("get", "/v1/responses")).body.items;
  const invitationOf = (link: string) => invitations.findByToken(link.split("/").at(-1)!);
  const marksOf = async (link: string) => {
    await world.settle();
    const { id } = (await invitationOf(link))!;
    return (await world.api("get", `/v1/invitations/${id}`)).body.clickMarks;
  };
  const fetchScore = (link: string, score: number, userAgent = BROWSER) =>
    world.http.get(`${link}?score=${score}`).set("User-Agent", userAgent);

  it("GET and HEAD never write an answer, however many there are at once", async () => {
    const link = await ask(world);
    world.clock.advance(60 * SECOND);
    const scores = Array.from({ length: 11 }, (_, score) => score);
    await Promise.all(
      scores.flatMap((score) => [fetchScore(link, score), world.http.head(`${link}?score=${score}`)]),
    );
    await world.settle();
    expect(await responses()).toEqual([]);
    expect((await invitationOf(link))!.state).toBe("sent");
  });

  it("HEAD is no opening", async () => {
    const link = await ask(world);
    await world.http.head(link).set("User-Agent", BROWSER);
    await world.http.head(`${link}?score=9`).set("User-Agent", BROWSER);
    await world.settle();
    expect((await invitationOf(link))!.openedAt).toBeUndefined();
    await world.http.get(link).set("User-Agent", BROWSER);
    await world.settle();
    expect((await invitationOf(link))!.openedAt).toEqual(world.clock.now());
  });

  it("a click without gesture is kept as an unconfirmed click: in no score, and shown as such", async () => {
    const link = await ask(world);
    world.clock.advance(60 * SECOND);
    await fetchScore(link, 3);
    await world.settle();
    const scores = await world.api("get", "/v1/touchpoints/scores");
    expect(scores.body.touchpoints.map((one: { responses: number }) => one.responses)).toEqual([0]);
    const { body } = await world.api("get", `/v1/invitations/${(await invitationOf(link))!.id}`);
    expect(body).toMatchObject({ unconfirmedClicks: 1, clickMarks: [] });
  });

  it.each([
    [
      "a HEAD request",
      (link: string) => world.http.head(`${link}?score=9`).set("User-Agent", BROWSER),
      "head",
    ],
    ["a known scanner", (link: string) => fetchScore(link, 9, GATEWAY), "scanner"],
    ["a program without a name", (link: string) => fetchScore(link, 9, ""), "scanner"],
  ])("marks the click of %s", async (_name, click, mark) => {
    const link = await ask(world);
    world.clock.advance(60 * SECOND);
    await click(link);
    expect(await marksOf(link)).toEqual([mark]);
  });

  it("marks a click within two seconds of delivery, and none after", async () => {
    const early = await ask(world);
    world.clock.advance(2 * SECOND);
    await fetchScore(early, 9);
    expect(await marksOf(early)).toEqual(["seconds_after_delivery"]);
    const late = await ask(world, { customer: { id: "late", email: "late@example.com" } });
    world.clock.advance(3 * SECOND);
    await fetchScore(late, 9);
    expect(await marksOf(late)).toEqual([]);
  });

  it("marks several scores within seconds, also when all of them are fetched at once", async () => {
    const link = await ask(world);
    world.clock.advance(60 * SECOND);
    await Promise.all([fetchScore(link, 0), fetchScore(link, 1), fetchScore(link, 2)]);
    expect(await marksOf(link)).toEqual(["several_scores"]);
  });

  it("a person who comes back to another score a minute later is not marked", async () => {
    const link = await ask(world);
    world.clock.advance(60 * SECOND);
    await fetchScore(link, 8);
    await world.settle();
    world.clock.advance(60 * SECOND);
    await fetchScore(link, 9);
    expect(await marksOf(link)).toEqual([]);
  });

  it("a scanner that submits the form without pressing a button stores nothing", async () => {
    const link = await ask(world);
    const page = await fetchScore(link, 9);
    await world.http.post(link).type("form").send(hiddenFields(page.text));
    await world.http
      .post(link)
      .type("form")
      .send({ ...hiddenFields(page.text), comment: "" });
    await world.settle();
    expect(await responses()).toEqual([]);
  });

  it("a score without the page's own view stores nothing", async () => {
    const link = await ask(world);
    await world.http.post(link).type("form").send({ score: "9" });
    await world.settle();
    expect(await responses()).toEqual([]);
  });

  it("a script which presses a score button within seconds is counted and flagged", async () => {
    const link = await ask(world);
    world.clock.advance(8 * SECOND);
    await answer(world, link, { score: "9" });
    expect(await responses()).toMatchObject([{ score: 9, flags: ["seconds_after_delivery"] }]);
    const alice = await world.signIn(world.alice);
    expect((await alice.get("/responses")).text).toContain("answered within seconds of delivery");
    const [{ customer }] = (await responses()) as [{ customer: string }];
    expect((await alice.get(`/customers/${customer}`)).text).toContain("answered within seconds of delivery");
  });

  it("a person's answer a minute later is not flagged", async () => {
    const link = await ask(world);
    world.clock.advance(60 * SECOND);
    await answer(world, link, { score: "9" });
    expect(await responses()).toMatchObject([{ score: 9, flags: [] }]);
  });

  it("several invitations answered from one address are flagged, the first of them too", async () => {
    for (let index = 0; index < 4; index += 1) {
      const link = await ask(world, { customer: { id: `c${index}`, email: `c${index}@example.com` } });
      world.clock.advance(60 * SECOND);
      await answer(world, link, { score: "9" });
      await world.settle();
      const flagged = (await responses()).filter((one: { flags: string[] }) => one.flags.length > 0);
      expect(flagged).toHaveLength(index < 3 ? 0 : 4);
    }
  });

  it("the same for unsubscribe links: GET shows, POST acts", async () => {
    const link = await ask(world);
    const { token } = (await invitationOf(link))!;
    await world.http.get(`/u/${token}`);
    await world.http.head(`/u/${token}`);
    await world.settle();
    const customer = async () => (await world.api("get", "/v1/customers")).body.items[0];
    expect((await customer()).optOuts).toEqual({});
    await world.http.post(`/u/${token}`).type("form").send({ "List-Unsubscribe": "One-Click" });
    await world.settle();
    expect((await customer()).optOuts).not.toEqual({});
  });
});
