import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { defaultCalendar } from "../../../src/domain/cases/calendarRules.js";
import type { Case } from "../../../src/records/case.js";
import * as cases from "../../../src/store/cases.js";
import * as teams from "../../../src/store/teams.js";
import { configure } from "../../build.js";
import { aCase, aCause } from "../../buildCase.js";
import { createWorld, type World } from "../../world.js";
import { textOf } from "./pages.js";

describe("how cases went", () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  beforeEach(async () => {
    await world.reset();
    await configure(world);
    await aCause(world);
    const calendar = defaultCalendar("UTC");
    await teams.set({ key: "north", name: "North", calendar, members: [], agents: [] }, world.clock.now());
  });
  afterAll(() => world.close());

  /** Three of North: two resolved after 60 and 180 minutes, one late and back again; one of nobody's, open. */
  async function arrange(): Promise<void> {
    await resolved(await aCase(world, person("a")), {
      contactMinutes: 30,
      isContactInTime: true,
      resolveMinutes: 60,
      isResolvedInTime: true,
      isAskedAgain: true,
      isRecovered: true,
      recoveryMetric: "nps",
      recoveryScore: 9,
    });
    await resolved(await aCase(world, person("b")), {
      contactMinutes: 90,
      isContactInTime: false,
      resolveMinutes: 180,
      isResolvedInTime: false,
      isAskedAgain: true,
      isRecovered: false,
      recoveryMetric: "nps",
      recoveryScore: 5,
      cameBack: true,
    });
    await aCase(world, person("c"));
    await aCase(world, { ...person("d"), team: undefined });
  }

  it("tells the same in the page, by the API and in the file", async () => {
    await arrange();
    const { body } = await world.api("get", "/v1/cases/report?from=2037-09-01&to=2037-09-30&by=team");
    expect(body.rows[0]).toMatchObject({
      group: "north",
      opened: 3,
      open: 1,
      resolved: 2,
      contactMedian: 30,
      resolveMedian: 60,
      contactInTime: { count: 1, of: 2 },
      resolvedInTime: { count: 1, of: 2 },
      cameBack: { count: 1, of: 2 },
      askedAgain: 2,
      recovered: { count: 1, of: 2 },
      firstScore: 3,
      recoveredScore: 7,
    });
    expect(body.total).toMatchObject({ opened: 4, open: 2 });
    const mara = await world.signIn(world.mara);
    const page = textOf((await mara.get("/cases/report?period=7d&by=team")).text);
    expect(page).toContain("North 3 1 open 30 min 50 % in time: 1 of 2");
    expect(page).toContain("50 % few answers 1 of 2 (9 to 91 %) score 3.0 → 7.0");
    expect(page).toContain("No team 1 1 open –");
    const file = await world.api("get", "/v1/cases/report.csv?from=2037-09-01&to=2037-09-30&by=team");
    expect(file.text.split("\n")[1]).toBe("north,3,1,2,30,1,2,60,1,2,1,2,1,2,3,7");
    const { text } = await mara.get("/cases/report.csv?from=2037-09-01&to=2037-09-30&by=team");
    expect(text).toBe(file.text);
  });

  it("sorts causes by how many there are, and says when nothing was opened", async () => {
    await arrange();
    const mara = await world.signIn(world.mara);
    const page = textOf((await mara.get("/cases/report?by=cause")).text);
    expect(page).toMatch(
      /Nobody called back 2 0 open.*Not resolved yet 2 2 open|Not resolved yet 2 2 open.*Nobody called back 2 0 open/,
    );
    const empty = await mara.get("/cases/report?from=2030-01-01&to=2030-01-31");
    expect(empty.text).toContain("No case was opened in this period");
  });

  it.each([
    ["from=2037-08-30&to=2037-08-01", "to"],
    ["from=2000-01-01&to=2037-09-01", "from"],
    ["by=agent", "by"],
    ["when=now", "when"],
  ])("says what is wrong with %s", async (query, field) => {
    const { status, body } = await world.api("get", `/v1/cases/report?${query}`);
    expect([status, body.error.fields[0].path]).toEqual([400, field]);
    const mara = await world.signIn(world.mara);
    expect((await mara.get(`/cases/report?${query}`)).status).toBe(400);
  });

  async function resolved({ id }: Case, figures: Partial<Case>): Promise<void> {
    const at = world.clock.now();
    const set = {
      ...figures,
      state: "resolved" as const,
      isActive: false,
      resolvedAt: at,
      cause: "no-callback",
    };
    await cases.move(await cases.get(id), {
      set,
      unset: ["openFor"],
      change: { id: `done-${id}`, kind: "resolved", at },
    });
  }

  function person(id: string) {
    return { team: "north", customer: { id, email: `${id}@example.com`, name: id } };
  }
});
