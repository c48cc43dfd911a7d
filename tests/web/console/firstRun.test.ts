import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import * as users from "../../../src/store/users.js";
import { emptyDatabase } from "../../database.js";
import { createWorld, PASSWORD, type World } from "../../world.js";
import { visitor } from "./visitor.js";

const ME = { name: "Dora", email: "Dora@Example.com", password: PASSWORD };

describe("the first run", () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  beforeEach(() => emptyDatabase());
  afterAll(() => world.close());

  it("is where an empty installation sends whoever comes first, and makes them admin", async () => {
    const browser = visitor(world);
    expect((await browser.get("/sign-in")).headers["location"]).toBe("/first-run");
    const answer = await browser.post("/first-run", ME);
    expect([answer.status, answer.headers["location"]]).toEqual([303, "/"]);
    expect((await browser.get("/users")).text).toContain("dora@example.com");
    expect(await users.list()).toMatchObject([{ email: "dora@example.com", role: "admin", isActive: true }]);
  });

  it("keeps what was typed but never the password, and says what is wrong beside the field", async () => {
    const answer = await visitor(world).post("/first-run", { ...ME, email: "dora", password: "short" });
    expect(answer.status).toBe(400);
    expect(answer.text).toContain('value="Dora"');
    expect(answer.text).toContain('id="email-error"');
    expect(answer.text).toContain("must have 10 characters or more");
    expect(answer.text).not.toContain("short");
  });

  it("is over once there is a user", async () => {
    const late = visitor(world);
    await late.get("/first-run");
    const form = (await late.get("/first-run")).text.match(/name="_csrf" value="([^"]+)"/)![1]!;
    await world.reset();
    expect((await late.get("/first-run")).headers["location"]).toBe("/sign-in");
    const fresh = visitor(world);
    const answer = await fresh.post("/first-run", { ...ME, _csrf: form });
    expect(answer.status).toBe(403);
    const valid = await fresh.post("/first-run", ME, "/sign-in");
    expect(valid.status).toBe(409);
    expect(await users.findByEmail("dora@example.com")).toBeNull();
  });

  it("makes one admin of two who come at once", async () => {
    for (let round = 0; round < 5; round += 1) {
      await emptyDatabase();
      const names = ["dora", "emil", "fred"];
      const answers = await Promise.all(
        names.map((name) => visitor(world).post("/first-run", { ...ME, name, email: `${name}@example.com` })),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([303, 409, 409]);
      expect(await users.count()).toBe(1);
    }
  });
});
