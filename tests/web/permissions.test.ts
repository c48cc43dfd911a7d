import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { createApiKey } from "../../src/domain/users/createApiKey.js";
import { SCOPES, type Scope } from "../../src/records/apiKey.js";
import { ROLES, type Role } from "../../src/records/user.js";
import type { Permission } from "../../src/web/permissions.js";
import type { Route } from "../../src/web/route.js";
import { routes } from "../../src/web/routes.js";
import { rolesFor } from "./whoMay.js";
import { createWorld, type Browser, type World } from "../world.js";

/** Routes for everybody without a session, and routes for people who are not signed in yet. Think before adding one. */
const PUBLIC =
  /^\/(healthz|readyz|[su]\/(test-)?:token|c\/:token|embed\.js|stop\/:kind\/:id\/:token|hooks\/.+)$/;
const VISITOR = /^\/(first-run|sign-in|sign-out|password\/:token|password-reset)$/;

const REFUSAL = "Your role does not allow this";

let world: World;
const browsers = new Map<Role, Browser>();

beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

describe("who may come in", () => {
  it("lets everybody in only where customers, providers and operators come", () => {
    const open = routes.filter(({ access }) => access === "public").map(({ path }) => path);
    expect(open.filter((path) => !PUBLIC.test(path))).toEqual([]);
    const forVisitors = routes.filter(({ access }) => access === "visitor").map(({ path }) => path);
    expect(forVisitors.filter((path) => !VISITOR.test(path))).toEqual([]);
  });

  it("knows every route by one method and path only", () => {
    const names = routes.map(({ method, path }) => `${method} ${path}`);
    expect(names).toEqual([...new Set(names)]);
  });
});

describe("pages", () => {
  for (const route of routes) {
    const permission = permissionOf(route);
    if (!permission) continue;
    const name = `${route.method.toUpperCase()} ${route.path}`;

    it(`${name} sends a visitor to sign in`, async () => {
      const answer = await world.http[route.method](pathOf(route));
      expect([answer.status, answer.headers["location"]]).toEqual([303, "/sign-in"]);
    });

    for (const role of ROLES) {
      const isAllowed = rolesFor(route).includes(role);
      it(`${name} ${isAllowed ? "lets in" : "refuses"} a person who is ${role}`, async () => {
        const answer = await visit(role, route);
        if (!isAllowed) expect([answer.status, answer.text.includes(REFUSAL)]).toEqual([403, true]);
        else expect(isFitFor(answer.status)).toBe(true);
      });
    }
  }
});

describe("the API", () => {
  for (const route of routes) {
    const scope = scopeOf(route);
    if (!scope) continue;
    const name = `${route.method.toUpperCase()} ${route.path}`;

    it(`${name} refuses a program without a key or with an unknown one`, async () => {
      const without = await world.http[route.method](pathOf(route));
      const unknown = await call(route, "aw_this-is-no-key-of-ours");
      expect([without.status, unknown.status]).toEqual([401, 401]);
    });

    it(`${name} wants the scope "${scope}"`, async () => {
      const others = await call(route, await keyWith(SCOPES.filter((one) => one !== scope)));
      expect([others.status, others.body.error.code]).toEqual([403, "not_allowed"]);
      const right = await call(route, await keyWith([scope]));
      expect(isFitFor(right.status)).toBe(true);
    });
  }
});

/** Whatever the answer says about the made-up parameters: it is neither a refusal nor a fault of ours. */
function isFitFor(status: number): boolean {
  return ![401, 403].includes(status) && status < 500;
}

function permissionOf({ access }: Route): Permission | null {
  return typeof access === "object" && "permission" in access ? access.permission : null;
}

function scopeOf({ access }: Route): Scope | null {
  return typeof access === "object" && "scope" in access ? access.scope : null;
}

function pathOf({ path }: Route): string {
  return path.replace(/:\w+/g, "x");
}

/** Posts carry a valid form token: else the token's 403 would hide a missing permission. */
async function visit(role: Role, route: Route) {
  const browser = await browserOf(role);
  return route.method === "get" ? browser.get(pathOf(route)) : browser.post(pathOf(route), {}, "/account");
}

/** Signed in for good; again when the route before was one that signs out. */
async function browserOf(role: Role): Promise<Browser> {
  const known = browsers.get(role);
  if (known && (await known.get("/account")).status === 200) return known;
  const person = [world.alice, world.mara, world.bob].find((one) => one.role === role)!;
  const browser = await world.signIn(person);
  browsers.set(role, browser);
  return browser;
}

function call(route: Route, key: string) {
  return world.http[route.method](pathOf(route)).set("Authorization", `Bearer ${key}`);
}

async function keyWith(scopes: Scope[]): Promise<string> {
  const { secret } = await createApiKey({ name: "One", scopes, createdBy: null }, world.clock.now());
  return secret;
}
