import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { releaseCasesOf } from "../../../src/domain/cases/releaseCasesOf.js";
import { releaseLeftCases } from "../../../src/domain/cases/releaseLeftCases.js";
import { takeCase } from "../../../src/domain/cases/takeCase.js";
import * as cases from "../../../src/store/cases.js";
import * as users from "../../../src/store/users.js";
import { aCase } from "../../buildCase.js";
import { configure } from "../../build.js";
import { createWorld, type Browser, type World } from "../../world.js";
import { errorBeside, formFields } from "./formFields.js";
import { textOf } from "./pages.js";

const DAY = { from: "09:00", until: "17:00" };

describe("teams", () => {
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

  const put = (key: string, body: object) => world.api("put", `/v1/teams/${key}`, body);
  const stored = async (key: string) => (await world.api("get", `/v1/teams/${key}`)).body;
  const form = async (path: string, action: string) => formFields((await mara.get(path)).text, action);
  const pathsOf = async (body: object) =>
    (await put("north", { name: "North", calendar: { zone: "UTC" }, ...body })).body.error.fields.map(
      ({ path }: { path: string }) => path,
    );

  it("are made with office hours, people and holidays", async () => {
    expect((await mara.get("/teams")).text).toContain("No team yet");
    const typed = {
      ...(await form("/teams/new", "/teams")),
      name: "North team",
      zone: "Europe/Madrid",
      day_5_from: "9:30",
      day_5_until: "00:00",
      holidays: "2037-12-25 Christmas Day\r\n2037-12-24, 2037-12-31",
      "member:bob": "on",
      "agents:bob": "sam, s.ortiz",
      "agents:mara": "forgotten",
    };
    const saved = await mara.post("/teams", typed, "/teams/new");
    expect(saved.headers["location"]).toBe("/teams/north-team");
    expect(await stored("north-team")).toMatchObject({
      name: "North team",
      calendar: {
        zone: "Europe/Madrid",
        week: [DAY, DAY, DAY, DAY, DAY, { from: "09:30", until: "24:00" }, null],
        holidays: [
          { day: "2037-12-24" },
          { day: "2037-12-25", name: "Christmas Day" },
          { day: "2037-12-31" },
        ],
      },
      members: ["bob@example.com"],
      agents: [
        { agent: "sam", user: "bob@example.com" },
        { agent: "s.ortiz", user: "bob@example.com" },
      ],
    });
    expect(textOf((await mara.get("/teams")).text)).toContain(
      "Bob Mon to Fri 09:00–17:00, Sat 09:30–24:00, Madrid time",
    );
  });

  it("change nothing when a page is saved as it is, and show the request that sets the same", async () => {
    await put("north", {
      name: "North",
      calendar: {
        zone: "UTC",
        week: [null, DAY, null, null, { from: "22:00", until: "24:00" }, null, null],
        holidays: ["2037-12-25"],
      },
      members: ["BOB@example.com", "mara"],
      agents: [{ agent: "sam", user: "bob" }],
    });
    const { updatedAt: _before, ...before } = await stored("north");
    const { text } = await mara.get("/teams/north");
    expect((await mara.post("/teams/north", formFields(text, "/teams/north"))).status).toBe(303);
    const { updatedAt: _after, ...after } = await stored("north");
    expect(after).toEqual(before);
    const code = text.match(/<pre[^>]*><code>PUT \/v1\/teams\/north\s+(.*?)<\/code>/s)![1]!;
    expect((await put("north", JSON.parse(code.replaceAll("&quot;", '"')))).status).toBe(200);
  });

  it("keep what was typed and say beside each field what is wrong", async () => {
    const typed = {
      ...(await form("/teams/new", "/teams")),
      name: "<i>Odd</i>",
      zone: "Europe/Atlantis",
      day_0_from: "17:00",
      day_0_until: "09:00",
      day_1_until: "",
      holidays: "2037-12-25 Christmas\n2037-02-30 Nonsense",
    };
    const { text, status } = await mara.post("/teams", typed, "/teams/new");
    expect(status).toBe(400);
    expect(errorBeside(text, "zone")).toContain("must be a known time zone");
    expect(errorBeside(text, "day_0")).toContain("later than the beginning");
    expect(errorBeside(text, "day_1")).toContain("needs both times");
    expect(errorBeside(text, "holidays")).toContain(
      "“2037-02-30 Nonsense” must begin with a day that exists",
    );
    expect(formFields(text, "/teams")).toMatchObject({ zone: "Europe/Atlantis", holidays: typed.holidays });
    expect(text).not.toContain("<i>Odd</i>");
  });

  it("are refused by the API with every field at fault", async () => {
    expect(await pathsOf({ members: ["nobody@example.com"] })).toEqual(["members.0"]);
    expect(await pathsOf({ agents: [{ agent: "sam", user: "bob" }] })).toEqual(["agents.0.user"]);
    expect(await pathsOf({ calendar: { zone: "+02:00" } })).toEqual(["calendar.zone"]);
    expect(await pathsOf({ calendar: { zone: "UTC", week: [DAY] } })).toEqual(["calendar.week"]);
    const both = [
      { agent: "sam", user: "bob" },
      { agent: "sam", user: "mara" },
    ];
    expect(await pathsOf({ members: ["bob", "mara"], agents: both })).toEqual([
      "agents.0.agent",
      "agents.1.agent",
    ]);
    const unknown = await put("north", {
      name: "North",
      calendar: { zone: "UTC" },
      members: ["zoe@example.com"],
    });
    expect(unknown.text).toContain('there is no user \\"zoe@example.com\\"');
  });

  it("may have no opening hours, which their page says plainly", async () => {
    const week = [null, null, null, null, null, null, null];
    await put("never", { name: "Never", calendar: { zone: "UTC", week } });
    expect((await mara.get("/teams/never")).text).toContain("no opening hours");
    expect((await mara.get("/teams")).text).toContain("Its cases have no due time and are never late.");
  });

  it("show when a case that is opened now would be due", async () => {
    await put("north", { name: "North", calendar: { zone: "UTC", holidays: ["2037-09-02"] } });
    const page = textOf((await mara.get("/teams/north")).text); // Tuesday, ten o'clock
    expect(page).toContain("The team is open.");
    expect(page).toContain("2 business hours 1 Sep 2037, 12:00 1 business day 3 Sep 2037, 10:00");
    world.clock.set("2037-09-04T20:00:00Z");
    expect(textOf((await mara.get("/teams/north")).text)).toContain("Closed: opens 7 Sep 2037, 09:00.");
  });

  it("say what somebody keeps who is taken out of them", async () => {
    await configure(world);
    await put("north", { name: "North", calendar: { zone: "UTC" }, members: ["bob", "mara"] });
    const one = await aCase(world, { team: "north" });
    await takeCase(world.context, one.id, "bob", world.clock.now());
    const { "member:bob": _bob, ...typed } = await form("/teams/north", "/teams/north");
    await mara.post("/teams/north", typed);
    const { text } = await mara.get("/teams/north");
    expect(textOf(text)).toContain("Saved. Bob keeps 1 open case.");
    expect(text).toContain(`href="/cases/${one.id}"`);
    expect((await cases.get(one.id)).owner).toBe("bob");
  });

  it("are shown to nobody who only works cases", async () => {
    const bob = await world.signIn(world.bob);
    expect((await bob.get("/teams")).status).toBe(403);
  });

  describe("when somebody is kept out", () => {
    beforeEach(async () => {
      await configure(world);
      const one = await aCase(world);
      await takeCase(world.context, one.id, "bob", world.clock.now());
    });
    const theirs = async () => (await cases.listOpenOf("bob")).length;

    it("their cases go back to the queue, and the page says so before and after", async () => {
      const alice = await world.signIn(world.alice);
      expect(textOf((await alice.get("/users")).text)).toContain(
        "has 1 open case; kept out, they go back to the queue",
      );
      const [{ id } = { id: "" }] = await cases.listOpenOf("bob");
      await alice.post("/users/bob/access", { access: "out" }, "/users");
      expect(textOf((await alice.get("/users")).text)).toContain("Back in the queue: 1 open case.");
      expect(await theirs()).toBe(0);
      const released = await cases.get(id);
      expect(released).toMatchObject({ state: "open" });
      expect(released.changes.at(-1)).toMatchObject({ kind: "released", by: "alice" });
    });

    it("a process that was killed in between is made up for, and nothing happens twice", async () => {
      const now = world.clock.now();
      await users.moveAccess(world.bob, false, now);
      expect(await releaseLeftCases(world.context, now)).toBe(1);
      expect(await releaseLeftCases(world.context, now)).toBe(0);
      expect(await releaseCasesOf(world.context, "bob", { now })).toBe(0);
      expect(await theirs()).toBe(0);
    });

    it("whoever stays keeps theirs", async () => {
      expect(await releaseLeftCases(world.context, world.clock.now())).toBe(0);
      expect(await theirs()).toBe(1);
    });
  });
});
