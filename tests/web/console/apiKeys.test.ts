import { Writable } from "node:stream";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import mongoose from "mongoose";
import { pino } from "pino";
import { createApiKey } from "../../../src/domain/users/createApiKey.js";
import { createWorld, type Browser, type World } from "../../world.js";

describe("API keys", () => {
  let world: World;
  let alice: Browser;
  let logged = "";
  const sink = new Writable({
    write(chunk, _encoding, done) {
      logged += String(chunk);
      done();
    },
  });
  beforeAll(async () => {
    world = await createWorld({ logger: pino({ level: "trace" }, sink) });
  });
  beforeEach(async () => {
    await world.reset();
    world.clock.advance(1000); // the key of the tests is the older one
    alice = await world.signIn(world.alice);
    logged = "";
  });
  afterAll(() => world.close());

  const create = (fields: Record<string, string | string[]> = {}) =>
    alice.post("/api-keys", { name: "Phone system", scopes: ["read", "events"], ...fields });
  const secretOf = (html: string) => html.match(/aw_[\w-]{32}/)?.[0] ?? "";
  const idOf = async () => (await alice.get("/api-keys")).text.match(/\/api-keys\/(\w+)\/revocation/)![1]!;
  const read = (secret: string) => world.http.get("/v1/touchpoints").set("Authorization", `Bearer ${secret}`);

  it("shows the secret once, with a line to try it", async () => {
    const page = await create();
    const secret = secretOf(page.text);
    expect(page.status).toBe(201);
    expect(page.text).toContain("curl http://localhost:3000/v1/events -H &#x27;Authorization: Bearer ");
    expect(page.headers["cache-control"]).toBe("no-store");
    expect((await read(secret)).status).toBe(200);
    expect((await alice.get("/api-keys")).text).not.toContain(secret);
  });

  it("keeps the secret nowhere: not in the database, not in a session, not in the log", async () => {
    const secret = secretOf((await create()).text);
    await alice.get("/api-keys");
    await read(secret);
    await world.settle();
    for (const collection of await mongoose.connection.db!.collections())
      expect(JSON.stringify(await collection.find().toArray())).not.toContain(secret);
    expect(logged).toContain("/api-keys");
    expect(logged).not.toContain(secret);
  });

  it("can do what was ticked and no more", async () => {
    const secret = secretOf((await create({ scopes: "events" })).text);
    const answer = await read(secret);
    expect([answer.status, answer.body.error.code]).toEqual([403, "not_allowed"]);
  });

  it("are listed with their first characters, scopes, creator and last use", async () => {
    const secret = secretOf((await create()).text);
    await read(secret);
    await world.settle();
    const row = (await alice.get("/api-keys")).text
      .split("<tr>")
      .find((one) => one.includes("Phone system"))!;
    const text = row.replace(/<[^>]+>/g, " ");
    expect(text).toMatch(
      new RegExp(`${secret.slice(0, 8)}….*events, read.*1 Sep 2037, 10:00.*by Alice.*1 Sep 2037, 10:00`, "s"),
    );
  });

  it("want a name and something they may do, and keep what was typed", async () => {
    const answer = await alice.post("/api-keys", { name: "Phone <system>" });
    expect([answer.status, answer.text.includes("choose at least one")]).toEqual([400, true]);
    expect(answer.text).toContain('value="Phone &lt;system&gt;"');
    const odd = await alice.post("/api-keys", { name: "", scopes: ["read", "everything"] });
    expect(odd.text).toContain("must not be empty");
    expect(odd.text).toContain("choose from this list");
    expect(odd.text).toMatch(/value="read" checked/);
  });

  it("are revoked after one question, refused from then on, and stay listed", async () => {
    const secret = secretOf((await create()).text);
    const path = `/api-keys/${await idOf()}/revocation`;
    expect((await alice.get(path)).text).toContain("Revoke “Phone system”?");
    expect((await read(secret)).status).toBe(200);
    expect((await alice.post(path, {})).headers["location"]).toBe("/api-keys");
    expect((await read(secret)).status).toBe(401);
    const list = (await alice.get("/api-keys")).text;
    expect(list).toContain("“Phone system” is revoked.");
    expect(list).toMatch(/Phone system.*Revoked.*1 Sep 2037, 10:00/s);
    const again = await alice.get(path);
    expect([again.status, again.text.includes("It was revoked on")]).toEqual([200, true]);
    expect((await alice.post(path, {}, "/account")).status).toBe(303);
  });

  it("turn the page after 50", async () => {
    for (let number = 0; number < 55; number += 1)
      await createApiKey({ name: `Key ${number}.`, scopes: ["read"], createdBy: "mara" }, world.clock.now());
    const first = (await alice.get("/api-keys")).text;
    const next = first.match(/href="(\/api-keys\?cursor[^"]+)"/)![1]!.replace("&#x3D;", "=");
    const second = (await alice.get(next)).text;
    const names = [first, second].flatMap((text) =>
      [...text.matchAll(/<strong>Key \d+\./g)].map(([one]) => one),
    );
    expect([names.length, new Set(names).size]).toEqual([55, 55]);
    expect(second).toContain("Newest");
  });
});
