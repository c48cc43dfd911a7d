import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { createWorld, PASSWORD, type World } from "../../world.js";
import { mailedLink, visitor } from "./visitor.js";

const NEW_PASSWORD = "another long enough one";

describe("one's account", () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  beforeEach(async () => {
    await world.reset();
    world.clock.set(new Date()); // the database removes links that are over by the real time
  });
  afterAll(() => world.close());

  const change = { current: PASSWORD, password: NEW_PASSWORD };

  it("shows name, address and role", async () => {
    const { text } = await (await world.signIn(world.bob)).get("/account");
    for (const word of ["Bob", "bob@example.com", "Agent", "Sign out everywhere"])
      expect(text).toContain(word);
  });

  it("takes a new password, stays signed in here and signs out everywhere else", async () => {
    const here = await world.signIn(world.bob);
    const elsewhere = await world.signIn(world.bob);
    const answer = await here.post("/account/password", change, "/account");
    expect([answer.status, answer.headers["location"]]).toEqual([303, "/account"]);
    expect((await here.get("/account")).text).toContain("Your password is changed.");
    expect((await elsewhere.get("/account")).headers["location"]).toBe("/sign-in");
    const enter = (password: string) =>
      visitor(world).post("/sign-in", { email: "bob@example.com", password });
    expect([(await enter(PASSWORD)).status, (await enter(NEW_PASSWORD)).status]).toEqual([401, 303]);
  });

  it("ends a reset link that lies in the mail", async () => {
    await visitor(world).post("/password-reset", { email: "bob@example.com" });
    const link = (await mailedLink(world, "bob@example.com"))!;
    await (await world.signIn(world.bob)).post("/account/password", change, "/account");
    expect((await world.http.get(link)).status).toBe(410);
  });

  it("asks for the current password, and shows neither again", async () => {
    const bob = await world.signIn(world.bob);
    const answer = await bob.post(
      "/account/password",
      { ...change, current: "not his password" },
      "/account",
    );
    expect(answer.status).toBe(400);
    expect(answer.text).toContain('id="current-error">is not your current password');
    expect(answer.text).not.toContain("not his password");
    expect(answer.text).not.toContain(NEW_PASSWORD);
    const short = await bob.post("/account/password", { ...change, password: "short" }, "/account");
    expect(short.text).toContain('id="password-error">must have 10 characters or more');
    await world.signIn(world.bob);
  });

  it("lets nobody try out passwords at a desk where somebody is signed in", async () => {
    const bob = await world.signIn(world.bob);
    for (let round = 0; round < 8; round += 1)
      await bob.post("/account/password", { ...change, current: `guess ${round}` }, "/account");
    const answer = await bob.post("/account/password", change, "/account");
    expect([answer.status, answer.headers["retry-after"] === undefined]).toEqual([429, false]);
  });

  it("takes one of two new passwords at once", async () => {
    const tabs = [await world.signIn(world.bob), await world.signIn(world.bob)];
    const answers = await Promise.all(tabs.map((tab) => tab.post("/account/password", change, "/account")));
    expect(answers.filter(({ headers }) => headers["location"] === "/account")).toHaveLength(1);
    expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
  });

  it("signs out everywhere at once", async () => {
    const browsers = [await world.signIn(world.bob), await world.signIn(world.bob)];
    const answer = await browsers[0]!.post("/sign-out-everywhere", {}, "/account");
    expect(answer.headers["location"]).toBe("/sign-in");
    expect((await browsers[0]!.get("/sign-in")).text).toContain("You are signed out everywhere.");
    for (const browser of browsers) expect((await browser.get("/account")).status).toBe(303);
    expect((await (await world.signIn(world.mara)).get("/account")).status).toBe(200);
  });
});
