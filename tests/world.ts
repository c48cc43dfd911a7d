import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { hash } from "@node-rs/argon2";
import supertest from "supertest";
import { createChannels, type Channels, type ChannelSettings } from "../src/channels/index.js";
import { forgetBrands } from "../src/domain/brands/brandOf.js";
import { forgetAlerts } from "../src/domain/alerts/activeAlerts.js";
import { forgetCounts } from "../src/domain/cases/countQueue.js";
import { forgetOddities } from "../src/domain/integrity/readOddities.js";
import { forgetCaseRules } from "../src/domain/cases/rulesInForce.js";
import { forgetBreakers } from "../src/domain/breaker/isStopped.js";
import { dispatchNext } from "../src/domain/delivery/dispatchNext.js";
import { createRollupQueue } from "../src/domain/metrics/rollupQueue.js";
import { createApiKey } from "../src/domain/users/createApiKey.js";
import { createBackground } from "../src/lib/background.js";
import { createLogger } from "../src/lib/logger.js";
import { SCOPES } from "../src/records/apiKey.js";
import type { Role, User } from "../src/records/user.js";
import { endPauses } from "../src/store/gather.js";
import { setKey } from "../src/store/keyedHash.js";
import * as users from "../src/store/users.js";
import { createApp } from "../src/web/app.js";
import type { WebContext } from "../src/web/webContext.js";
import { closeDatabase, emptyDatabase, openDatabase } from "./database.js";
import { forgetContactPolicy } from "../src/domain/contactPolicy/readContactPolicy.js";
import { forgetEndpoints } from "../src/domain/webhooks/listeners.js";
import { forgetTagRules } from "../src/domain/responses/tagRulesInForce.js";
import { TestClock } from "./testClock.js";

/** Far ahead, because the server removes expired documents by its own clock: nothing may look old to it. */
export const START = "2037-09-01T10:00:00.000Z";
export const API_KEY = "test-key-with-all-scopes-0123456789";
export const PASSWORD = "correct horse battery";

/** Nobody but a test waits for the pauses between commands that gather much. */
const HURRY_MS = 5;

/** The whole application on a free port with the real store; only the time stands still. */
export interface World {
  context: WebContext;
  clock: TestClock;
  channels: Channels;
  /** Where it listens, for a real browser. */
  url: string;
  /** Plain requests. */
  http: ReturnType<typeof supertest>;
  /** A request of a program with all scopes. */
  api(method: "get" | "post" | "put" | "delete", path: string, body?: unknown): supertest.Test;
  /** Sends everything that is due now. Returns how many invitations were looked at. */
  dispatchAll(): Promise<number>;
  /** Waits for what follows answers and decisions: states and roll-ups. */
  settle(): Promise<void>;
  /** Every answer as the API lists it, newest first, after all that follows from them. */
  responses(): Promise<supertest.Response["body"]>;
  /** A browser of somebody who is signed in. */
  signIn(who: User): Promise<Browser>;
  /** Alice is admin, Bob works cases, Mara is a manager; Charlie is a stranger. */
  alice: User;
  bob: User;
  mara: User;
  /** Empties the database and brings the cast and the key back. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

/** Keeps cookies and finds the form token by itself. */
export interface Browser {
  get(path: string): supertest.Test;
  /** Posts a form; the token is read from `page` (default: the same path). */
  post(path: string, fields: Record<string, string | string[]>, page?: string): Promise<supertest.Response>;
  /** Posts a body as it is. */
  raw(path: string, contentType: string, body: string): supertest.Test;
}

export async function createWorld(settings: ChannelSettings & Partial<WebContext> = {}): Promise<World> {
  await openDatabase();
  const { smtp, twilio, ...overrides } = settings;
  const clock = new TestClock(START);
  const logger = createLogger(process.env["TEST_LOG_LEVEL"] ?? "silent");
  const background = createBackground(logger);
  const channels = createChannels({ ...(smtp && { smtp }), ...(twilio && { twilio }) });
  const context: WebContext = {
    reportingZone: "UTC",
    baseUrl: "http://localhost:3000",
    brandName: "Northwind",
    mailHost: "example.com",
    textsMayBeAnswered: true,
    webhooksMayBePrivate: true,
    twilio,
    logger,
    background,
    rollups: createRollupQueue(background),
    clock,
    channels,
    secret: "a secret for tests only",
    isProduction: false,
    trustProxy: false,
    apiRequestsPerMinute: 100_000,
    outboxChannels: [...(smtp ? [] : ["email"]), ...(twilio ? [] : ["sms"])],
    isEmbedded: false,
    isReady: () => true,
    ...overrides,
  };
  setKey(context.secret);
  const server = await listen(createServer(createApp(context)));
  const http = supertest(server);
  const world: World = {
    context,
    clock,
    channels,
    url: `http://127.0.0.1:${portOf(server)}`,
    http,
    api(method, path, body) {
      const request = http[method](path).set("Authorization", `Bearer ${API_KEY}`);
      return body === undefined ? request : request.send(body as object);
    },
    async dispatchAll() {
      let count = 0;
      while (await dispatchNext(context, channels, clock)) count += 1;
      return count;
    },
    async settle() {
      // A roll-up may request another rebuild while it runs: twice is enough for all of them.
      const hurry = setInterval(endPauses, HURRY_MS);
      for (let round = 0; round < 2; round += 1) {
        await background.drain();
        context.rollups.flush();
        await background.drain();
      }
      clearInterval(hurry);
    },
    async responses() {
      await world.settle();
      return (await world.api("get", "/v1/responses")).body.items;
    },
    async signIn(who) {
      const browser = createBrowser(server);
      const answer = await browser.post("/sign-in", { email: who.email, password: PASSWORD });
      if (answer.status !== 303) throw new Error(`${who.name} could not sign in: ${answer.status}`);
      return browser;
    },
    alice: person("alice", "admin"),
    bob: person("bob", "agent"),
    mara: person("mara", "manager"),
    async reset() {
      await world.settle();
      await emptyDatabase();
      forgetBrands();
      forgetBreakers();
      forgetCaseRules();
      forgetAlerts();
      forgetCounts();
      forgetOddities();
      forgetContactPolicy();
      forgetEndpoints();
      forgetTagRules();
      clock.set(START);
      const passwordHash = await cheapHash();
      const key = { name: "Tests", scopes: [...SCOPES], createdBy: null, secret: API_KEY };
      const cast = [world.alice, world.bob, world.mara];
      await Promise.all([
        createApiKey(key, clock.now()),
        ...cast.map((user) => users.insert({ ...user, passwordHash })),
      ]);
    },
    async close() {
      await world.settle();
      await new Promise((resolve) => server.close(resolve));
      await Promise.all([channels.email.close(), channels.sms.close()]);
      await closeDatabase();
    },
  };
  await world.reset();
  return world;
}

let passwordHash: Promise<string> | null = null;

/** A hash says how much work it is to check; the least is enough for a password that stands in the source. */
function cheapHash(): Promise<string> {
  passwordHash ??= hash(PASSWORD, { memoryCost: 8, timeCost: 1, parallelism: 1 });
  return passwordHash;
}

function person(name: string, role: Role): User {
  const at = new Date("2037-08-01T00:00:00Z");
  const label = name[0]!.toUpperCase() + name.slice(1);
  return {
    id: name,
    email: `${name}@example.com`,
    name: label,
    role,
    sessionsValidFrom: at,
    isActive: true,
    createdAt: at,
  };
}

/** A browser without anybody signed in. */
export function createBrowser(server: Parameters<typeof supertest.agent>[0]): Browser {
  const agent = supertest.agent(server);
  return {
    get: (path) => agent.get(path),
    async post(path, fields, page = path) {
      const shown = await agent.get(page);
      const token = shown.text.match(/name="_csrf" value="([^"]+)"/)?.[1] ?? "";
      return agent
        .post(path)
        .type("form")
        .send({ _csrf: token, ...fields });
    },
    raw: (path, contentType, body) => agent.post(path).set("Content-Type", contentType).send(body),
  };
}

function listen(server: Server): Promise<Server> {
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
}

/** The address of a world's or any server. */
export function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}
