import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { once } from "node:events";
import { createServer, request, type IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import mongoose from "mongoose";
import { freshUri } from "../database.js";
import { freePort, startProcess, type AfterwordProcess } from "../peers/afterwordProcess.js";
import { startSmtpSink, type SmtpSink } from "../peers/smtpSink.js";

const API_KEY = "test-key-with-all-scopes-0123456789";
const AUTHORIZATION = { Authorization: `Bearer ${API_KEY}` };

describe("a process that is started and stopped", () => {
  let uri: string;
  let sink: SmtpSink;
  let environment: Record<string, string>;
  let running: AfterwordProcess | null;
  beforeEach(async () => {
    uri = freshUri();
    sink = await startSmtpSink();
    environment = {
      MONGODB_URI: uri,
      PORT: String(await freePort()),
      API_KEY,
      SMTP_URL: sink.url,
      MAIL_FROM: "Northwind <care@example.com>",
    };
    running = null;
  });
  afterEach(async () => {
    running?.signal("SIGKILL");
    await running?.ended;
    await sink.close();
    const connection = await mongoose.createConnection(uri).asPromise();
    await connection.dropDatabase();
    await connection.close();
  });

  async function start(): Promise<AfterwordProcess> {
    running = startProcess(environment);
    await running.started;
    return running;
  }

  async function call(method: string, path: string, body?: object): Promise<Response> {
    return fetch(`${running!.baseUrl}${path}`, {
      method,
      headers: { ...AUTHORIZATION, "Content-Type": "application/json" },
      ...(body && { body: JSON.stringify(body) }),
    });
  }

  async function configure(): Promise<void> {
    await call("PUT", "/v1/touchpoints/call", { name: "Call", stage: "support" });
    await call("PUT", "/v1/surveys/nps", { name: "NPS", metric: "nps", question: { en: "How likely?" } });
    await call("PUT", "/v1/triggers/t", { event: { type: "call.ended" }, touchpoint: "call", survey: "nps" });
  }

  const anEvent = (id: string) =>
    JSON.stringify({
      id,
      type: "call.ended",
      occurredAt: new Date().toISOString(),
      customer: { email: `${id}@example.com` },
    });

  /** A request whose body has come only in part: it is in flight until `finish`. */
  function slowPost(body: string): { finish(): Promise<{ answer: IncomingMessage; text: string }> } {
    const slow = request(`${running!.baseUrl}/v1/events`, {
      method: "POST",
      headers: { ...AUTHORIZATION, "Content-Length": body.length },
    });
    slow.write(body.slice(0, 20));
    const answered = once(slow, "response") as Promise<[IncomingMessage]>;
    return {
      async finish() {
        slow.end(body.slice(20));
        const [answer] = await answered;
        return { answer, text: await text(answer) };
      },
    };
  }

  it("cuts neither a send nor a request that is in flight, says so at /readyz, and ends with 0", async () => {
    const afterword = await start();
    await configure();
    expect((await call("GET", "/readyz")).status).toBe(200);
    sink.behaviour = { delayMs: 2_500 };
    await call("POST", "/v1/events", JSON.parse(anEvent("ana")) as object);
    while (sink.connections === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    const slow = slowPost(anEvent("ben"));
    await new Promise((resolve) => setTimeout(resolve, 100));

    afterword.signal("SIGTERM");
    await new Promise((resolve) => setTimeout(resolve, 200));
    const ready = await call("GET", "/readyz");
    expect({ status: ready.status, body: await ready.json() }).toMatchObject({
      status: 503,
      body: { status: "not ready" },
    });
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    await expect(call("GET", "/readyz")).rejects.toThrow();
    const { answer, text: recorded } = await slow.finish();
    expect({ status: answer.statusCode, connection: answer.headers.connection }).toEqual({
      status: 202,
      connection: "close",
    });
    expect(JSON.parse(recorded)).toMatchObject({ id: "ben", status: "recorded" });

    expect(await afterword.ended).toBe(0);
    expect(sink.mails.map(({ to }) => to)).toEqual(["ana@example.com"]);
    const connection = await mongoose.createConnection(uri).asPromise();
    const stored = await connection.collection("invitations").find({}).sort({ event: 1 }).toArray();
    await connection.close();
    expect(stored.map(({ event, state }) => [event, state])).toEqual([
      ["ana", "sent"],
      ["ben", "scheduled"],
    ]);
  });

  it("stops although somebody keeps a connection alive and busy", async () => {
    const afterword = await start();
    let isOver = false;
    const answers: number[] = [];
    const busy = (async () => {
      while (!isOver) {
        await call("GET", "/healthz").then(
          ({ status }) => answers.push(status),
          () => (isOver = true),
        );
      }
    })();
    afterword.signal("SIGTERM");
    expect(await afterword.ended).toBe(0);
    isOver = true;
    await busy;
    expect(new Set(answers)).toEqual(new Set([200]));
  });

  it("lists all faults of its configuration at once and ends with 1", async () => {
    running = startProcess({ ...environment, PORT: "eighty", ROLE: "boss", MAIL_FROM: "" });
    expect(await running.ended).toBe(1);
    expect(running.output()).toBe(
      [
        "The configuration has 3 faults:",
        "  PORT: must be a whole number from 0 to 65535",
        "  ROLE: must be one of all, web, worker",
        "  MAIL_FROM: is required together with SMTP_URL",
        "",
      ].join("\n"),
    );
  });

  it("says in one sentence that its port is in use, and ends with 1", async () => {
    const other = createServer().listen(Number(environment["PORT"]));
    await once(other, "listening");
    running = startProcess({ ...environment, LOG_LEVEL: "silent" });
    expect(await running.ended).toBe(1);
    expect(running.output()).toBe(
      `The configuration has a fault:\n  PORT: ${environment["PORT"]} is in use by another program; choose another PORT\n`,
    );
    await new Promise((resolve) => other.close(resolve));
  });
});
