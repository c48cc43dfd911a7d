import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { readCauses } from "../../../src/domain/cases/readCauses.js";
import { startCauses } from "../../../src/domain/cases/startCauses.js";
import * as causes from "../../../src/store/causes.js";
import { createWorld, type Browser, type World } from "../../world.js";
import { errorBeside, formFields } from "./formFields.js";

describe("causes", () => {
  let world: World;
  let alice: Browser;
  beforeAll(async () => {
    world = await createWorld();
  });
  beforeEach(async () => {
    await world.reset();
    alice = await world.signIn(world.alice);
  });
  afterAll(() => world.close());

  const put = (key: string, body: object = {}) =>
    world.api("put", `/v1/causes/${key}`, { name: key, ...body });
  const paths = async () => (await readCauses()).map(({ path }) => path);
  const faultOf = async (key: string, parent: string) =>
    (await put(key, { parent })).body.error?.fields[0]?.message;
  const chain = async (...keys: string[]) => {
    for (const [place, key] of keys.entries()) await put(key, { parent: keys[place - 1] ?? null });
  };

  it("are offered to begin with, not forced, and once however often that is pressed", async () => {
    expect(await readCauses()).toEqual([]);
    expect((await alice.get("/causes")).text).toContain("Start with these");
    await alice.post("/cause-starters", {}, "/causes");
    const count = (await readCauses()).length;
    expect(await paths()).toContain("Waiting time › Appointment not kept");
    expect((await alice.get("/causes")).text).not.toContain("Start with these");
    expect(await startCauses(world.clock.now())).toBe(0);
    expect(await readCauses()).toHaveLength(count);
  });

  it("are added below others, with a key made of both names", async () => {
    await alice.post("/causes", { name: "Installation" }, "/causes");
    await alice.post("/causes", { name: "Left unfinished", parent: "installation" }, "/causes");
    expect(await paths()).toEqual(["Installation", "Installation › Left unfinished"]);
    const { body } = await world.api("get", "/v1/causes/installation-left-unfinished");
    expect(body).toMatchObject({
      name: "Left unfinished",
      parent: "installation",
      level: 2,
      isOffered: true,
    });
  });

  it("keep what was typed and say what is wrong", async () => {
    await put("late", { name: "Late" });
    const taken = await alice.post("/causes", { name: "<i>Late</i>", key: "late" }, "/causes");
    expect([taken.status, errorBeside(taken.text, "key")]).toEqual([400, '"late" is taken by another cause']);
    expect(formFields(taken.text, "/causes")).toMatchObject({ name: "<i>Late</i>", key: "late" });
    expect(taken.text).not.toContain("<i>Late</i>");
    const unnamed = await alice.post("/causes", { name: "" }, "/causes");
    expect(errorBeside(unnamed.text, "name")).toBe("is required");
    const foreign = await alice.post("/causes", { name: "Ожидание" }, "/causes");
    expect(errorBeside(foreign.text, "key")).toBe("is required");
  });

  it("are renamed and move with everything below them", async () => {
    await chain("a", "b", "c");
    await put("z");
    const { text } = await alice.get("/causes/b");
    expect(text).toContain('<a href="/settings" aria-current="page">');
    const form = formFields(text, "/causes/b");
    await alice.post("/causes/b", { ...form, name: "New", parent: "z" }, "/causes/b");
    expect(await paths()).toEqual(["a", "z", "z › New", "z › New › c"]);
  });

  it("make no circle and no tree of more than four levels", async () => {
    await chain("a", "b", "c", "d");
    expect(await faultOf("e", "d")).toBe("a tree has 4 levels at most");
    expect(await faultOf("a", "c")).toBe("a cause cannot stand below itself");
    expect(await faultOf("a", "a")).toBe("a cause cannot stand below itself");
    expect(await faultOf("e", "nowhere")).toBe('there is no cause "nowhere"');
    await chain("x", "y");
    expect(await faultOf("x", "c")).toBe("a tree has 4 levels at most");
    expect(await faultOf("x", "b")).toBeUndefined();
  });

  it("are all still there when two moves in one instant have made a circle", async () => {
    const at = { active: true, order: 0, name: "x" };
    await causes.set({ key: "a", parent: "b", ...at }, world.clock.now());
    await causes.set({ key: "b", parent: "a", ...at }, world.clock.now());
    expect((await readCauses()).map(({ key, level }) => [key, level])).toEqual([
      ["a", 1],
      ["b", 2],
    ]);
    expect((await put("a", { parent: null })).status).toBe(200);
  });

  it("are retired with what is below them, but not forgotten", async () => {
    await chain("a", "b");
    const form = formFields((await alice.get("/causes/a")).text, "/causes/a");
    const { active: _active, ...typed } = form;
    await alice.post("/causes/a", typed, "/causes/a");
    expect((await readCauses()).map(({ key, active, isOffered }) => [key, active, isOffered])).toEqual([
      ["a", false, false],
      ["b", true, false],
    ]);
    expect((await alice.get("/causes/b")).text).toContain("something above it is retired");
  });

  it("are put in another order among their neighbours", async () => {
    await chain("a", "a1");
    for (const key of ["b", "c"]) await put(key);
    await alice.post("/causes/c/order", { to: "up" }, "/causes");
    expect(await paths()).toEqual(["a", "a › a1", "c", "b"]);
    await alice.post("/causes/a/order", { to: "up" }, "/causes");
    await alice.post("/causes/a1/order", { to: "down" }, "/causes");
    expect(await paths()).toEqual(["a", "a › a1", "c", "b"]);
  });

  it("are shown to nobody who only works cases", async () => {
    const bob = await world.signIn(world.bob);
    expect((await bob.get("/causes")).status).toBe(403);
  });
});
