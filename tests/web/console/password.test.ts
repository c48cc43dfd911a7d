import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import * as users from "../../../src/store/users.js";
import { DAY, HOUR, SECOND } from "../../testClock.js";
import { createWorld, PASSWORD, type World } from "../../world.js";
import { choosePassword, mailedLink, visitor } from "./visitor.js";

const NEW_PASSWORD = "another long enough one";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
beforeEach(async () => {
  await world.reset();
  world.clock.set(new Date()); // the database removes links that are over by the real time
});
afterAll(() => world.close());

async function askForLink(email: string): Promise<string | null> {
  await visitor(world).post("/password-reset", { email });
  return mailedLink(world, email);
}

async function inviteDora(): Promise<string> {
  const alice = await world.signIn(world.alice);
  await alice.post("/users", { name: "Dora", email: "dora@example.com", role: "agent" });
  return (await mailedLink(world, "dora@example.com"))!;
}

describe("a one-time link", () => {
  it("lets an invited person choose a password, signs them in and sends them to the overview", async () => {
    const { browser, answer } = await choosePassword(world, await inviteDora(), NEW_PASSWORD);
    expect([answer.status, answer.headers["location"]]).toEqual([303, "/"]);
    expect((await browser.get("/account")).text).toContain("dora@example.com");
    const again = await visitor(world).post("/sign-in", {
      email: "dora@example.com",
      password: NEW_PASSWORD,
    });
    expect(again.status).toBe(303);
  });

  it("is not used up by looking at it, however often a mail scanner does", async () => {
    const link = await inviteDora();
    for (let round = 0; round < 3; round += 1) expect((await world.http.get(link)).status).toBe(200);
    await world.http.head(link);
    expect((await choosePassword(world, link, NEW_PASSWORD)).answer.status).toBe(303);
  });

  it("is not used up by a password that is too short", async () => {
    const link = await inviteDora();
    const { answer } = await choosePassword(world, link, "too short");
    expect([answer.status, answer.text.includes("must have 10 characters or more")]).toEqual([400, true]);
    expect((await choosePassword(world, link, NEW_PASSWORD)).answer.status).toBe(303);
  });

  it("works once", async () => {
    const link = await inviteDora();
    await choosePassword(world, link, NEW_PASSWORD);
    const { answer } = await choosePassword(world, link, "a third long enough one");
    const shown = await world.http.get(link);
    expect([shown.status, shown.text.includes("does not work any more")]).toEqual([410, true]);
    expect(answer.status).toBe(403); // there is no form left that would carry a token
    const dora = visitor(world);
    expect((await dora.post("/sign-in", { email: "dora@example.com", password: NEW_PASSWORD })).status).toBe(
      303,
    );
  });

  it("sets one password when it is used twice at once", async () => {
    const link = await inviteDora();
    const passwords = ["the first password", "the second password"];
    const answers = await Promise.all(passwords.map((one) => choosePassword(world, link, one)));
    const statuses = answers.map(({ answer }) => answer.status);
    expect([...statuses].sort()).toEqual([303, 410]);
    const winner = passwords[statuses.indexOf(303)]!;
    const dora = visitor(world);
    expect((await dora.post("/sign-in", { email: "dora@example.com", password: winner })).status).toBe(303);
  });

  it("of an invitation works for seven days and no longer", async () => {
    const link = await inviteDora();
    world.clock.advance(7 * DAY - SECOND);
    expect((await world.http.get(link)).status).toBe(200);
    world.clock.advance(SECOND);
    const late = await world.http.get(link);
    expect([late.status, late.text.includes("Get a new link")]).toEqual([410, true]);
  });

  it("that never was one gets a page, not a fault", async () => {
    const forged = await world.http.get(`/password/${"x".repeat(43)}`);
    const nonsense = await world.http.get("/password/%00%7B%22$gt%22:1%7D");
    expect([forged.status, nonsense.status]).toEqual([410, 404]);
    expect(nonsense.text).toContain("Get a new link");
  });

  it("of somebody who is kept out does not work, nor after they were let back in", async () => {
    const link = await inviteDora();
    const alice = await world.signIn(world.alice);
    const { id } = (await users.findByEmail("dora@example.com"))!;
    await alice.post(`/users/${id}/access`, { access: "out" }, "/account");
    expect((await world.http.get(link)).status).toBe(410);
    await alice.post(`/users/${id}/access`, { access: "in" }, "/account");
    expect((await world.http.get(link)).status).toBe(410);
  });
});

describe("a password reset", () => {
  it("gives a new password, ends all sessions and all other links of that person", async () => {
    const bob = await world.signIn(world.bob);
    const first = (await askForLink("bob@example.com"))!;
    world.clock.advance(SECOND);
    const second = (await askForLink("bob@example.com"))!;
    expect(second).not.toBe(first);
    const { browser, answer } = await choosePassword(world, second, NEW_PASSWORD);
    expect(answer.status).toBe(303);
    expect((await browser.get("/account")).status).toBe(200);
    expect((await bob.get("/account")).status).toBe(303);
    expect((await world.http.get(first)).status).toBe(410);
    const old = await visitor(world).post("/sign-in", { email: "bob@example.com", password: PASSWORD });
    expect(old.status).toBe(401);
  });

  it("leaves the old password alone until the link is used", async () => {
    await askForLink("bob@example.com");
    await world.signIn(world.bob);
  });

  it("works for one hour", async () => {
    const link = (await askForLink("bob@example.com"))!;
    world.clock.advance(HOUR - SECOND);
    expect((await world.http.get(link)).status).toBe(200);
    world.clock.advance(SECOND);
    expect((await world.http.get(link)).status).toBe(410);
  });

  it("answers strangers, users and those who are kept out in the same words, and writes to users only", async () => {
    await users.moveAccess(world.mara, false, world.clock.now());
    const charlie = visitor(world);
    const texts = [];
    for (const email of ["bob@example.com", "charlie@example.com", "mara@example.com"]) {
      const { status, text } = await charlie.post("/password-reset", { email });
      texts.push([status, text]);
    }
    expect(texts[0]![1]).toContain("If this address belongs to somebody here, a mail is on its way.");
    expect([texts[1], texts[2]]).toEqual([texts[0], texts[0]]);
    expect(await mailedLink(world, "bob@example.com")).not.toBeNull();
    expect(await mailedLink(world, "charlie@example.com")).toBeNull();
    expect(await mailedLink(world, "mara@example.com")).toBeNull();
  });

  it("says where the mail lies while the installation sends none", async () => {
    expect((await world.http.get("/password-reset")).text).toContain("ask an admin to read the outbox");
  });

  it("cannot fill a mailbox: three mails lie open at most, and the sixth try has to wait", async () => {
    const charlie = visitor(world);
    const statuses = [];
    for (let round = 0; round < 6; round += 1) {
      statuses.push((await charlie.post("/password-reset", { email: "bob@example.com" })).status);
      await world.settle();
    }
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
    const { body } = await world.api("get", "/v1/outbox?to=bob@example.com");
    expect(body.messages).toHaveLength(3);
    // The same answer to an address that nobody has.
    for (let round = 0; round < 5; round += 1)
      await charlie.post("/password-reset", { email: "nobody@example.com" });
    const nobody = await charlie.post("/password-reset", { email: "nobody@example.com" });
    expect([nobody.status, nobody.headers["retry-after"] === undefined]).toEqual([429, false]);
  });

  it("wants an address", async () => {
    const answer = await visitor(world).post("/password-reset", { email: "bob at home" });
    expect([answer.status, answer.text.includes("must be an email address")]).toEqual([400, true]);
    expect(answer.text).toContain('value="bob at home"');
  });

  it("mails a link with the words that a person needs, and nothing for robots to answer", async () => {
    await askForLink("bob@example.com");
    const { body } = await world.api("get", "/v1/outbox?to=bob@example.com");
    const [mail] = body.messages;
    expect(mail).toMatchObject({ subject: "A new password for Afterword at Northwind", invitation: null });
    expect(mail.headers["Auto-Submitted"]).toBe("auto-generated");
    expect(mail.text).toContain("If it was not you, you need not do anything");
    expect(mail.html).toContain(mail.text.match(/http\S+/)[0]);
  });
});
