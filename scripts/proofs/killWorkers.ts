/**
 * Kills workers at random moments while 2,000 invitations go out, and counts: none unsent, none answered twice, no
 * more repeats than were in flight, each with the same Message-ID. TEST_MONGODB_URI names the server; the database
 * is its own and is dropped at the end. About four minutes.
 */
import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import mongoose from "mongoose";
import { freePort, startProcess, type AfterwordProcess } from "../../tests/peers/afterwordProcess.js";
import { messageIdOf, startSmtpSink, type SmtpSink } from "../../tests/peers/smtpSink.js";

const INVITATIONS = 2_000;
const WORKERS = 2;
const KILLS = 50;
const CONCURRENCY = 10;
const MAIL_TAKES_MS = 40;
/**
 * A worker dies in the middle of its mails: after so many at most, so that on any machine most of the invitations,
 * but not all, go out between the first kill and the last. Every fifth dies young, while it starts.
 */
const LIFE_MAILS = 80;
const YOUTH_MS = 1_500;
const ANSWERED = 200;
const LEASE_MS = 60_000;
const SEED = Number(process.argv[2] ?? 20260901);
const API_KEY = "proof-key-with-all-scopes-0123456789";

interface Stored {
  _id: string;
  customer: string;
  state: string;
  attempts: { outcome?: string }[];
}

const random = seededRandom(SEED);
const faults: string[] = [];
const began = Date.now();

const uri = new URL(process.env["TEST_MONGODB_URI"] ?? "");
uri.pathname = `/afterword_proof_${randomBytes(6).toString("hex")}`;
const sink = await startSmtpSink({ delayMs: MAIL_TAKES_MS });
const environment = {
  MONGODB_URI: uri.toString(),
  PORT: process.env["PORT"] ?? String(await freePort()),
  API_KEY,
  SMTP_URL: sink.url,
  MAIL_FROM: "Northwind <care@example.com>",
  WORKER_CONCURRENCY: String(CONCURRENCY),
};
const database = await mongoose.createConnection(uri.toString()).asPromise();
const web = startProcess({ ...environment, ROLE: "web", LOG_LEVEL: "info" });
const running = new Set<AfterwordProcess>([web]);
process.on("exit", () => running.forEach((one) => one.signal("SIGKILL"))); // also after a fault of this script

try {
  await web.started;
  say(
    `seed ${SEED}: ${INVITATIONS} invitations, ${WORKERS} workers with ${CONCURRENCY} hands, ${KILLS} kills`,
  );
  await planInvitations();
  const answering = answerSome();
  await Promise.all(Array.from({ length: WORKERS }, (_, index) => killAgainAndAgain(index)));
  say(
    `killed ${KILLS} times; ${sink.mails.length} mails have come, ${await countUnsent()} invitations are left`,
  );
  const workers = Array.from({ length: WORKERS }, (_, index) => startWorker(`last-${index}@example.com`));
  await waitUntilSent();
  await answering;
  for (const worker of workers) worker.signal("SIGTERM");
  for (const worker of workers) check((await worker.ended) === 0, "a worker did not end gracefully");
  await checkEverything();
} catch (error) {
  faults.push((error as Error).stack ?? String(error));
} finally {
  for (const one of running) one.signal("SIGKILL");
  await Promise.all([...running].map((one) => one.ended));
  await database.dropDatabase();
  await database.close();
  await sink.close();
}
say(faults.length === 0 ? "proved" : `NOT proved:\n${faults.join("\n")}`);
process.exit(faults.length === 0 ? 0 : 1);

async function planInvitations(): Promise<void> {
  await api("PUT", "/v1/touchpoints/call", { name: "Call", stage: "support" });
  await api("PUT", "/v1/surveys/nps", { name: "NPS", metric: "nps", question: { en: "How likely?" } });
  await api("PUT", "/v1/triggers/t", { event: { type: "call.ended" }, touchpoint: "call", survey: "nps" });
  const occurredAt = new Date().toISOString();
  for (let first = 0; first < INVITATIONS; first += 500) {
    const events = Array.from({ length: Math.min(500, INVITATIONS - first) }, (_, index) => ({
      id: `event-${first + index}`,
      type: "call.ended",
      occurredAt,
      customer: { email: `customer-${first + index}@example.com` },
    }));
    await api("POST", "/v1/events/batch", { events });
  }
  check((await countUnsent()) === INVITATIONS, "not every event has led to an invitation");
}

/** One worker's many lives: each ends at a random moment, the next begins at once. */
async function killAgainAndAgain(index: number): Promise<void> {
  for (let kill = index; kill < KILLS; kill += WORKERS) {
    const diesYoung = kill % 5 === 0;
    const [life, moment] = [random(), random()];
    const sender = `worker-${kill}@example.com`;
    const worker = startWorker(sender);
    if (!diesYoung) await mailsFrom(sender, 1 + Math.floor(life * LIFE_MAILS));
    await sleep(moment * (diesYoung ? YOUTH_MS : MAIL_TAKES_MS));
    worker.signal("SIGKILL");
    await worker.ended;
    running.delete(worker);
  }
}

/** Waits for so many mails of one worker; no longer than ten seconds, should too few be left to send. */
async function mailsFrom(sender: string, count: number): Promise<void> {
  const until = Date.now() + 10_000;
  while (sink.mails.filter(({ from }) => from === sender).length < count && Date.now() < until)
    await sleep(5);
}

/** Each has a sender of its own, by which the sink tells them apart. */
function startWorker(sender: string): AfterwordProcess {
  const worker = startProcess({
    ...environment,
    ROLE: "worker",
    MAIL_FROM: `Northwind <${sender}>`,
    LOG_LEVEL: "info",
  });
  running.add(worker);
  return worker;
}

/** Some customers answer while all this happens, each twice in the same instant, as a double tap does. */
async function answerSome(): Promise<void> {
  for (let answered = 0; answered < ANSWERED; answered += 1) {
    await sink.received(answered + 1, 120_000);
    const link = /\/s\/[\w-]{22}/.exec(sink.mails[answered]!.raw.toString("latin1"))![0];
    const page = await (await fetch(`${web.baseUrl}${link}`)).text();
    const view = /name="view" value="([^"]+)"/.exec(page)![1]!;
    const tap = (score: string) =>
      fetch(`${web.baseUrl}${link}`, { method: "POST", body: new URLSearchParams({ view, score }) });
    const taps = await Promise.all([tap("9"), tap("10")]);
    check(
      taps.every(({ status }) => status === 200),
      "an answer was not taken",
    );
  }
}

async function waitUntilSent(): Promise<void> {
  const until = Date.now() + LEASE_MS + 120_000;
  while ((await countUnsent()) > 0 && Date.now() < until) await sleep(500);
}

function countUnsent(): Promise<number> {
  const unsent = { state: { $in: ["scheduled", "sending"] } };
  return database.collection("invitations").countDocuments(unsent);
}

async function checkEverything(): Promise<void> {
  const stored = await database.collection<Stored>("invitations").find({}).toArray();
  const unsent = stored.filter(({ state }) => state !== "sent" && state !== "answered");
  check(unsent.length === 0, `${unsent.length} invitations are neither sent nor answered`);

  const idsByAddress = groupMails(sink);
  const without = stored.filter(({ customer }) => !idsByAddress.has(customer));
  check(without.length === 0, `${without.length} invitations have no mail`);
  const mixed = stored.filter(({ _id, customer }) =>
    idsByAddress.get(customer)?.some((id) => id !== `${_id}@example.com`),
  );
  check(mixed.length === 0, `${mixed.length} invitations have a mail with another Message-ID`);

  const responses = await database.collection("responses").find({}).toArray();
  const answeredOnce = new Set(responses.map(({ invitation }) => String(invitation))).size;
  check(
    responses.length === answeredOnce,
    `${responses.length - answeredOnce} invitations are answered twice`,
  );

  const repeats = sink.mails.length - INVITATIONS;
  // An attempt is written before the mail is handed over: one without an outcome was in a killed worker's hands.
  const inFlight = stored.flatMap(({ attempts }) => attempts).filter(({ outcome }) => !outcome).length;
  const bound = CONCURRENCY * KILLS;
  check(inFlight <= bound, `${inFlight} were in flight, more than ${bound}`);
  check(repeats <= inFlight, `${repeats} repeats, more than the ${inFlight} that were in flight`);
  say(`unsent: ${unsent.length}; mails: ${sink.mails.length} for ${idsByAddress.size} customers`);
  say(
    `answers: ${responses.length} for ${answeredOnce} invitations, of ${ANSWERED} that were tapped twice at once`,
  );
  say(`repeats: ${repeats}; in flight at the kills: ${inFlight}; at most possible: ${bound}`);
  check(
    responses.length === distinctAnswered(),
    `${responses.length} answers, but ${distinctAnswered()} were given`,
  );
}

/** A repeat may have been among the first mails: its invitation is then tapped again, which changes its answer. */
function distinctAnswered(): number {
  return new Set(sink.mails.slice(0, ANSWERED).map(({ to }) => to)).size;
}

/** The Message-IDs of the mails that each address got. */
function groupMails({ mails }: SmtpSink): Map<string, string[]> {
  const ids = new Map<string, string[]>();
  for (const mail of mails) ids.set(mail.to, [...(ids.get(mail.to) ?? []), messageIdOf(mail)]);
  return ids;
}

async function api(method: string, path: string, body: object): Promise<void> {
  const answer = await fetch(`${web.baseUrl}${path}`, {
    method,
    headers: { Authorization: `Bearer ${API_KEY}`, "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!answer.ok)
    throw new Error(`${method} ${path} was answered with ${answer.status}: ${await answer.text()}`);
}

function check(isTrue: boolean, fault: string): void {
  if (!isTrue) faults.push(fault);
}

function say(text: string): void {
  console.log(`${((Date.now() - began) / 1000).toFixed(1).padStart(6)} s  ${text}`);
}

/** Mulberry32: the same moments for the same seed, as far as the machine keeps them. */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
