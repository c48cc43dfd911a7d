import { describe, expect, it } from "@jest/globals";
import { existsSync, readFileSync } from "node:fs";
import { basename, join, posix, resolve } from "node:path";
import { parse } from "yaml";
import { MAIL_KEYS } from "../../src/lib/mailSettings.js";
import { readConfig } from "../../src/config.js";

interface Service {
  image?: string;
  build?: { context: string; dockerfile: string };
  command?: string[];
  environment?: Record<string, string>;
  ports?: string[];
  volumes?: string[];
  depends_on?: Record<string, unknown>;
}

interface Compose {
  services: Record<string, Service>;
  volumes: Record<string, unknown>;
}

/** Who sets the variables that compose.yaml requires would choose something like this. */
const GIVEN: Record<string, string> = { SECRET: "0123456789abcdef0123456789abcdef" };
/** The ports on which the images listen unless they are told otherwise. */
const MONGO_PORT = "27017";
const MAILPIT = { smtp: "1025", web: "8025" };
/** What a start reads from the top of the repository. */
const NEEDED = ["src", "views", "public", "package.json", "package-lock.json", "tsconfig.json"];

const read = (path: string) => readFileSync(path, "utf8");
const packageJson = JSON.parse(read("package.json")) as {
  scripts: Record<string, string>;
  dependencies: Record<string, string>;
};
const compose = parse(filled(read("scripts/docker/compose.yaml")), { merge: true }) as Compose;
const dockerfile = instructionsOf(read("scripts/docker/Dockerfile"));
const { web, worker, mongo, mail } = compose.services as Record<"web" | "worker" | "mongo" | "mail", Service>;
const known = keysOf(
  /const schema = z\.object\(\{\n(.*?)\n\}\);/s.exec(read("src/config.ts"))![1]!,
  /^ {2}([A-Z][A-Z0-9_]*):/gm,
).concat(Object.keys(MAIL_KEYS));
const imageEnvironment = Object.fromEntries(all("ENV").map((text) => text.split("=", 2)));
const environments = [web, worker].map(({ environment }) => ({ ...imageEnvironment, ...environment }));

describe("the configuration", () => {
  it("has the same keys in src/config.ts as in .env.example", () => {
    expect(known.length).toBeGreaterThan(20);
    expect(keysOf(read(".env.example"), /^([A-Z][A-Z0-9_]*)=/gm).sort()).toEqual([...known].sort());
  });
});

describe("compose.yaml", () => {
  it("sets only what the configuration knows, and it is accepted", () => {
    for (const environment of environments) {
      expect(Object.keys(environment).filter((key) => !known.includes(key))).toEqual([]);
      expect(readConfig(environment)).toMatchObject({ isProduction: true, secret: GIVEN["SECRET"] });
    }
    expect(environments.map((environment) => readConfig(environment).role)).toEqual(["web", "worker"]);
  });

  it("publishes the port on which web listens, and which the image exposes", () => {
    const { port, baseUrl } = readConfig(environments[0]!);
    const [published, inside] = web.ports![0]!.split(":");
    expect(inside).toBe(String(port));
    expect(all("EXPOSE")).toEqual([inside]);
    expect(new URL(baseUrl).port).toBe(published);
  });

  it("names the MongoDB by its service and its replica set", () => {
    const uri = new URL(readConfig(environments[0]!).mongodbUri!);
    expect(compose.services[uri.hostname]).toBe(mongo);
    expect(mongo.image).toMatch(/^mongo:/);
    expect(uri.port).toBe(optionOf(mongo, "--port") ?? MONGO_PORT);
    expect(uri.searchParams.get("replicaSet")).toBe(optionOf(mongo, "--replSet"));
    const initiate = read("scripts/docker/compose.yaml").match(
      /_id: '(\w+)', members: \[\{ _id: 0, host: '([\w:]+)'/,
    )!;
    expect(initiate.slice(1)).toEqual([optionOf(mongo, "--replSet"), uri.host]);
    expect(uri.pathname).toMatch(/^\/\w+$/);
  });

  it("sends mails to its mail catcher, whose page it publishes", () => {
    for (const environment of environments) {
      const url = new URL(readConfig(environment).smtp!.url);
      expect(compose.services[url.hostname]).toBe(mail);
      expect(url.port).toBe(MAILPIT.smtp);
    }
    expect(mail.image).toMatch(/^axllent\/mailpit:/);
    expect(mail.environment).toBeUndefined();
    expect(mail.ports!.map((one) => one.split(":")[1])).toEqual([MAILPIT.web]);
  });

  it("names files, services and volumes that exist", () => {
    for (const { build, depends_on: needed = {}, volumes = [] } of Object.values(compose.services)) {
      expect(Object.keys(needed).filter((name) => !(name in compose.services))).toEqual([]);
      expect(volumes.map((one) => one.split(":")[0]!).filter((name) => !(name in compose.volumes))).toEqual(
        [],
      );
      if (!build) continue;
      const context = resolve("scripts/docker", build.context);
      expect(context).toBe(resolve("."));
      expect(existsSync(join(context, build.dockerfile))).toBe(true);
    }
    expect(web.build).toEqual(worker.build);
    expect(Object.keys(web.depends_on!)).toEqual(["mongo"]);
  });
});

describe("the Dockerfile", () => {
  it("copies everything that a start needs, and nothing that is not there", () => {
    const copied = all("COPY").flatMap((text) => text.split(/\s+/).slice(0, -1));
    expect(NEEDED.filter((path) => !copied.includes(path))).toEqual([]);
    expect(copied.filter((path) => !existsSync(path))).toEqual([]);
    const folders = all("COPY")
      .filter((text) => /^\.?\w+ \S+$/.test(text))
      .map((text) => text.split(" "));
    expect(folders.filter(([from, to]) => basename(to!) !== from)).toEqual([]);
  });

  it("starts as npm start does, with packages that are installed without the tools", () => {
    expect((JSON.parse(all("CMD")[0]!) as string[]).join(" ")).toBe(packageJson.scripts["start"]);
    expect(Object.keys(packageJson.dependencies)).toContain("tsx");
  });

  it("keeps what is written to DATA_DIR in a volume", () => {
    const dataDir = posix.resolve(all("WORKDIR")[0]!, /^DATA_DIR=(.*)$/m.exec(read(".env.example"))![1]!);
    expect(read("src/config.ts")).toContain('default("./data")');
    expect(all("VOLUME")).toEqual([dataDir]);
  });

  it("asks for its health at an address that everybody may read", () => {
    const [, path] = /127\.0\.0\.1:\$\{process\.env\.PORT \?\? (?:\d+)\}(\/\w+)/.exec(
      all("HEALTHCHECK")[0]!,
    )!;
    expect(read("src/web/routes.ts")).toContain(`get("${path}", "public", `);
    expect(all("HEALTHCHECK")[0]).toContain(`PORT ?? ${all("EXPOSE")[0]}}`);
  });
});

/** Puts defaults and what was given in the place of `${NAME:-default}` and `${NAME:?reason}`. */
function filled(text: string): string {
  return text.replace(/\$\{(\w+):([-?])([^}]*)\}/g, (_all, name: string, kind: string, rest: string) => {
    const value = GIVEN[name] ?? (kind === "-" ? rest : undefined);
    if (value === undefined) throw new Error(`compose.yaml requires ${name}: add it to GIVEN`);
    return value;
  });
}

function keysOf(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map((match) => match[1]!);
}

/** The instructions of a Dockerfile, one per line, with their text. */
function instructionsOf(text: string): { name: string; text: string }[] {
  const lines = text.replace(/\\\n/g, " ").split("\n");
  return lines
    .map((line) => /^([A-Z]+) (.*)$/.exec(line))
    .filter((match) => match !== null)
    .map((match) => ({ name: match[1]!, text: match[2]! }));
}

function all(name: string): string[] {
  return dockerfile.filter((one) => one.name === name).map((one) => one.text);
}

function optionOf({ command = [] }: Service, name: string): string | undefined {
  return command.includes(name) ? command[command.indexOf(name) + 1] : undefined;
}
