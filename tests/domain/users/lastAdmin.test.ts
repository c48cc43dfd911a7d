import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { changeRole } from "../../../src/domain/users/changeRole.js";
import { keepOut } from "../../../src/domain/users/keepOut.js";
import { letBackIn } from "../../../src/domain/users/letBackIn.js";
import type { User } from "../../../src/records/user.js";
import * as users from "../../../src/store/users.js";
import { createWorld, type World } from "../../world.js";

describe("the last admin", () => {
  let world: World;
  let alice: User;
  let mara: User;
  beforeAll(async () => {
    world = await createWorld();
  });
  beforeEach(async () => {
    await world.reset();
    alice = await users.get("alice");
    mara = await users.get("mara");
  });
  afterAll(() => world.close());

  const asAdmin = async (id: string): Promise<User> => {
    await letBackIn(await users.get(id), world.clock.now());
    await changeRole(await users.get(id), "admin");
    return users.get(id);
  };
  const admins = () => users.count({ role: "admin", isActive: true });
  const howManyWent = (results: PromiseSettledResult<void>[]) =>
    results.filter(({ status }) => status === "fulfilled").length;

  it("cannot be demoted", async () => {
    await expect(changeRole(alice, "agent")).rejects.toMatchObject({ status: 409, code: "last_admin" });
    expect(await users.get("alice")).toMatchObject({ role: "admin" });
  });

  it("cannot be kept out", async () => {
    await expect(keepOut(alice, mara, world.clock.now())).rejects.toMatchObject({ code: "last_admin" });
    expect(await users.get("alice")).toMatchObject({ isActive: true });
  });

  it("is not somebody who was invited but has no password yet", async () => {
    const dora: User = { ...mara, id: "dora", email: "dora@example.com", role: "admin" };
    delete dora.passwordHash;
    await users.insert(dora);
    await expect(changeRole(alice, "manager")).rejects.toMatchObject({ code: "last_admin" });
  });

  it("is not somebody who is kept out", async () => {
    await keepOut(await asAdmin("mara"), alice, world.clock.now());
    await expect(changeRole(alice, "manager")).rejects.toMatchObject({ code: "last_admin" });
  });

  it("may go once another active person is admin", async () => {
    await asAdmin("mara");
    await changeRole(alice, "agent");
    expect(await users.get("alice")).toMatchObject({ role: "agent" });
  });

  it("stays when two admins demote each other at once, 40 times over", async () => {
    for (let round = 0; round < 40; round += 1) {
      const both = [await asAdmin("alice"), await asAdmin("mara")];
      const results = await Promise.allSettled(both.map((one) => changeRole(one, "agent")));
      expect(howManyWent(results)).toBeLessThan(2);
      expect(await admins()).toBeGreaterThan(0);
    }
  });

  it("stays when three admins remove each other at once in different ways, 20 times over", async () => {
    for (let round = 0; round < 20; round += 1) {
      const [first, second, third] = [await asAdmin("alice"), await asAdmin("mara"), await asAdmin("bob")];
      await Promise.allSettled([
        changeRole(first, "agent"),
        keepOut(second, first, world.clock.now()),
        changeRole(third, "manager"),
      ]);
      expect(await admins()).toBeGreaterThan(0);
    }
  });
});

describe("keeping out", () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  afterAll(() => world.close());

  it("is nothing one does to oneself", async () => {
    const alice = await users.get("alice");
    await expect(keepOut(alice, alice, world.clock.now())).rejects.toMatchObject({ status: 409 });
    expect(await users.get("alice")).toMatchObject({ isActive: true });
  });
});
