import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { parse } from "csv-parse/sync";
import { readOddities } from "../../../src/domain/integrity/readOddities.js";
import { flagSharedAddress } from "../../../src/domain/responses/flagSharedAddress.js";
import { rebuildRecentDays } from "../../../src/domain/metrics/rebuildRecentDays.js";
import { presentOddityLine } from "../../../src/web/presenters/oddityWords.js";
import * as responses from "../../../src/store/responses.js";
import { anEvent, configure } from "../../build.js";
import { createWorld, type Browser, type World } from "../../world.js";
import { aResponse, linkOf, textOf } from "./pages.js";

const SAM = { id: "sam", name: "Sam Ortiz" };
const PRIYA = { id: "priya", name: "=Priya Shah" };
const DAY = "2037-09-01";

/** 40 customers each; half of Sam's have no address, five of Priya's changed theirs before they were asked. */
async function live(world: World): Promise<void> {
  await configure(world, { triggerFields: { delay: "PT1H" } });
  const of = (agent: { id: string }, index: number, email?: string) =>
    anEvent(world, {
      agent,
      team: "north",
      customer: { id: `${agent.id}-${index}`, ...(email && { email }) },
    });
  const events = Array.from({ length: 40 }, (_, index) => [
    of(SAM, index, index % 2 === 0 ? `sam-${index}@example.com` : undefined),
    of(PRIYA, index, `priya-${index}@example.com`),
  ]).flat();
  const few = [0, 1, 2].map((index) => of({ id: "newcomer" }, index, `newcomer-${index}@example.com`));
  await world.api("post", "/v1/events/batch", { events: [...events, ...few] });
  for (const index of [0, 1, 2, 3, 4]) {
    const customer = { id: `priya-${index}`, email: `office-${index}@example.com` };
    await world.api("post", "/v1/events", anEvent(world, { type: "address.changed", customer }));
  }
  world.clock.advance(61 * 60_000);
  await world.dispatchAll();
  for (let index = 0; index < 24; index += 1) {
    await responses.insert(
      aResponse({
        ...{ id: `response-${index}`, day: DAY, score: 10, changedAt: world.clock.now() },
        ...{ agent: index % 2 === 0 ? SAM : PRIYA, team: "north" },
        ...(index % 2 === 0 && { flags: ["seconds_after_delivery"] as const }),
      } as Parameters<typeof aResponse>[0]),
    );
  }
  await world.settle();
  await rebuildRecentDays(world.clock.now());
}

describe("the page of who was asked and who was not", () => {
  let world: World;
  let mara: Browser;
  beforeAll(async () => {
    world = await createWorld();
    await live(world);
    mara = await world.signIn(world.mara);
  });
  afterAll(() => world.close());

  it("says in words that one agent's customers are asked half as often, why, and where to look", async () => {
    const { text } = await mara.get("/coverage");
    expect(textOf(text)).toContain(
      "Sam Ortiz’s customers are asked half as often as the rest of north’s: 50 % against 100 %. Most often: no address (20).",
    );
    const link = linkOf(text, "/invitations?state=skipped&agent=sam");
    const list = textOf((await mara.get(link)).text);
    expect(list).toContain("sam-1");
    expect(list).not.toContain("priya-");
    expect(list).not.toContain("sam-2 ");
    const { body } = await world.api("get", `/v1/invitations?agent=priya&to=${DAY}&limit=500`);
    const asked: { customer: string }[] = body.items;
    expect([asked.length, asked.every(({ customer }) => customer.startsWith("priya-"))]).toEqual([40, true]);
    expect((await world.api("get", `/v1/invitations?to=2037-08-31`)).body.items).toEqual([]);
  });

  it("tells of answers within seconds, as something seen and with what may be behind it", async () => {
    const page = textOf((await mara.get("/coverage")).text);
    expect(page).toContain(
      "12 of 12 answers about Sam Ortiz came within seconds of delivery: 100 % against 0 %",
    );
    expect(page).toContain("It may be customers who sit beside the agent");
    expect(page).toContain("None of it proves anything.");
  });

  it("has a row for each agent, what looks odd first, with shares, their intervals and reasons", async () => {
    const page = textOf((await mara.get("/coverage")).text);
    expect(page).toContain(
      "Sam Ortiz north asked less quick answers 50 % 35 to 65 % 20 of 40 asked 20 No address",
    );
    expect(page.indexOf("asked less")).toBeLessThan(page.indexOf("=Priya Shah"));
    expect(page).toContain("1 agent is not shown");
    expect(page).not.toContain("newcomer");
  });

  it("lists the asks that went to another address than was known at the decision", async () => {
    const { body } = await world.api("get", "/v1/coverage");
    expect(
      body.agents.items.map(({ key, readdressed }: Record<string, unknown>) => [key, readdressed]),
    ).toEqual([
      ["sam", 0],
      ["priya", 5],
    ]);
    const { body: list } = await world.api(
      "get",
      "/v1/invitations?sign=readdressed&team=north&from=2037-09-01",
    );
    expect(list.items.map(({ customer }: { customer: string }) => customer).sort()).toEqual(
      [0, 1, 2, 3, 4].map((index) => `priya-${index}`),
    );
    expect(JSON.stringify(list)).not.toContain("addressMarks");
  });

  it("has the same figures in the file and in the API, and no cell that a spreadsheet would run", async () => {
    const file = await mara.get(`/coverage.csv?from=${DAY}&to=${DAY}`);
    expect(file.headers["content-disposition"]).toContain(`coverage-${DAY}-${DAY}.csv`);
    const rows = parse(file.text, { columns: true }) as Record<string, string>[];
    const { body } = await world.api("get", `/v1/coverage?from=${DAY}&to=${DAY}`);
    const sam = body.agents.items.find(({ key }: { key: string }) => key === "sam");
    expect(rows.find(({ key }) => key === "sam")).toMatchObject({
      of: "agent",
      eligible: "40",
      asked: "20",
      coverage_low: String(sam.coverageInterval.low),
      not_asked_no_address: "20",
      looks_odd: "coverage seconds_after_delivery",
    });
    expect(rows.find(({ key }) => key === "priya")!["name"]).toBe("'=Priya Shah");
    expect(rows.map(({ key }) => key)).not.toContain("newcomer");
    expect(body.oddities[0]).toMatchObject({ kind: "coverage", key: "sam", rest: { part: 43, whole: 43 } });
  });

  it("gives the overview one line, a minute old at most", async () => {
    const period = { from: DAY, to: DAY };
    const oddities = await readOddities(period, world.clock.now());
    expect(await readOddities(period, world.clock.now())).toBe(oddities);
    const line = presentOddityLine(oddities, { ...period, nameOf: (key) => key })!;
    expect(line.text).toMatch(/^Sam Ortiz’s customers are asked half as often .* And 1 more\.$/);
    expect(line.link.href).toBe(`/coverage?from=${DAY}&to=${DAY}`);
    expect(
      presentOddityLine({ found: [], agents: 2, touchpoints: 1 }, { ...period, nameOf: String }),
    ).toBeNull();
  });

  it("stays calm where nothing is odd, helps where there is nothing, and keeps a wrong range in its field", async () => {
    const none = textOf((await mara.get("/coverage?from=2037-08-01&to=2037-08-31")).text);
    expect(none).toContain("No event matched a trigger in this period");
    expect(none).not.toContain("NaN");
    const wrong = await mara.get("/coverage?from=2037-08-20&to=2037-08-10");
    expect(wrong.status).toBe(400);
    expect(wrong.text).toContain('id="to-error">must not lie before the first day');
    expect(textOf((await mara.get("/coverage?touchpoint=gone")).text)).toContain(
      "No event matched a trigger",
    );
    expect((await world.api("get", "/v1/coverage?from=2001-01-01&to=2037-09-01")).status).toBe(400);
  });

  it("counts answers from one address at the next rebuild, although they were flagged after they were counted", async () => {
    const ids = Array.from({ length: 12 }, (_, index) => `kiosk-${index}`);
    const kiosk = ids.map((id) =>
      aResponse({ id, customer: id, day: "2037-08-15", score: 10, touchpoint: "visit", network: "one" }),
    );
    for (const one of kiosk) await responses.insert(one);
    await rebuildRecentDays(world.clock.now());
    await flagSharedAddress(kiosk[0]!);
    await rebuildRecentDays(world.clock.now());
    const page = textOf((await mara.get(`/coverage?from=2037-08-15&to=${DAY}`)).text);
    expect(page).toContain(
      "12 of 12 answers at visit came with many others from one address: 100 % against 0 % with other touchpoints.",
    );
  });

  it("is not for agents", async () => {
    const bob = await world.signIn(world.bob);
    expect([(await bob.get("/coverage")).status, (await bob.get("/coverage.csv")).status]).toEqual([
      403, 403,
    ]);
  });
});
