import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import * as caseNotes from "../../../src/store/caseNotes.js";
import * as cases from "../../../src/store/cases.js";
import { aCase, press } from "../../buildCase.js";
import { configure } from "../../build.js";
import { createWorld, type World } from "../../world.js";

describe("a button of a case's page that is pressed twice", () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  beforeEach(async () => {
    await world.reset();
    await configure(world);
  });
  afterAll(() => world.close());

  it("keeps one note and one call, and the next one too", async () => {
    const one = await aCase(world);
    const bob = await world.signIn(world.bob);
    const { text: page } = await bob.get(`/cases/${one.id}`);
    const idOf = (form: string) => new RegExp(`/${form}" [^]*?name="id" value="([^"]+)"`).exec(page)![1]!;
    const note = { id: idOf("notes"), text: "She moved house" };
    const call = { id: idOf("contacts"), result: "no_answer", text: "" };
    for (const [verb, fields] of [["notes", note] as const, ["contacts", call] as const]) {
      const twice = await Promise.all([press(bob, one, verb, fields), press(bob, one, verb, fields)]);
      twice.push(await press(bob, one, verb, fields));
      expect(twice.map(({ status }) => status)).toEqual([303, 303, 303]);
    }
    expect((await caseNotes.list(one.id)).map(({ text }) => text)).toEqual(["She moved house"]);
    expect((await cases.get(one.id)).changes.map(({ kind }) => kind)).toEqual(["opened", "contacted"]);
    // by the browser's back button the form comes again as it was
    const late = await press(bob, one, "notes", { ...note, text: "To Berlin" });
    expect([late.status, late.text.includes("To Berlin</textarea>")]).toEqual([409, true]);
    expect((await press(bob, one, "contacts", { ...call, result: "reached" })).status).toBe(409);
    expect((await press(bob, one, "notes", { id: idOf("replies"), text: "To Berlin" })).status).toBe(303);
    expect(await caseNotes.list(one.id)).toHaveLength(2);
  });
});
