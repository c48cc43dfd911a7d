import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MongoClient, type Db } from "mongodb";
import { onEnd } from "./cleanUp.js";
import { freePort, startProcess, type RunningProcess } from "./processes.js";

export const SECRET = "a secret for benchmarks only";
export const MAIL_FROM = "Northwind <care@example.com>";

/** A hand also reads and writes the database, so there are more of them than connections to the mail server. */
export const HANDS = 200;

/** To the mail server, ours and the peer's. */
export const MAIL_CONNECTIONS = process.env["BENCHMARK_MAIL_CONNECTIONS"] ?? "10";

export const FAST: Record<string, string> = {
  SMTP_CONNECTIONS: MAIL_CONNECTIONS,
  WORKER_CONCURRENCY: String(HANDS),
};

const API_KEY = "benchmark-key-with-all-scopes-0123456789";

export type Server = "mongodb" | "embedded";

/** Afterword at work, with a database of its own and a mail server that takes everything. */
export interface Installation {
  server: Server;
  baseUrl: string;
  uri: string;
  /** The process that serves. */
  web: RunningProcess;
  /** The process that sends; on the embedded server it is the one that also serves. */
  startSending(): Promise<RunningProcess>;
  database: Db;
  sink: { url: string; smtpUrl: string };
  apiHeaders: Record<string, string>;
  api(method: "POST" | "PUT", path: string, body: object): Promise<unknown>;
}

/** Data that stay after the run: the name of the database, or of the embedded server's folder. */
export interface Kept {
  kept: string;
}

/**
 * `settings`: how many hands and connections send; without it those that an operator gets who sets nothing. Everything
 * is new and is removed at the end, but for what is `kept`.
 */
export async function startInstallation(
  server: Server,
  settings: Record<string, string> = {},
  { kept }: Partial<Kept> = {},
): Promise<Installation> {
  const folder = kept && server === "embedded" ? keptFolder(kept) : ownFolder();
  const sink = await startSink();
  const port = String(await freePort());
  const baseUrl = `http://127.0.0.1:${port}`;
  const common = {
    NODE_ENV: "production",
    SECRET,
    LOG_LEVEL: "warn",
    DATA_DIR: folder,
    API_KEY,
    API_REQUESTS_PER_MINUTE: "10000000",
    SMTP_URL: sink.smtpUrl,
    MAIL_FROM,
    ...settings,
  };
  const ownUri = server === "embedded" ? null : kept ? uriOf(kept) : await ownDatabase();
  const role: Record<string, string> = ownUri ? { ROLE: "web", MONGODB_URI: ownUri } : { ROLE: "all" };
  const web = await startProcess("src/main.ts", {
    env: { ...common, ...role, PORT: port },
    readyUrl: `${baseUrl}/readyz`,
  });
  const uri = ownUri ?? embeddedUri(folder);
  const startSending = async () => {
    if (!ownUri) return web;
    const env = { ...common, MONGODB_URI: ownUri, ROLE: "worker", LOG_LEVEL: "info" };
    return startProcess("src/main.ts", { env, says: "Afterword is running" });
  };
  const apiHeaders = { Authorization: `Bearer ${API_KEY}`, "Content-Type": "application/json" };
  const api: Installation["api"] = async (method, path, body) => {
    const answer = await fetch(`${baseUrl}${path}`, {
      method,
      headers: apiHeaders,
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  return { server, baseUrl, uri, web, startSending, database: await open(uri), sink, apiHeaders, api };
}

async function startSink(): Promise<Installation["sink"]> {
  const [port, smtpPort] = [await freePort(), await freePort()];
  await startProcess("scripts/benchmarks/peers/smtpSink.ts", {
    env: { PORT: String(port), SMTP_PORT: String(smtpPort) },
  });
  return { url: `http://127.0.0.1:${port}`, smtpUrl: `smtp://127.0.0.1:${smtpPort}` };
}

function ownFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "aw-"));
  onEnd(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function keptFolder(name: string): string {
  const folder = join(tmpdir(), name);
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** A database on the MongoDB to measure on. */
export function uriOf(database: string): string {
  const given = process.env["TEST_MONGODB_URI"];
  if (!given) throw new Error("TEST_MONGODB_URI must name the MongoDB to measure on");
  const uri = new URL(given);
  uri.pathname = `/${database}`;
  return uri.toString();
}

/** Its database is dropped after every process has been stopped. */
async function ownDatabase(): Promise<string> {
  const uri = uriOf(`afterword_benchmark_${randomBytes(4).toString("hex")}`);
  const client = await new MongoClient(uri).connect();
  onEnd(() =>
    client
      .db()
      .dropDatabase()
      .finally(() => client.close()),
  );
  return uri;
}

/** Where the embedded server says that it can be reached. */
function embeddedUri(folder: string): string {
  return (JSON.parse(readFileSync(join(folder, "run", "owner.json"), "utf8")) as { uri: string }).uri;
}

/** Closed at the end. */
export async function open(uri: string): Promise<Db> {
  const client = await new MongoClient(uri, { writeConcern: { w: "majority", journal: true } }).connect();
  onEnd(() => client.close());
  return client.db();
}
