import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { ChannelError, type Channel } from "../../../src/channels/channel.js";
import * as users from "../../../src/store/users.js";
import { createWorld, type Browser, type World } from "../../world.js";
import { mailedLink } from "./visitor.js";

let world: World;
let alice: Browser;
let email: Channel;
beforeAll(async () => {
  world = await createWorld();
  email = world.context.channels.email;
});
beforeEach(async () => {
  await world.reset();
  world.clock.set(new Date()); // the database removes links that are over by the real time
  world.context.channels.email = email;
  alice = await world.signIn(world.alice);
});
afterAll(() => world.close());

const DORA = { name: "Dora Vance", email: "dora@example.com", role: "manager" };

const brokenMail: Channel = {
  name: "email",
  send: () => Promise.reject(new ChannelError("No", { isPermanent: false, code: "ECONNECTION" })),
  findSent: () => Promise.resolve(null),
  close: () => Promise.resolve(),
};

/** The row of the list in which a person stands, without markup. */
async function rowOf(address: string): Promise<string> {
  const { text } = await alice.get("/users");
  const row = text.split("<tr>").find((one) => one.includes(address)) ?? "";
  return row.replace(/<option(?![^>]*selected)[^>]*>.*?<\/option>/g, "").replace(/<[^>]+>/g, " ");
}

describe("the list of users", () => {
  it("shows who is active, invited or kept out, and in which role", async () => {
    await alice.post("/users", DORA);
    await alice.post("/users/bob/access", { access: "out" }, "/users");
    expect(await rowOf("alice@example.com")).toMatch(/Active.*Admin/s);
    expect(await rowOf("dora@example.com")).toMatch(
      /Invited.*link works until.*Manager.*Send the invitation again/s,
    );
    expect(await rowOf("bob@example.com")).toMatch(/Kept out.*Agent.*Let back in/s);
  });

  it("offers nobody to keep themselves out", async () => {
    expect(await rowOf("alice@example.com")).not.toContain("Keep out");
    const answer = await alice.post("/users/alice/access", { access: "out" }, "/users");
    expect([answer.status, answer.text.includes("You cannot keep yourself out")]).toEqual([409, true]);
  });

  it("turns the page after 50, by name, and leaves nobody out", async () => {
    for (let number = 0; number < 60; number += 1) {
      const name = `Person ${String(number % 20).padStart(2, "0")}`; // three of each name
      await users.insert({ ...world.bob, id: `p${number}`, email: `p${number}@example.com`, name });
    }
    const first = (await alice.get("/users")).text;
    const next = first.match(/href="(\/users\?cursor[^"]+)"/)![1]!.replace("&#x3D;", "=");
    const second = (await alice.get(next)).text;
    const addresses = [first, second].flatMap((text) =>
      [...text.matchAll(/[\w]+@example\.com(?=<)/g)].map(([one]) => one),
    );
    expect([addresses.length, new Set(addresses).size]).toEqual([63, 63]);
    expect(second).toContain("From the beginning");
  });

  it("says no to a cursor that is none", async () => {
    expect((await alice.get("/users?cursor=nonsense")).status).toBe(400);
  });
});

describe("inviting somebody", () => {
  it("makes a user without a password and mails them a link", async () => {
    const answer = await alice.post("/users", { ...DORA, email: " Dora@Example.com " });
    expect([answer.status, answer.headers["location"]]).toEqual([303, "/users"]);
    expect((await alice.get("/users")).text).toContain("Dora Vance is invited. The mail lies in the outbox.");
    const dora = await users.findByEmail("dora@example.com");
    expect(dora).toMatchObject({ name: "Dora Vance", role: "manager", isActive: true });
    expect(dora!.passwordHash).toBeUndefined();
    const { body } = await world.api("get", "/v1/outbox?to=dora@example.com");
    expect(body.messages[0]).toMatchObject({
      subject: "Alice invites you to Afterword at Northwind",
      invitation: null,
      headers: { "Message-ID": expect.stringMatching(/^<\w{26}@example\.com>$/) },
    });
  });

  it("says so beside the address when it belongs to a user already, and keeps what was typed", async () => {
    const answer = await alice.post("/users", { ...DORA, email: "bob@example.com" });
    expect(answer.status).toBe(409);
    expect(answer.text).toMatch(/id="email-error">belongs to a user already/);
    expect(answer.text).toContain('value="Dora Vance"');
    expect(answer.text).toMatch(/value="manager" checked/);
    expect(await users.get("bob")).toMatchObject({ name: "Bob", role: "agent" });
  });

  it("takes one of two invitations of the same address at once", async () => {
    const answers = await Promise.all([alice.post("/users", DORA), alice.post("/users", DORA)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409]);
  });

  it("wants a name, an address and a role that there is", async () => {
    const answer = await alice.post("/users", { name: " ", email: "dora", role: "owner" });
    expect(answer.status).toBe(400);
    for (const fault of ["must not be empty", "must be an email address", "must be chosen"])
      expect(answer.text).toContain(fault);
    expect(await users.count()).toBe(3);
  });

  it("shows names as text, on the page and in the mail", async () => {
    await alice.post("/users", { ...DORA, name: "<img src=x onerror=alert(1)>" });
    expect((await alice.get("/users")).text).not.toContain("<img");
    const { body } = await world.api("get", "/v1/outbox?to=dora@example.com");
    expect(body.messages[0].html).not.toContain("<img");
    expect(body.messages[0].text).toContain("<img src=x");
  });

  it("tells the admin when the mail cannot be sent, and can be done again", async () => {
    world.context.channels.email = brokenMail;
    await alice.post("/users", DORA);
    expect((await alice.get("/users")).text).toContain("the mail could not be sent");
    expect(await rowOf("dora@example.com")).toContain("has no link that works");
    world.context.channels.email = email;
    const { id } = (await users.findByEmail("dora@example.com"))!;
    await alice.post(`/users/${id}/invitation`, {}, "/users");
    expect(await rowOf("dora@example.com")).toContain("link works until");
    expect((await world.http.get((await mailedLink(world, "dora@example.com"))!)).status).toBe(200);
  });

  it("again keeps the link of the first mail, which may only be late", async () => {
    await alice.post("/users", DORA);
    const first = (await mailedLink(world, "dora@example.com"))!;
    world.clock.advance(1000);
    const { id } = (await users.findByEmail("dora@example.com"))!;
    await alice.post(`/users/${id}/invitation`, {}, "/users");
    const second = (await mailedLink(world, "dora@example.com"))!;
    expect(second).not.toBe(first);
    expect((await world.http.get(first)).status).toBe(200);
  });

  it("again is nothing for somebody who has a password", async () => {
    const answer = await alice.post("/users/bob/invitation", {}, "/users");
    expect(answer.status).toBe(409);
    expect(await mailedLink(world, "bob@example.com")).toBeNull();
  });
});

describe("changing a role", () => {
  it("counts from the next click", async () => {
    await alice.post("/users/bob/role", { role: "manager" }, "/users");
    expect(await rowOf("bob@example.com")).toContain("Manager");
    expect((await alice.get("/users")).text).not.toContain("is now"); // said once
  });

  it("is refused for the last admin, on the page, and changes nothing", async () => {
    const answer = await alice.post("/users/alice/role", { role: "agent" }, "/users");
    expect([answer.status, answer.text.includes("Somebody has to stay admin")]).toEqual([409, true]);
    expect(await users.get("alice")).toMatchObject({ role: "admin" });
  });

  it("of one's own leads away from the list that one may not see any more", async () => {
    await alice.post("/users/mara/role", { role: "admin" }, "/users");
    const answer = await alice.post("/users/alice/role", { role: "agent" }, "/users");
    expect(answer.headers["location"]).toBe("/");
    expect((await alice.get("/users")).status).toBe(403);
  });

  it("takes only roles that there are, of users that there are", async () => {
    expect((await alice.post("/users/bob/role", { role: "owner" }, "/users")).status).toBe(400);
    expect((await alice.post("/users/nobody/role", { role: "agent" }, "/users")).status).toBe(404);
    expect((await alice.post("/users/bob/access", { access: "maybe" }, "/users")).status).toBe(400);
  });
});
