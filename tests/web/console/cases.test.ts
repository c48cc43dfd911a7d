import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { model } from "mongoose";
import * as cases from "../../../src/store/cases.js";
import * as customers from "../../../src/store/customers.js";
import { aCase, aCause, ANA, press } from "../../buildCase.js";
import { answer, ask, configure } from "../../build.js";
import { createWorld, type World } from "../../world.js";
import { linkOf, textOf } from "./pages.js";

describe("a case in the console", () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  beforeEach(async () => {
    await world.reset();
    await configure(world);
    await aCause(world);
  });
  afterAll(() => world.close());

  it("stands in the queue with who waits, what they said and by when, and is counted in the menu", async () => {
    await aCase(world, { comment: "Nobody called back" });
    const { text } = await (await world.signIn(world.bob)).get("/cases?queue=unassigned");
    const page = textOf(text);
    expect(page).toContain("Cases1 open");
    expect(page).toContain(
      "Ana Lopez Nobody called back detractor · Support call · opened 1 Sep 2037, 10:00",
    );
    // Tuesday ten o'clock, nine to five: seven hours today, one tomorrow
    expect(page).toContain("first contact due in 1 day nobody has it");
  });

  it("shows how to reach the customer, what had happened and the whole story", async () => {
    const one = await aCase(world, {
      comment: "Nobody called back",
      agent: { id: "sam", name: "Sam Ortiz" },
      properties: { order: "A-17" },
    });
    const { text } = await (await world.signIn(world.bob)).get(`/cases/${one.id}`);
    const page = textOf(text);
    expect(page).toContain(
      "Nobody called back detractor · Support call · answered by email, 1 Sep 2037, 10:00",
    );
    expect(page).toContain("call.ended 1 Sep 2037, 10:00 agent: Sam Ortiz order: A-17");
    expect(page).toContain("Gave a 3 for Support call");
    expect(linkOf(text, "tel:")).toBe("tel:+14155550123");
    expect(linkOf(text, "mailto:")).toBe("mailto:ana%2Bhome@example.com");
  });

  it("has on a phone first what is needed first: said, call, write, note, resolve, facts, story", async () => {
    const one = await aCase(world, { comment: "Nobody called back" });
    const { text } = await (await world.signIn(world.bob)).get(`/cases/${one.id}`);
    const places = [
      "Nobody has this case",
      "Take it",
      "What the customer said",
      'href="tel:',
      'id="touch"',
      'id="log"',
      'id="close"',
      'id="facts"',
      'id="story"',
    ].map((mark) => text.indexOf(mark));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it("tells what happened in one instant in its order, the newest first", async () => {
    const one = await aCase(world);
    const bob = await world.signIn(world.bob);
    await press(bob, one, "owner");
    await press(bob, one, "pause");
    const page = textOf((await bob.get(`/cases/${one.id}`)).text);
    const [waits, took, opened] = ["Bob waits for", "Bob took the case", "Case opened"].map((words) =>
      page.indexOf(words),
    );
    expect([waits! < took!, took! < opened!]).toEqual([true, true]);
  });

  it("goes on after its customer was erased: it says so, names nobody and brings nobody back", async () => {
    const one = await aCase(world, { customer: { ...ANA, id: ANA.email } });
    await model("Customer").deleteOne({ _id: ANA.email });
    const bob = await world.signIn(world.bob);
    const queue = textOf((await bob.get("/cases?queue=unassigned")).text);
    expect([queue.includes("Erased customer"), queue.includes(ANA.email)]).toEqual([true, false]);
    await press(bob, one, "owner");
    const { text } = await bob.get(`/cases/${one.id}`);
    expect(textOf(text)).toContain("This customer was erased.");
    expect([text.includes(ANA.email), text.includes("Log a call")]).toEqual([false, false]);
    const stale = { id: "01JZZZZZZZZZZZZZZZZZZZZZZZ", channel: "email", subject: "Sorry", text: "Hello" };
    expect((await press(bob, one, "replies", stale)).status).toBe(400);
    await press(bob, one, "notes", { text: "Put right all the same" });
    await press(bob, one, "resolution", { cause: "no-callback", outcome: "resolved", text: "" });
    await world.settle();
    expect((await cases.get(one.id)).state).toBe("resolved");
    expect(await customers.find(ANA.email)).toBeNull();
  });

  it("is taken by one of two who press at once; the other reads who has it", async () => {
    const one = await aCase(world);
    const [alice, bob] = [await world.signIn(world.alice), await world.signIn(world.bob)];
    await Promise.all([press(alice, one, "owner"), press(bob, one, "owner")]);
    const { owner } = await cases.get(one.id);
    const [first, second] = owner === world.alice.id ? ["Alice", bob] : ["Bob", alice];
    const page = textOf((await second.get(`/cases/${one.id}`)).text);
    expect(page).toContain(`${first} has taken this one already.`);
    expect(page).toContain(`${first} has this case`);
  });

  it("is given back, and given to somebody who has not left", async () => {
    const one = await aCase(world);
    const [alice, bob] = [await world.signIn(world.alice), await world.signIn(world.bob)];
    await press(bob, one, "owner");
    await press(bob, one, "assignment", { from: world.bob.id, to: "" });
    expect((await cases.get(one.id)).state).toBe("open");
    await press(alice, one, "assignment", { from: "", to: world.mara.id });
    expect(await cases.get(one.id)).toMatchObject({ state: "assigned", owner: world.mara.id });
    await alice.post(`/users/${world.bob.id}/access`, { access: "out" }, "/users");
    const late = await press(alice, one, "assignment", { from: world.mara.id, to: world.bob.id });
    expect(late.status).toBe(400);
    expect(textOf(late.text)).toContain("Bob has left and cannot take it");
  });

  it("is not given away by somebody who looked at it before it was given to another", async () => {
    const one = await aCase(world);
    const [alice, bob] = [await world.signIn(world.alice), await world.signIn(world.bob)];
    await press(bob, one, "owner");
    const late = await press(alice, one, "assignment", { from: "", to: world.mara.id });
    expect(late.status).toBe(409);
    expect(textOf(late.text)).toContain("Somebody else was given this one meanwhile.");
    expect((await cases.get(one.id)).owner).toBe(world.bob.id);
  });

  it("counts a call that reached the customer as first contact, one without an answer not", async () => {
    const one = await aCase(world);
    const bob = await world.signIn(world.bob);
    world.clock.advance(60 * 60_000);
    await press(bob, one, "contacts", { result: "no_answer" });
    expect((await cases.get(one.id)).contactedAt).toBeUndefined();
    world.clock.advance(60 * 60_000);
    await press(bob, one, "contacts", { result: "reached", text: "She was at work" });
    expect(await cases.get(one.id)).toMatchObject({ contactMinutes: 120, isContactInTime: true });
    const page = textOf((await bob.get(`/cases/${one.id}`)).text);
    expect(page).toContain("Bob called: reached the customer1 Sep 2037, 12:00 She was at work");
    expect(page).toContain("Bob called: no answer");
  });

  it("keeps every note of two people who write at once", async () => {
    const one = await aCase(world);
    const [alice, bob] = [await world.signIn(world.alice), await world.signIn(world.bob)];
    await Promise.all([
      press(alice, one, "notes", { text: "The crew was late <b>twice</b>" }),
      press(bob, one, "notes", { text: "She moved house" }),
    ]);
    const { text } = await bob.get(`/cases/${one.id}`);
    expect(text).toContain("The crew was late &lt;b&gt;twice&lt;/b&gt;");
    expect(text).toContain("She moved house");
  });

  it("wants a cause and an outcome, and keeps what was typed", async () => {
    const one = await aCase(world);
    const bob = await world.signIn(world.bob);
    await press(bob, one, "owner");
    const refused = await press(bob, one, "resolution", {
      cause: "",
      outcome: "resolved",
      text: "Sent a new part",
    });
    expect(refused.status).toBe(400);
    expect(refused.text).toContain("choose a cause");
    expect(refused.text).toContain("Sent a new part");
    expect(refused.text).toMatch(/<option value="resolved" selected>/);
    const done = await press(bob, one, "resolution", { cause: "no-callback", outcome: "resolved", text: "" });
    expect(done.status).toBe(303);
    const page = textOf((await bob.get(`/cases/${one.id}`)).text);
    expect(page).toContain("Outcome Put right Cause Nobody called back By Bob");
    expect(textOf((await bob.get("/cases?queue=resolved")).text)).toContain("Ana Lopez");
  });

  it("is resolved by whoever has it, and once: closing it again is refused in words", async () => {
    const one = await aCase(world);
    const [alice, bob] = [await world.signIn(world.alice), await world.signIn(world.bob)];
    await press(bob, one, "owner");
    const closing = { cause: "no-callback", outcome: "resolved", text: "" };
    expect(textOf((await press(alice, one, "resolution", closing)).text)).toContain("Take this case first.");
    await press(bob, one, "resolution", closing);
    const again = await press(alice, one, "resolution", { ...closing, outcome: "cannot_fix" });
    expect(again.status).toBe(409);
    expect(textOf(again.text)).toContain("This case is resolved.");
  });

  it("is opened again for whoever had it, unless the customer has another by then", async () => {
    const one = await aCase(world);
    const bob = await world.signIn(world.bob);
    const closing = { cause: "no-callback", outcome: "resolved", text: "" };
    await press(bob, one, "owner");
    await press(bob, one, "resolution", closing);
    await press(bob, one, "reopening");
    expect(await cases.get(one.id)).toMatchObject({ state: "assigned", owner: world.bob.id });
    await press(bob, one, "resolution", closing);
    world.clock.advance(40 * 24 * 60 * 60_000);
    await aCase(world);
    await press(bob, one, "reopening");
    expect(textOf((await bob.get(`/cases/${one.id}`)).text)).toContain(
      "The customer has another open case by now.",
    );
  });

  it("stands still while we wait for the customer, and goes on with the time that was left", async () => {
    const one = await aCase(world);
    const bob = await world.signIn(world.bob);
    world.clock.advance(60 * 60_000); // 11:00, seven hours are left
    await press(bob, one, "pause");
    expect(textOf((await bob.get("/cases?queue=waiting")).text)).toContain("waiting for the customer");
    world.clock.set("2037-09-03T09:00:00.000Z");
    await press(bob, one, "resumption");
    expect((await cases.get(one.id)).dueAt).toEqual(new Date("2037-09-03T16:00:00.000Z"));
  });

  it("keeps the score that was told first in view when the customer raises it", async () => {
    const link = await ask(world, {});
    await answer(world, link, { score: "3" });
    await answer(world, link, { score: "10" });
    await world.settle();
    const bob = await world.signIn(world.bob);
    const page = textOf((await bob.get("/cases?queue=unassigned")).text);
    expect(page).toContain("3 Ana Lopez");
    const one = linkOf((await bob.get("/cases?queue=unassigned")).text, "/cases/0");
    expect(textOf((await bob.get(one.replace("/owner", ""))).text)).toContain(
      "10 No comment promoter · was a 3 at first",
    );
  });

  it("is not found by an id that nobody has, and refuses a press that does not come from our page", async () => {
    const one = await aCase(world);
    const bob = await world.signIn(world.bob);
    expect((await bob.get("/cases/nothing")).status).toBe(404);
    const forged = await bob.post(`/cases/${one.id}/owner`, { _csrf: "forged" }, `/cases/${one.id}`);
    expect(forged.status).toBe(403);
    expect((await cases.get(one.id)).owner).toBeUndefined();
  });
});
