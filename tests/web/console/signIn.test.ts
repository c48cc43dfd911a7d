import { request } from "node:http";
import { connect } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import supertest from "supertest";
import { hashPassword } from "../../../src/domain/users/passwords.js";
import * as users from "../../../src/store/users.js";
import { createApp } from "../../../src/web/app.js";
import { signIn } from "../../../src/domain/users/signIn.js";
import { createWorld, PASSWORD, type World } from "../../world.js";
import { originOf, visitor } from "./visitor.js";

let world: World;
let earnestHash: string;
beforeAll(async () => {
  [world, earnestHash] = await Promise.all([createWorld(), hashPassword(PASSWORD)]);
});
beforeEach(async () => {
  await world.reset();
  // The cast's own is quick to check; here it matters how long that takes.
  await users.setPassword("alice", earnestHash, world.alice.createdAt);
});
afterAll(() => world.close());

const cookieOf = (answer: supertest.Response) => String(answer.headers["set-cookie"] ?? "");
const idOf = (cookie: string) => cookie.match(/afterword=s%3A([\w-]+)/)?.[1];
const tokenOf = (html: string) => html.match(/name="_csrf" value="([^"]+)"/)?.[1] ?? "";

describe("signing in", () => {
  it("opens the pages, and signing out closes them", async () => {
    const browser = await world.signIn(world.alice);
    expect((await browser.get("/account")).text).toContain("alice@example.com");
    await browser.post("/sign-out", {}, "/account");
    expect((await browser.get("/account")).headers["location"]).toBe("/sign-in");
  });

  it("looks the same for a wrong password, an unknown address and a person who is kept out", async () => {
    await users.moveAccess(world.mara, false, world.clock.now());
    const charlie = visitor(world);
    const answers = [
      await charlie.post("/sign-in", { email: "alice@example.com", password: "not her password" }),
      await charlie.post("/sign-in", { email: "charlie@example.com", password: PASSWORD }),
      await charlie.post("/sign-in", { email: "mara@example.com", password: PASSWORD }),
    ];
    const looks = answers.map(({ status, text }) => [
      status,
      text.replace(/[a-z]+@example\.com/g, "").replace(/value="[0-9a-f]+"/, ""),
    ]);
    expect(looks[0]![0]).toBe(401);
    expect(looks[0]![1]).toContain("do not belong together");
    expect([looks[1], looks[2]]).toEqual([looks[0], looks[0]]);
  });

  it("takes as long for an unknown address as for a wrong password", async () => {
    const quickest: Record<string, number> = {};
    const emails = ["alice@example.com", "charlie@example.com"];
    // In turns, so that a busy machine slows both; without the decoy's hash the ratio would be about a tenth.
    for (const email of Array.from({ length: 6 }, () => emails).flat()) {
      const begun = performance.now();
      await signIn(email, "not the password");
      quickest[email] = Math.min(quickest[email] ?? Infinity, performance.now() - begun);
    }
    expect(quickest["charlie@example.com"]).toBeGreaterThan(quickest["alice@example.com"]! * 0.4);
  });

  it("is refused for a while after eight wrong passwords, also with the right one", async () => {
    const charlie = visitor(world);
    for (let round = 0; round < 8; round += 1)
      await charlie.post("/sign-in", { email: "alice@example.com", password: "a guess, no more" });
    const answer = await charlie.post("/sign-in", { email: "alice@example.com", password: PASSWORD });
    expect(answer.status).toBe(429);
    expect(Number(answer.headers["retry-after"])).toBeGreaterThan(60);
    expect(answer.text).toContain("Too many tries. Please wait 15 minutes.");
    const other = await charlie.post("/sign-in", { email: "bob@example.com", password: PASSWORD });
    expect(other.status).toBe(303);
  });

  it("does not count the tries of those who succeed", async () => {
    for (let round = 0; round < 12; round += 1) await world.signIn(world.alice);
  });

  it("gives another session id, so that a planted one is worth nothing", async () => {
    const shown = await world.http.get("/sign-in");
    const planted = cookieOf(shown).split(";")[0]!;
    const answer = await world.http
      .post("/sign-in")
      .set("Cookie", planted)
      .type("form")
      .send({ _csrf: tokenOf(shown.text), email: "alice@example.com", password: PASSWORD });
    expect(answer.status).toBe(303);
    expect(idOf(cookieOf(answer))).toBeTruthy();
    expect(idOf(cookieOf(answer))).not.toBe(idOf(planted));
    expect((await world.http.get("/account").set("Cookie", planted)).status).toBe(303);
    const own = cookieOf(answer).split(";")[0]!;
    expect((await world.http.get("/account").set("Cookie", own)).status).toBe(200);
  });

  it("has taken effect when a browser follows at the first sign of the answer", async () => {
    for (let round = 0; round < 8; round += 1) {
      const shown = await world.http.get("/sign-in");
      const form = { _csrf: tokenOf(shown.text), email: "alice@example.com", password: PASSWORD };
      const cookie = await postUntilHeaders("/sign-in", cookieOf(shown).split(";")[0]!, form);
      expect((await world.http.get("/account").set("Cookie", cookie)).status).toBe(200);
    }
  });

  it("works for eight requests of one browser at once", async () => {
    const shown = await world.http.get("/sign-in");
    const form = { _csrf: tokenOf(shown.text), email: "alice@example.com", password: PASSWORD };
    const enter = () =>
      world.http.post("/sign-in").set("Cookie", cookieOf(shown).split(";")[0]!).type("form").send(form);
    const answers = await Promise.all(Array.from({ length: 8 }, enter));
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(303));
  });

  it("does not take lists or objects for a password", async () => {
    const charlie = visitor(world);
    const odd = await charlie.post("/sign-in", { email: "alice@example.com", "password[$gt]": "" });
    const twice = await charlie.post("/sign-in", {
      email: "alice@example.com",
      password: [PASSWORD, PASSWORD],
    });
    expect([odd.status, twice.status]).toEqual([401, 401]);
  });

  /** The new cookie as soon as the answer's head is there, as browsers do. */
  function postUntilHeaders(path: string, cookie: string, form: Record<string, string>): Promise<string> {
    return new Promise((resolve, reject) => {
      const headers = { Cookie: cookie, "Content-Type": "application/x-www-form-urlencoded" };
      const sent = request(`${originOf(world)}${path}`, { method: "POST", headers }, (answer) => {
        resolve(String(answer.headers["set-cookie"]).split(";")[0]!);
        answer.resume();
      });
      sent.on("error", reject);
      sent.end(new URLSearchParams(form).toString());
    });
  }
});

describe("where a person goes after signing in", () => {
  it("is the page they wanted", async () => {
    const browser = visitor(world);
    await browser.get("/users?limit=10");
    const answer = await browser.post("/sign-in", { email: "alice@example.com", password: PASSWORD });
    expect(answer.headers["location"]).toBe("/users?limit=10");
  });

  for (const target of ["http://evil.example/users", "//evil.example/users", "/\\evil.example/users"])
    it(`is never elsewhere: ${target}`, async () => {
      const asked = await get(target);
      const cookie = asked.match(/set-cookie: ([^;]+)/i)?.[1] ?? "";
      const shown = await world.http.get("/sign-in").set("Cookie", cookie);
      const answer = await world.http
        .post("/sign-in")
        .set("Cookie", cookie || cookieOf(shown).split(";")[0]!)
        .type("form")
        .send({
          _csrf: tokenOf(shown.text),
          email: "alice@example.com",
          password: PASSWORD,
          returnTo: target,
        });
      expect([answer.status, answer.headers["location"]]).toEqual([303, "/"]);
    });

  /** A request line as no browser sends it. */
  function get(target: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const { hostname, port } = new URL(originOf(world));
      const socket = connect(Number(port), hostname, () =>
        socket.write(`GET ${target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`),
      );
      let text = "";
      socket.on("data", (part) => (text += part.toString()));
      socket.on("end", () => resolve(text));
      socket.on("error", reject);
    });
  }
});

describe("a session", () => {
  it("is a cookie that scripts and other sites cannot use", async () => {
    const cookie = cookieOf(await world.http.get("/sign-in"));
    expect(cookie).toMatch(/^afterword=s%3A/);
    expect(cookie).toContain("; HttpOnly");
    expect(cookie).toContain("; SameSite=Lax");
    expect(cookie).toContain("; Path=/");
  });

  it("is bound to https where the address says https, also behind a proxy that nobody told us of", async () => {
    const app = createApp({ ...world.context, baseUrl: "https://care.example.com" });
    const cookie = cookieOf(await supertest(app).get("/sign-in"));
    expect(cookie).toMatch(/^__Host-afterword=s%3A/);
    expect(cookie).toContain("; Secure");
    expect(cookie).not.toContain("Domain");
  });

  it("ends at once for somebody who is kept out", async () => {
    const bob = await world.signIn(world.bob);
    const alice = await world.signIn(world.alice);
    expect((await bob.get("/account")).status).toBe(200);
    await alice.post("/users/bob/access", { access: "out" }, "/account");
    expect((await bob.get("/account")).headers["location"]).toBe("/sign-in");
    await alice.post("/users/bob/access", { access: "in" }, "/account");
    expect((await bob.get("/account")).headers["location"]).toBe("/sign-in");
  });

  it("follows a changed role at once", async () => {
    const mara = await world.signIn(world.mara);
    expect((await mara.get("/users")).status).toBe(403);
    await users.moveRole(world.mara, "admin");
    expect((await mara.get("/users")).status).toBe(200);
  });

  it("ends with a new password, also when that was set in the instant in which it began", async () => {
    const browser = await world.signIn(world.alice);
    await users.setPassword("alice", (await users.get("alice")).passwordHash!, world.clock.now());
    expect((await browser.get("/account")).headers["location"]).toBe("/sign-in");
  });
});

describe("a form", () => {
  it("is refused without its token, with another session's token and with an empty one", async () => {
    const foreign = tokenOf((await visitor(world).get("/sign-in")).text);
    const form = { email: "alice@example.com", password: PASSWORD };
    const browser = visitor(world);
    for (const _csrf of ["", foreign]) {
      const answer = await browser.post("/sign-in", { ...form, _csrf });
      expect([answer.status, answer.text.includes("too old or came from elsewhere")]).toEqual([403, true]);
    }
    const bare = await world.http.post("/sign-in").type("form").send(form);
    expect(bare.status).toBe(403);
  });

  it("works in each of two tabs that were opened at once", async () => {
    const alice = await world.signIn(world.alice);
    const tabs = await Promise.all([alice.get("/account"), alice.get("/users")]);
    for (const { text } of tabs) {
      const answer = await alice.post("/users/bob/role", { role: "agent", _csrf: tokenOf(text) }, "/account");
      expect(answer.status).toBe(303);
    }
  });

  it("changes nothing when another site posts it for somebody who is signed in", async () => {
    const alice = await world.signIn(world.alice);
    const answer = await alice.post("/users/bob/access", { access: "out", _csrf: "" }, "/account");
    expect(answer.status).toBe(403);
    expect(await users.get("bob")).toMatchObject({ isActive: true });
  });
});
