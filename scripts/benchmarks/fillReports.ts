import { randomBytes } from "node:crypto";
import type { Db } from "mongodb";
import { SCHEDULE } from "../../src/worker/schedule.js";
import {
  askOf,
  type Ask,
  type AskFacts,
  type InvitationDocument,
  type ResponseDocument,
} from "./reports/asks.js";
import { checkShapes, indexesOf } from "./reports/schemas.js";
import { configuration } from "./reports/company.js";
import { customerDocument } from "./reports/people.js";
import { randomOf, type Random } from "./reports/random.js";
import { eventsPerDay, timeOfDay } from "./reports/seasons.js";

/** Rises with every change of what is made. */
const VERSION = 1;
const SEED = 20_260_901;

export const DAYS = 730;
const DAY_MS = 24 * 60 * 60_000;
const ASKS_PER_RESPONSE = 2.5;

/** By chance come a little fewer answers than wanted; the rest is made at the end. */
const BY_CHANCE = 0.99;

const PART = 4_000;
/** Parts under way at once, so that we make documents while the server stores some. */
const AT_ONCE = 3;
const CHECKED = 300;

/** Data end when they were made. Up to this age they are used again. */
const KEPT_FOR_MS = 3 * DAY_MS;

export interface Filled {
  until: Date;
  /** False when it was there from an earlier run. */
  isNew: boolean;
}

interface Mark {
  _id: string;
  version: number;
  seed: number;
  responses: number;
  until: Date;
}

/**
 * Two years of a company with so many responses, and the invitations and customers that belong to them; always the
 * same up to the hour in which they end. Kept when they are there already. Roll-ups are left to the product.
 */
export async function fillReports(
  database: Db,
  responses: number,
  say: (text: string) => void,
): Promise<Filled> {
  const marks = database.collection<Mark>("benchmarkFills");
  const mark = await marks.findOne({ _id: "reports" });
  const isKept =
    mark?.version === VERSION &&
    mark.seed === SEED &&
    mark.responses === responses &&
    Date.now() - mark.until.getTime() < KEPT_FOR_MS;
  if (isKept) {
    say(`${responses.toLocaleString("en")} responses are there already, up to ${mark.until.toISOString()}`);
    return { until: mark.until, isNew: false };
  }
  await database.dropDatabase();
  await noteJobs(database, new Date(Date.now() + DAY_MS));
  const until = new Date(Math.floor(Date.now() / 3_600_000) * 3_600_000);
  await fill(database, { responses, until: until.getTime() }, say);
  await noteJobs(database, new Date());
  await marks.insertOne({ _id: "reports", version: VERSION, seed: SEED, responses, until });
  return { until, isNew: true };
}

async function fill(
  database: Db,
  { responses, until }: { responses: number; until: number },
  say: (text: string) => void,
): Promise<void> {
  const began = performance.now();
  const first = new Date(until - DAYS * DAY_MS);
  const configured = await configuration(first, new Date(until));
  await checkShapes(configured);
  for (const [name, documents] of Object.entries(configured))
    await database.collection(name).insertMany(documents as never[]);
  const customers = Math.ceil(responses / 3);
  const into = { customers: inserter(database, "customers"), ...inserters(database) };
  await checkShapes({ customers: [customerDocument(1, first)] });
  for (let number = 0; number < customers; number += 1)
    await into.customers.add(customerDocument(number, first));
  await addAsks(into, { responses, until, customers });
  for (const one of Object.values(into)) await one.end();
  const seconds = (performance.now() - began) / 1_000;
  const stored = Object.entries(into).map(([name, { count }]) => `${count().toLocaleString("en")} ${name}`);
  const all = Object.values(into).reduce((sum, one) => sum + one.count(), 0);
  say(`${stored.join(", ")}: ${(all / seconds).toFixed(0)} documents/s`);
  if (into.responses.count() !== responses) throw new Error(`${into.responses.count()} responses were made`);
  for (const [name, indexes] of indexesOf(["customers", "invitations", "responses"]))
    await database.collection(name).createIndexes(indexes);
  say(`indexes after ${((performance.now() - began) / 1_000).toFixed(0)} s`);
}

type Into = ReturnType<typeof inserters>;

function inserters(database: Db) {
  return { invitations: inserter(database, "invitations"), responses: inserter(database, "responses") };
}

async function addAsks(
  into: Into,
  { responses, until, customers }: { responses: number; until: number; customers: number },
): Promise<void> {
  const random = randomOf(SEED);
  const checked: Ask[] = [];
  const add = async (at: number, outcome: AskFacts["outcome"]) => {
    const ask = askOf({ random, at, until, customers, outcome });
    if (checked.length < CHECKED && checked.push(ask) === CHECKED) await checkAsks(checked);
    const waits = [into.invitations.add(ask.invitation), ask.response && into.responses.add(ask.response)];
    for (const one of waits) if (one) await one;
  };
  const begin = until - DAYS * DAY_MS;
  const perDay = eventsPerDay(begin, DAYS, responses * ASKS_PER_RESPONSE * BY_CHANCE);
  for (const [day, events] of perDay.entries())
    for (let event = 0; event < events; event += 1) {
      const at = begin + day * DAY_MS + timeOfDay(random);
      if (at < until) await add(at, "any");
    }
  const answered = () => into.responses.count();
  while (answered() < responses) await add(anyTime(random, begin, until), "answered");
}

/** Not in the last two weeks, when the answer would still have to come. */
function anyTime(random: Random, begin: number, until: number): number {
  return begin + Math.floor(random.next() * (until - begin - 14 * DAY_MS));
}

async function checkAsks(asks: readonly Ask[]): Promise<void> {
  await checkShapes({
    invitations: asks.map(({ invitation }) => invitation),
    responses: asks.flatMap(({ response }) => response ?? []),
  });
}

/** Puts documents together and stores them; `add` waits only where the server does not follow. */
function inserter(database: Db, name: string) {
  const running: Promise<unknown>[] = [];
  let part: object[] = [];
  let count = 0;
  const send = async () => {
    const documents = part as never[];
    part = [];
    const insert = database
      .collection(name)
      .insertMany(documents, { ordered: false, writeConcern: { w: 1 } });
    insert.catch(() => {}); // awaited below
    running.push(insert);
    if (running.length >= AT_ONCE) await running.shift();
  };
  return {
    count: () => count,
    add(document: object): Promise<void> | null {
      count += 1;
      return part.push(document) === PART ? send() : null;
    },
    async end(): Promise<void> {
      if (part.length > 0) await send();
      await Promise.all(running);
    },
  };
}

/** Answers so old have been announced and followed up long ago; whoever serves the database looks at them after `next`. */
async function noteJobs(database: Db, next: Date): Promise<void> {
  const jobs = database.collection<{ _id: string }>("jobs");
  for (const { name } of SCHEDULE)
    await jobs.updateOne(
      { _id: name },
      { $set: { nextRunAt: next, doneUntil: new Date() } },
      { upsert: true },
    );
}

const CHOSEN = [
  { of: "event", name: "region" },
  { of: "event", name: "plan" },
  { of: "event", name: "product" },
  { of: "event", name: "contract.kind" },
  { of: "customer", name: "segment" },
];

/** Has scores broken down by five properties, as many as may be chosen; whether they were chosen only now. */
export async function chooseProperties(database: Db): Promise<boolean> {
  const settings = { properties: CHOSEN, revision: 1, countedRevision: 0, updatedAt: new Date() };
  const chosen = await database
    .collection<{ _id: string }>("reportSettings")
    .updateOne({ _id: "organisation" }, { $setOnInsert: settings }, { upsert: true });
  return chosen.upsertedCount === 1;
}

/** So many more invitations that were sent an hour ago and wait for their answer. */
export async function openInvitations(
  database: Db,
  { responses, count }: { responses: number; count: number },
): Promise<Pick<InvitationDocument, "token" | "metric">[]> {
  const now = Date.now();
  const random = randomOf(now);
  const customers = Math.ceil(responses / 3);
  const at = now - 2 * 3_600_000;
  // Tokens of their own: another seed of the same generator only enters its one sequence elsewhere, and may meet the fill's.
  const made = Array.from({ length: count }, () => ({
    ...askOf({ random, at, until: now, customers, outcome: "open" }).invitation,
    token: randomBytes(11).toString("hex"),
  }));
  await database.collection("invitations").insertMany(made as never[]);
  return made.map(({ token, metric }) => ({ token, metric }));
}

export type { InvitationDocument, ResponseDocument };
